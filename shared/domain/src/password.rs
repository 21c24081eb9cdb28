//! Which passwords may be chosen (SPEC 10). How they are stored and checked is `web`'s.

use std::{collections::HashSet, sync::LazyLock};

use crate::{field::FieldError, id::UserName};

/// The fewest characters of a password.
pub const MIN_CHARS: usize = 8;
/// The most characters of a password. More would be work for the hash, not safety.
pub const MAX_CHARS: usize = 128;

/// The field the faults are told at.
const FIELD: &str = "password";

static KNOWN: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../data/known_passwords.txt").lines().collect());

/// Everything that is wrong with a new password of that user; nothing when it may be chosen.
pub fn check(password: &str, user_name: &UserName) -> Vec<FieldError> {
    if password.is_empty() {
        return vec![FieldError::missing(FIELD, "新しいパスワード")];
    }
    let chars = password.chars().count();
    let has = |kind: fn(&char) -> bool| password.chars().any(|c| kind(&c));
    let small = password.to_lowercase();
    let faults = [
        (
            password.chars().any(|c| !matches!(c, ' '..='~')),
            "not_half_width",
            "パスワードは半角の英字・数字・記号だけで入力してください。全角の文字は使えません。".to_owned(),
        ),
        (
            // Brought along by pasting, and never typed again.
            password.starts_with(' ') || password.ends_with(' '),
            "space_around",
            "パスワードの先頭と末尾に空白を入れないでください。".to_owned(),
        ),
        (
            chars < MIN_CHARS,
            "too_short",
            format!("パスワードは{MIN_CHARS}文字以上にしてください（現在{chars}文字）。"),
        ),
        (
            chars > MAX_CHARS,
            "too_long",
            format!("パスワードは{MAX_CHARS}文字以内にしてください（現在{chars}文字）。"),
        ),
        (
            !has(char::is_ascii_uppercase),
            "no_upper",
            "パスワードに半角の英大文字を1文字以上入れてください。".to_owned(),
        ),
        (
            !has(char::is_ascii_lowercase),
            "no_lower",
            "パスワードに半角の英小文字を1文字以上入れてください。".to_owned(),
        ),
        (
            !has(char::is_ascii_digit),
            "no_digit",
            "パスワードに半角の数字を1文字以上入れてください。".to_owned(),
        ),
        (
            small.contains(user_name.as_str()),
            "user_name_inside",
            "パスワードにユーザ名を含めないでください。".to_owned(),
        ),
        (
            is_known(&small),
            "common",
            "このパスワードはよく使われていて、推測されやすいものです。ほかのパスワードにしてください。"
                .to_owned(),
        ),
    ];
    let found = faults.into_iter().filter(|(wrong, ..)| *wrong);
    found.map(|(_, code, message)| FieldError::new(FIELD, code, message)).collect()
}

/// Whether it is a known password, or a known word dressed up: with digits and signs around it, or with signs that look like letters.
fn is_known(small: &str) -> bool {
    let word = small.trim_matches(|c: char| !c.is_ascii_alphabetic());
    let plain: String = word.chars().map(letter_meant).collect();
    KNOWN.contains(small) || KNOWN.contains(word) || KNOWN.contains(plain.as_str()) || is_one_letter(word)
}

/// Such as `Aaaaaaa1`.
fn is_one_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|first| letters.all(|letter| letter == first))
}

/// The letter that a look-alike stands for, as in `P@ssw0rd`.
fn letter_meant(c: char) -> char {
    match c {
        '0' => 'o',
        '1' => 'l',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '!' => 'i',
        other => other,
    }
}

#[cfg(test)]
mod tests;
