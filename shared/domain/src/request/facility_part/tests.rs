use super::*;
use crate::request::samples::{code, complete_part, policy};

fn day() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

#[track_caller]
fn check(change: impl Fn(&mut FacilityPart), expected: &[(&str, &str)]) {
    let mut part = complete_part();
    change(&mut part);
    let errors = part.check_complete(&policy().catalogue, day());
    let got: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code)).collect();
    assert_eq!(got, expected);
}

fn n95(part: &mut FacilityPart) -> &mut ItemRequest {
    part.items.get_mut(&code("n95_mask")).unwrap()
}

#[test]
fn every_mandatory_field_is_named() {
    check(|_| {}, &[]);
    check(|p| p.contact.person = "　".into(), &[("contact.person", "required")]);
    check(|p| p.contact.phone.clear(), &[("contact.phone", "required")]);
    check(|p| p.delivery.address.clear(), &[("delivery.address", "required")]);
    check(|p| p.delivery.postal_code.clear(), &[("delivery.postal_code", "required")]);
    check(|p| p.delivery.receiving_hours.clear(), &[]);
    check(|p| n95(p).outlook = None, &[("items.n95_mask.outlook", "required")]);
    check(|p| n95(p).quantity = None, &[("items.n95_mask.quantity", "required")]);
    check(|p| n95(p).quantity = Some(Quantity::ZERO), &[("items.n95_mask.quantity", "zero")]);
    check(
        |p| n95(p).procurement_difficulty.clear(),
        &[("items.n95_mask.procurement_difficulty", "required")],
    );
    check(|p| n95(p).aerosol_procedures.clear(), &[("items.n95_mask.aerosol_procedures", "required")]);
    check(|p| n95(p).stock = None, &[]);
}

#[test]
fn all_errors_come_at_once() {
    check(
        |p| {
            p.contact.person.clear();
            n95(p).outlook = None;
            n95(p).quantity = None;
        },
        &[
            ("contact.person", "required"),
            ("items.n95_mask.outlook", "required"),
            ("items.n95_mask.quantity", "required"),
        ],
    );
}

#[test]
fn a_request_without_items_is_incomplete() {
    check(|p| p.items.values_mut().for_each(|item| item.requested = false), &[("items", "no_item")]);
    check(|p| p.items.clear(), &[("items", "no_item")]);
}

#[test]
fn what_is_not_requested_demands_nothing() {
    check(|p| *n95(p) = ItemRequest::default(), &[]);
}

#[test]
fn an_item_outside_the_catalogue_is_refused_by_name() {
    check(
        |p| {
            let item = n95(p).clone();
            p.items.insert(code("goggles"), item);
        },
        &[("items.goggles", "unknown_item")],
    );
}

#[test]
fn texts_are_checked_wherever_they_stand() {
    check(|p| p.remarks = "あ".repeat(1_001), &[("remarks", "too_long")]);
    check(
        |p| n95(p).aerosol_procedures = "\u{7}".into(),
        &[("items.n95_mask.aerosol_procedures", "control_character")],
    );
    check(|p| p.contact.person = "山\n田".into(), &[("contact.person", "control_character")]);
}

#[test]
fn a_text_of_an_item_is_named_with_its_item() {
    let mut part = complete_part();
    n95(&mut part).procurement_difficulty = "あ".repeat(1_001);
    let errors = part.check_form(&policy().catalogue);
    let expected =
        "N95等マスクの自ら調達できない具体的な事情は1000文字以内で入力してください（現在1001文字）。";
    assert_eq!(errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>(), [expected]);
}

#[test]
fn a_phone_number_can_be_dialled() {
    for good in ["03-0000-0000", "０３ー１２３４ー５６７８", "03-5320-0000 内線4321"] {
        check(|p| p.contact.phone = good.into(), &[]);
    }
    for bad in ["電話はありません", "-", "03-0000-ABCD"] {
        check(|p| p.contact.phone = bad.into(), &[("contact.phone", "phone")]);
    }
}

#[test]
fn postal_codes_have_seven_digits() {
    for good in ["100-8916", "1008916"] {
        check(|p| p.delivery.postal_code = good.into(), &[]);
    }
    for bad in ["100-891", "10-08916", "〒100-8916", "100--8916", "１００-8916"] {
        check(|p| p.delivery.postal_code = bad.into(), &[("delivery.postal_code", "postal_code_form")]);
    }
}
