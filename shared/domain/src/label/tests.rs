use super::*;
use crate::{
    history::{Change, Fields},
    policy::{Acceptance, ExtraDays},
    prefecture_settings::{StockLevel, Undeliverable},
    request::samples::{at, code, complete_part, facility, policy, quantity, settings},
    review::{Decision, ItemReview, Review, Source},
    survey::Outlook,
};

#[test]
fn the_last_part_of_a_path_names_the_field() {
    assert_eq!(label("items.n95_mask.total_quantity"), "総配布枚数");
    assert_eq!(label("remarks"), "備考");
    assert_eq!(label("days.closed.0"), "休業日");
    assert_eq!(label("catalogue.0.order"), "表示順");
    assert_eq!(label("something.new"), UNNAMED);
}

#[test]
fn a_whole_member_of_a_map_is_called_after_the_map() {
    assert_eq!(label("catalogue.n95_mask"), "物資の内容");
    assert_eq!(label("stock.n95_mask"), "都道府県の備蓄");
    assert_eq!(label("items.n95_mask.stock"), "前日時点の在庫量");
}

#[test]
fn names_and_codes_are_called_after_whose_they_are() {
    assert_eq!(audit_label(AuditAction::UserCreated, "name"), "名前");
    assert_eq!(audit_label(AuditAction::FacilityChanged, "name"), "医療機関名");
    assert_eq!(audit_label(AuditAction::FacilityChanged, "contact.phone"), "電話番号");
    assert_eq!(audit_label(AuditAction::PolicyAdded, "acceptance.open"), "申請の受付");
}

#[track_caller]
fn check_named(changes: &[Change], at_least: usize, named: impl Fn(&str) -> &'static str) {
    assert!(changes.len() >= at_least, "{changes:?}");
    for change in changes {
        assert_ne!(named(&change.field), UNNAMED, "{}", change.field);
    }
}

#[test]
fn every_field_of_a_facility_has_a_name() {
    let day = "2026-11-24".parse().ok();
    let whole = crate::facility::Facility { valid_from: day, valid_to: day, ..facility() };
    check_named(&whole.changes_since(None), 12, facility_label);
}

#[test]
fn every_field_of_a_prefectures_settings_has_a_name() {
    let now = at("2026-11-24T12:40:00");
    let day: chrono::NaiveDate = "2026-12-28".parse().unwrap();
    let address = "busshi@pref.example.jp".to_owned();
    let mut after = settings();
    after.office = "新しい課".into();
    after.phone = "03-0000-0000".into();
    after.emergency_phone = Some("03-0000-0001".into());
    after.bundling_minutes = 10;
    after.days = ExtraDays { closed: [day].into(), open: [day].into() };
    after.stock = [(code("gloves"), StockLevel { quantity: quantity(1), as_of: day })].into();
    after.notification_addresses = [address.clone()].into();
    after.unconfirmed_addresses = [(address.clone(), now)].into();
    after.undeliverable = [(address, Undeliverable { at: now, complaint: false })].into();
    check_named(&after.changes_since(&settings()), 10, label);
}

#[test]
fn every_field_of_a_policy_has_a_name() {
    let before = policy();
    let mut after = before.clone();
    after.qualifying_designations.clear();
    after.qualifying_outlooks = [Outlook::Within1Week].into();
    after.cutoff = after.target;
    after.target = before.cutoff;
    after.acceptance = Acceptance { open: false, notice: Some("停止".into()) };
    let day: chrono::NaiveDate = "2026-12-28".parse().unwrap();
    after.days = ExtraDays { closed: [day].into(), open: [day].into() };
    let mut items = after.catalogue.items().to_vec();
    items[0].name = "新しい名前".into();
    after.catalogue = items.into();
    let mut changes = before.changes_to(&after);
    changes.extend(after.changes_to(&before));
    changes.extend(crate::policy::Policy::taken_over_by(&[&before]));
    check_named(&changes, 19, label);
}

#[test]
fn every_field_of_a_request_has_a_name() {
    let part = crate::request::FacilityPart { remarks: "備考".into(), ..complete_part() };
    check_named(&Fields::default().changes_to(&part.fields()), 20, label);
    let text = || "本文".to_owned();
    let decision = Decision {
        needed: Some(true),
        source: Some(Source::Nation),
        prefecture_quantity: Some(quantity(1)),
        national_quantity: Some(quantity(1)),
        total_quantity: Some(quantity(2)),
        quantity_confirmed: true,
        prior_distributions: Some(1),
        circumstances: text(),
        aerosol_procedures: text(),
        both_sources_reason: text(),
        refusal_reason: text(),
        opinion: text(),
        message_to_facility: text(),
    };
    let item = ItemReview { decision, ..ItemReview::default() };
    let review = Review {
        delay_reason: text(),
        expected_on: "2026-11-25".parse().ok(),
        items: [(code("gloves"), item)].into(),
        ..Review::default()
    };
    check_named(&Fields::default().changes_to(&review.fields()), 15, label);
}

/// Fields that entries hold which are made elsewhere than in this crate.
const MADE_ELSEWHERE: [&str; 21] = [
    "role",
    "name",
    "mail",
    "prefecture",
    "facility",
    "disabled",
    "reason",
    "wait_seconds",
    "refused_meanwhile",
    "second_factor_required",
    "printed_link",
    "total",
    "created",
    "changed",
    "unchanged",
    "created_facilities",
    "changed_facilities",
    "history_sha256",
    "file_sha256",
    "items.gloves.outlook",
    "review.items.gloves.opinion",
];

#[test]
fn every_action_and_every_field_of_an_entry_has_a_name() {
    for action in AuditAction::ALL {
        assert!(!action.label().is_ascii(), "{action:?}");
        for field in MADE_ELSEWHERE {
            assert_ne!(audit_label(*action, field), UNNAMED, "{field}");
        }
    }
}
