//! The largest request the cost ceilings are stated for: five items, a name of 50 characters, every row just under its size.

use domain::{
    facility::Facility,
    id::{FacilityId, UserName},
    request::{Evidence, FacilityPart, Request},
    review::{Decision, Source},
    role::{Actor, Role},
    row::MAX_REASON_CHARS,
    survey::Survey,
    transition::Transition,
};
use store::Store;

use crate::{
    raw,
    sample::{ITEMS, code, decision, facility, item, policy, survey},
    steps::{apply, create_of, delay, evidence, review, save, submit},
};

/// An institution whose name has as many characters as the master data takes, and whose id too.
pub(crate) fn large_facility() -> Facility {
    let mut large = facility();
    large.profile.id = FacilityId::parse("f-13-00000000001").unwrap();
    large.profile.name = "医".repeat(domain::facility::MAX_NAME_CHARS);
    large
}

/// Five items with long reasons. `filler` tells updates from one another without changing a size.
pub(crate) fn large_part(filler: &str) -> FacilityPart {
    let mut items = ITEMS.map(|name| (code(name), item(9_999_998)));
    for (_, item) in &mut items {
        item.procurement_difficulty = format!("{filler}{}", "欠".repeat(87));
        item.aerosol_procedures = "挿".repeat(30);
    }
    FacilityPart {
        contact: facility().contact,
        delivery: facility().delivery,
        cannot_procure: true,
        remarks: "備".repeat(120),
        items: items.into(),
    }
}

/// A survey by which all five items are flagged.
pub(crate) fn large_survey() -> Survey {
    survey("2026-W47", 1_234_567, 9_999_999)
}

pub(crate) fn large_evidence() -> Evidence {
    evidence(large_survey())
}

/// The transition as if users with the longest names had made it: an officer where the prefecture acts, else somebody of the facility.
pub(crate) fn at_length(mut transition: Transition) -> Transition {
    let by = lengthened(transition.after.saved.by.clone());
    transition.after.saved.by = by.clone();
    if let Some(receipt) = &mut transition.after.receipt {
        receipt.caller = UserName::parse(&"u".repeat(32)).unwrap();
    }
    if let Some(entry) = &mut transition.history {
        entry.by = by.clone();
    }
    if by.role == Role::Prefecture {
        transition.after.review.reviewed_by = Some(by);
    }
    transition
}

fn lengthened(by: Actor) -> Actor {
    let name = if by.role == Role::Prefecture { "県".repeat(70) } else { by.name };
    Actor { user_name: UserName::parse(&"u".repeat(32)).unwrap(), role: by.role, name }
}

/// A decision that fills the prefecture's part.
pub(crate) fn large_decision(pieces: i64) -> Decision {
    Decision {
        circumstances: "卸の欠品を確認した".to_owned(),
        aerosol_procedures: "気管挿管".to_owned(),
        message_to_facility: "順次発送".to_owned(),
        ..decision(pieces, Source::Nation)
    }
}

pub(crate) fn large_decisions(pieces: i64) -> [(&'static str, Decision); 5] {
    ITEMS.map(|name| (name, large_decision(pieces)))
}

/// Stored as a draft that was saved once.
pub(crate) async fn large_draft(store: &Store, n: usize) -> Request {
    let request = create_of(n, &large_facility());
    store.request_create(&request).await.unwrap();
    apply(store, at_length(save(&request, large_part("一"), &large_facility()))).await
}

pub(crate) async fn large_under_review(store: &Store, n: usize) -> Request {
    let draft = large_draft(store, n).await;
    apply(store, at_length(submit(&draft, &large_facility(), &large_evidence()))).await
}

/// Stored with the prefecture's part saved as 入力中, and a delay recorded that fills its place in a list row.
pub(crate) async fn large_in_progress(store: &Store, n: usize) -> Request {
    let request = large_under_review(store, n).await;
    let request = apply(store, at_length(large_delay(&request))).await;
    apply(store, at_length(review(&request, false, &large_decisions(9_999_998)))).await
}

pub(crate) fn large_delay(request: &Request) -> Transition {
    delay(request, &"待".repeat(MAX_REASON_CHARS), "2026-11-25".parse().ok())
}

#[track_caller]
fn check_size(what: &str, item: &raw::Item, min: usize, max: usize) {
    let size = raw::size(item);
    assert!((min..=max).contains(&size), "{what} has {size} bytes: {item:?}");
}

#[tokio::test]
async fn the_full_sized_request_fills_its_rows_just_to_their_limits() {
    let store = crate::table().await;
    let request = large_in_progress(&store, 1).await;
    assert_eq!(policy().catalogue.items().len(), request.part.items.len());
    let partition = format!("R#{}", request.id);
    check_size("the head", &raw::row(&store, &partition, "h").await, 1_000, 1_024);
    check_size("the facility's part", &raw::row(&store, &partition, "f").await, 2_900, 3_072);
    check_size("the prefecture's part", &raw::row(&store, &partition, "v").await, 1_900, 2_048);
}

#[tokio::test]
async fn a_row_of_a_list_has_at_most_480_bytes() {
    let store = crate::table().await;
    let request = large_in_progress(&store, 1).await;
    let prefecture = format!("P#{}", request.facility.prefecture);
    let facility = format!("F#{}", request.facility.id);
    for (index, partition) in [
        (store::schema::BY_UPDATED, &prefecture),
        (store::schema::BY_DUE, &prefecture),
        (store::schema::BY_FACILITY, &facility),
    ] {
        let entry = raw::entries(&store, index, partition).await.remove(0);
        check_size(index.name, &entry, 450, 480);
    }
}
