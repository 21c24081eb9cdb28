use super::*;

/// The secret of RFC 6238, appendix B.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

fn at(seconds: i64) -> Instant {
    Instant::from_timestamp(seconds, 0).unwrap()
}

fn user(name: &str) -> UserName {
    UserName::parse(name).unwrap()
}

fn factor(codes: &[String]) -> SecondFactor {
    SecondFactor { secret: SECRET.to_owned(), last_step: 0, recovery: recovery_hashes(&user("tokyo"), codes) }
}

#[track_caller]
fn check(typed: &str, seconds: i64, step: Option<u64>) {
    assert_eq!(step_of(SECRET, typed, at(seconds)), step, "{typed} at {seconds}");
}

#[test]
fn the_codes_are_those_of_the_standard() {
    check("287082", 59, Some(1));
    check("081804", 1_111_111_109, Some(37_037_036));
    check("005924", 1_234_567_890, Some(41_152_263));
    check("279037", 2_000_000_000, Some(66_666_666));
}

#[test]
fn a_clock_may_be_one_step_off_and_no_more() {
    check("287082", 0, Some(1));
    check("287082", 89, Some(1));
    check("287082", 90, None);
    check("081804", 1_111_111_109 - 60, None);
    check("287083", 59, None);
    check("", 59, None);
    check("87082", 59, None);
    assert_eq!(step_of("no base 32 at all!", "287082", at(59)), None);
}

#[test]
fn a_code_may_be_typed_in_any_width_and_with_spaces() {
    check("287 082", 59, Some(1));
    check(" ２８７０８２\n", 59, Some(1));
}

#[test]
fn a_code_is_taken_once_and_none_before_it_either() {
    let used = use_code(&factor(&[]), &user("tokyo"), "081804", at(1_111_111_109)).unwrap();
    assert_eq!(used.last_step, 37_037_036);
    assert!(use_code(&used, &user("tokyo"), "081804", at(1_111_111_109)).is_none());
    assert!(use_code(&used, &user("tokyo"), "287082", at(59)).is_none());
}

#[test]
fn a_recovery_code_is_taken_once_from_its_own_user_alone() {
    let codes = new_recovery_codes().unwrap();
    let before = factor(&codes);
    assert_eq!(before.recovery.len(), RECOVERY_CODES);
    assert!(use_code(&before, &user("osaka"), &codes[3], at(59)).is_none());
    let typed = codes[3].to_lowercase().replace('-', " ");
    let used = use_code(&before, &user("tokyo"), &typed, at(59)).unwrap();
    assert_eq!(used.recovery.len(), RECOVERY_CODES - 1);
    assert!(use_code(&used, &user("tokyo"), &codes[3], at(59)).is_none());
    assert!(use_code(&used, &user("tokyo"), &codes[4], at(59)).is_some());
    assert!(codes.iter().all(|code| code.len() == 19 && !before.recovery.contains(code)));
}

#[test]
fn a_secret_is_new_each_time_and_has_160_bits() {
    let secret = new_secret().unwrap();
    assert_eq!(secret.len(), 32);
    assert_ne!(secret, new_secret().unwrap());
    assert!(totp(&secret).is_some());
}
