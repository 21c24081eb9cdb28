//! Phone numbers: kept as text, typed in any width (UX).

use crate::{field::FieldError, id::narrow};

/// How many characters a phone number may hold.
pub const MAX_PHONE_CHARS: usize = 30;

/// A phone number as it is kept: half-width digits, hyphens, brackets, plus signs and spaces, and the word 内線 for an extension. Full-width
/// characters and the dashes of an IME are made narrow; nothing typed is an empty number.
///
/// # Errors
/// A [`FieldError`] at `field`, which is called `label`, for anything else.
pub fn read_phone(field: &str, label: &str, typed: &str) -> Result<String, FieldError> {
    let phone: String = typed.trim().chars().map(|c| if c == '\u{3000}' { ' ' } else { narrow(c) }).collect();
    if phone.is_empty() || is_phone(&phone) { Ok(phone) } else { Err(malformed(field, label)) }
}

fn is_phone(phone: &str) -> bool {
    let kept = |c: char| c.is_ascii_digit() || "-+() 内線".contains(c);
    phone.chars().count() <= MAX_PHONE_CHARS
        && phone.chars().any(|c| c.is_ascii_digit())
        && phone.chars().all(kept)
}

fn malformed(field: &str, label: &str) -> FieldError {
    let message = format!(
        "{label}は数字とハイフンで{MAX_PHONE_CHARS}文字以内で入力してください（例：03-0000-0000）。内線は「03-0000-0000 内線123」のように入力できます。"
    );
    FieldError::new(field, "phone", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: Option<&str>) {
        assert_eq!(read_phone("phone", "電話番号", typed).ok().as_deref(), expected, "{typed}");
    }

    #[test]
    fn a_number_is_kept_narrow_however_it_is_typed() {
        check("０３ー１２３４ー５６７８", Some("03-1234-5678"));
        check(" 03−1234−5678　", Some("03-1234-5678"));
        check("+81 3 1234 5678", Some("+81 3 1234 5678"));
        check("03-5320-0000（内線４３２１）", Some("03-5320-0000(内線4321)"));
        check("03-5320-0000　内線4321", Some("03-5320-0000 内線4321"));
        check("", Some(""));
        check("　", Some(""));
    }

    #[test]
    fn what_nobody_can_dial_is_refused_with_an_example() {
        for bad in ["-", "内線", "03-ABCD-0000", "03-0000-0000\n03-1111-1111", "電話はありません"] {
            check(bad, None);
        }
        check(&"1".repeat(30), Some(&"1".repeat(30)));
        check(&"1".repeat(31), None);
        let fault = read_phone("emergency_phone", "休日の緊急連絡先", "なし").unwrap_err();
        assert_eq!((fault.field.as_str(), fault.code), ("emergency_phone", "phone"));
        assert!(fault.message.starts_with("休日の緊急連絡先は数字とハイフンで"), "{}", fault.message);
    }
}
