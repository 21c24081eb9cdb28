//! Rows and digests.

use domain::{
    digest::{Digest, MinistryDigest, OverdueCount},
    facility::Category,
    id::RequestNumber,
    prefecture::Prefecture,
    row::{RequestRow, RowItem},
    status::{PrefectureStatus, Status},
    survey::Outlook,
};

use super::{at, code, facts, request_id, tokyo};

/// An open row; its number ends in `tail`, five characters.
pub(crate) fn row(tail: &str, due_on: &str) -> RequestRow {
    RequestRow {
        id: request_id(),
        number: Some(RequestNumber::parse(&format!("SOS-20261124-{tail}")).unwrap()),
        status: Status::UnderReview,
        outcome: None,
        prefecture_status: PrefectureStatus::NotStarted,
        facility: facts().facility,
        facility_name: facts().facility_name,
        category: Category::Hospital,
        prefecture: tokyo(),
        items: ["gloves", "surgical_mask"].map(|item| (code(item), RowItem::default())).into(),
        sources: [].into(),
        national_quantity: 0,
        shortest_outlook: Some(Outlook::Within1Week),
        submitted_at: Some(at("2026-11-24T12:40:00")),
        updated_at: Some(at("2026-11-24T12:40:00")),
        due_at: Some(at(&format!("{due_on}T17:00:00"))),
        awaiting_answer: false,
        delay_reason: String::new(),
        expected_on: None,
    }
}

pub(crate) fn rows(count: usize) -> Vec<RequestRow> {
    (0..count).map(|n| row(&format!("{n:05}"), "2026-11-24")).collect()
}

/// What waits listed apart only, as at 16:01 and 17:01.
pub(crate) fn digest_apart() -> Digest {
    Digest {
        main: vec![row("AAAAA", "2026-11-24")],
        awaiting: vec![row("BBBBB", "2026-11-20")],
        carried: vec![],
    }
}

/// Something in each list, as at 13:01.
pub(crate) fn digest() -> Digest {
    Digest {
        main: vec![row("AAAAA", "2026-11-24"), row("BBBBB", "2026-11-24")],
        awaiting: vec![row("BBBBB", "2026-11-24")],
        carried: vec![row("CCCCC", "2026-11-20")],
    }
}

pub(crate) fn ministry_digest() -> MinistryDigest {
    let overdue = OverdueCount {
        overdue: 3,
        awaiting: 1,
        within_one_week: 2,
        oldest_due_at: Some(at("2026-11-20T17:00:00")),
    };
    MinistryDigest {
        prefectures: [(tokyo(), overdue)].into(),
        due_today: 5,
        completed: 2,
        national_requests: 4,
        national: [(code("gloves"), 300), (code("surgical_mask"), 12_000)].into(),
        unreachable: vec![Prefecture::parse("47").unwrap()],
    }
}
