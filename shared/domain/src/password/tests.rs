use super::*;

#[track_caller]
fn check(password: &str, codes: &[&str]) {
    let user_name = UserName::parse("tokyo-13").unwrap();
    let faults = super::check(password, &user_name);
    let got: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(got, codes, "{password}");
    assert!(faults.iter().all(|fault| fault.field == "password" && fault.message.contains("パスワード")));
}

#[test]
fn upper_lower_and_digit_in_eight_half_width_characters_will_do() {
    check("Kazari7x", &[]);
    check("Zq8 correct horse battery", &[]);
    check("~Zx9!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}", &[]);
    check(&format!("Kz7{}", "yv".repeat(62)), &[]);
}

#[test]
fn every_fault_is_told_at_once() {
    check("", &["required"]);
    check("Kaz7x", &["too_short"]);
    check("kazari7x", &["no_upper"]);
    check("KAZARI7X", &["no_lower"]);
    check("Kazarixy", &["no_digit"]);
    check("xkv", &["too_short", "no_upper", "no_digit"]);
    check(&format!("Kz7{}", "yv".repeat(63)), &["too_long"]);
    check("!?!?", &["too_short", "no_upper", "no_lower", "no_digit"]);
}

#[test]
fn full_width_characters_do_not_count_and_are_named() {
    check("Kazari7ｘ", &["not_half_width"]);
    check("Ｋazari7x", &["not_half_width", "no_upper"]);
    check("Kazari７x", &["not_half_width", "no_digit"]);
    check("Kazari7x　", &["not_half_width"]);
    check("Kazari7ｶ", &["not_half_width"]);
    check("Kazari7\tx", &["not_half_width"]);
}

#[test]
fn spaces_are_taken_inside_but_not_around() {
    check("Kazari 7x", &[]);
    check(" Kazari7x", &["space_around"]);
    check("Kazari7x ", &["space_around"]);
}

#[test]
fn the_user_name_must_not_be_inside_whatever_its_case() {
    check("xTokyo-13yQ", &["user_name_inside"]);
    check("9TOKYO-13v", &["user_name_inside"]);
    check("13-Tokyovq", &[]);
}

#[test]
fn known_passwords_and_known_words_dressed_up_are_refused() {
    for known in [
        "Password1",
        "PASSWORd1",
        "P@ssw0rd",
        "Pa$$w0rd2026",
        "123Qwerty",
        "Qwerty123!",
        "Iloveyou2",
        "Abc12345",
        "1Qaz2wsx",
        "1q2w3e4R",
        "Welcome2026",
        "Tokyo2026",
        "Hospital-1",
        "Aaaaaaa1",
    ] {
        check(known, &["common"]);
    }
    check("Dragonfly-lamp4", &[]);
    check("Pa55", &["too_short"]);
}

#[test]
fn the_list_is_in_small_letters_sorted_and_without_repetition() {
    let lines: Vec<&str> = include_str!("../../data/known_passwords.txt").lines().collect();
    assert!(lines.len() > 4_000);
    assert!(lines.is_sorted() && KNOWN.len() == lines.len());
    assert!(lines.iter().all(|line| line.len() >= 4 && line.to_ascii_lowercase() == *line));
}
