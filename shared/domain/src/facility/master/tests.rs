use super::*;
use crate::request::samples::facility;

#[track_caller]
fn check(change: impl Fn(&mut MasterData), faults: &[(&str, &str)]) {
    let mut data = facility().master_data();
    change(&mut data);
    let found = data.clone().kept().1;
    let found: Vec<_> = found.iter().map(|fault| (fault.field.as_str(), fault.code)).collect();
    assert_eq!(found, faults, "{data:?}");
}

#[test]
fn each_field_has_its_rule() {
    check(|_| {}, &[]);
    check(|data| data.name = "　".into(), &[("name", "required")]);
    check(|data| data.name = "医".repeat(50), &[]);
    check(|data| data.name = "医".repeat(51), &[("name", "too_long")]);
    check(|data| data.name = "a\nb".into(), &[("name", "control_character")]);
    check(|data| data.contact.person = "あ".repeat(201), &[("contact.person", "too_long")]);
    check(|data| data.delivery.address = "\u{202E}".into(), &[("delivery.address", "control_character")]);
    check(
        |data| data.delivery.receiving_hours = "時".repeat(201),
        &[("delivery.receiving_hours", "too_long")],
    );
    check(|data| data.valid_from = "2026-04-01".parse().ok(), &[]);
}

#[test]
fn everything_but_the_name_may_be_left_empty() {
    check(
        |data| {
            (data.contact, data.delivery) = (Contact::default(), Delivery::default());
            data.mail.clear();
            data.designations.clear();
        },
        &[],
    );
}

#[test]
fn numbers_and_addresses_have_a_form() {
    for phone in ["-", "電話", "03-0000-0000x"] {
        check(|data| data.contact.phone = phone.into(), &[("contact.phone", "phone")]);
    }
    for postal_code in ["1000000", "100-000", "100-00000", "10-00000", "abc-defg"] {
        check(
            |data| data.delivery.postal_code = postal_code.into(),
            &[("delivery.postal_code", "postal_code")],
        );
    }
    for mail in ["a", "@example.jp", "あ@example.jp"] {
        check(|data| data.mail = mail.into(), &[("mail", "mail")]);
    }
}

#[test]
fn numbers_and_addresses_are_kept_in_one_form_however_they_are_typed() {
    let mut typed = facility().master_data();
    typed.contact.phone = "０３－００００－００００".into();
    typed.delivery.postal_code = " １００－００００".into();
    typed.mail = "Name@Example.JP".into();
    let (kept, faults) = typed.kept();
    assert!(faults.is_empty());
    let texts = (kept.contact.phone.as_str(), kept.delivery.postal_code.as_str(), kept.mail.as_str());
    assert_eq!(texts, ("03-0000-0000", "100-0000", "Name@example.jp"));
}

#[test]
fn a_validity_does_not_end_before_it_begins() {
    let days = |from: &str, to: &str| {
        let (from, to) = (from.parse().ok(), to.parse().ok());
        move |data: &mut MasterData| (data.valid_from, data.valid_to) = (from, to)
    };
    check(days("2026-04-01", "2026-04-01"), &[]);
    check(days("2026-04-02", "2026-04-01"), &[("valid_to", "before_valid_from")]);
}

#[test]
fn a_registered_facility_has_its_code_as_identifier_and_prefecture() {
    let code = FacilityCode::parse("0110113719").unwrap();
    let registered = facility().master_data().register(&code).unwrap();
    assert_eq!(registered.profile.id.as_str(), "0110113719");
    assert_eq!(registered.profile.prefecture.code(), "01");
    assert_eq!((registered.version, registered.master_data()), (1, facility().master_data()));
    let changes = registered.changes_since(None);
    assert_eq!(
        changes[0],
        Change { field: "category".into(), from: Value::Nothing, to: Value::text("病院") }
    );
    assert!(changes.iter().all(|change| change.from == Value::Nothing));
}

#[test]
fn a_change_names_what_differs_and_no_change_is_none() {
    let before = facility();
    assert_eq!(before.changed_to(before.master_data()), None);
    let data = MasterData {
        designations: [Designation::CovidInpatient, Designation::RecoveryBackup].into(),
        valid_to: "2027-03-31".parse().ok(),
        ..before.master_data()
    };
    let after = before.changed_to(data).unwrap();
    assert_eq!((after.version, &after.profile.code), (before.version + 1, &before.profile.code));
    let changes = after.changes_since(Some(&before));
    let words: Vec<_> = changes.iter().map(|change| (change.field.as_str(), &change.to)).collect();
    let registered = "新型コロナウイルス感染症患者（疑い患者を含む）を受け入れる医療機関、後方支援医療機関";
    assert_eq!(words, [("designations", &Value::text(registered)), ("valid_to", &Value::text("2027-03-31"))]);
}
