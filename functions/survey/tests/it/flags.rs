//! The stock flags that follow from an answer (SPEC 6).

use axum::http::Method;
use domain::{
    request::Request,
    row::RequestRow,
    survey::{StockFlag, StockFlagBasis},
};
use serde_json::json;
use store::ListScope;

use crate::{
    answers, item, put,
    seed::{Seeded, code},
    start,
};

#[track_caller]
fn check(request: &Request, item: &str, expected: StockFlag, basis: Option<(&str, i64, i64)>) {
    let review = &request.review.items[&code(item)];
    assert_eq!(review.stock_flag, Some(expected), "{item}");
    let figures = |basis: &StockFlagBasis| {
        (basis.week.to_string(), i64::from(basis.weekly_consumption), i64::from(basis.stock))
    };
    let expected = basis.map(|(week, consumption, stock)| (week.to_owned(), consumption, stock));
    assert_eq!(review.stock_flag_basis.as_ref().map(figures), expected, "{item}");
}

#[tokio::test]
async fn an_answer_sets_and_takes_away_the_flag_of_a_request_under_review() {
    let bed = start().await;
    let request = Seeded::under_review(&bed, 1).await;
    check(&request.load().await, "gloves", StockFlag::NoSurvey, None);
    let client = bed.sign_in("tokyo-hospital").await;

    put(&client, "2026-W48", &answers(700, 2_801)).await.expect(200);
    check(&request.load().await, "gloves", StockFlag::Flagged, Some(("2026-W48", 700, 2_801)));
    check(&request.load().await, "n95_mask", StockFlag::Flagged, Some(("2026-W48", 700, 2_801)));

    bed.set_clock("2026-11-24T12:50:00");
    put(&client, "2026-W48", &json!({"items": {"gloves": item(700, 2_800)}})).await.expect(200);
    check(&request.load().await, "gloves", StockFlag::NotFlagged, Some(("2026-W48", 700, 2_800)));
    check(&request.load().await, "n95_mask", StockFlag::NoSurvey, None);
}

#[tokio::test]
async fn nothing_else_of_the_request_changes_and_no_history_is_made() {
    let bed = start().await;
    let seeded = Seeded::under_review(&bed, 1).await;
    let before = seeded.load().await;
    bed.set_clock("2026-11-24T12:50:00");
    put(&bed.sign_in("tokyo-hospital").await, "2026-W48", &answers(1, 9)).await.expect(200);
    let mut after = seeded.load().await;
    assert_ne!(after.review, before.review);
    assert_eq!(after.flags_recomputed, before.flags_recomputed + 1);
    after.review = before.review.clone();
    after.flags_recomputed = before.flags_recomputed;
    assert_eq!(after, before);
    let history = bed.app.store.history_list(&before.id, None, 10).await.unwrap();
    assert_eq!(history.entries.len(), 1, "the submission alone");
}

#[tokio::test]
async fn lists_show_the_new_flag() {
    let bed = start().await;
    let seeded = Seeded::under_review(&bed, 1).await;
    put(&bed.sign_in("tokyo-hospital").await, "2026-W48", &answers(1, 9)).await.expect(200);
    let prefecture = seeded.load().await.facility.prefecture;
    let rows = bed.app.store.request_rows(ListScope::ByDue(vec![prefecture]), None, None).await.unwrap();
    let flagged: Vec<_> = rows.iter().flat_map(RequestRow::flagged).map(ToString::to_string).collect();
    assert_eq!(flagged, ["gloves", "n95_mask"]);
}

#[tokio::test]
async fn every_request_under_review_is_brought_up_to_date_and_no_other() {
    let bed = start().await;
    let (first, second) = (Seeded::under_review(&bed, 1).await, Seeded::under_review(&bed, 2).await);
    let draft = Seeded::draft(&bed, 3).await;
    let before = draft.load().await;
    put(&bed.sign_in("tokyo-hospital").await, "2026-W48", &answers(1, 9)).await.expect(200);
    for request in [&first, &second] {
        check(&request.load().await, "gloves", StockFlag::Flagged, Some(("2026-W48", 1, 9)));
    }
    assert_eq!(draft.load().await, before);
}

#[tokio::test]
async fn what_the_prefecture_saved_stays() {
    let bed = start().await;
    let seeded = Seeded::under_review(&bed, 1).await;
    seeded.save_review().await;
    let saved = seeded.load().await.review.items[&code("gloves")].decision.clone();
    assert_eq!(saved.needed, Some(false));
    put(&bed.sign_in("tokyo-hospital").await, "2026-W48", &answers(1, 9)).await.expect(200);
    let request = seeded.load().await;
    check(&request, "gloves", StockFlag::Flagged, Some(("2026-W48", 1, 9)));
    assert_eq!(request.review.items[&code("gloves")].decision, saved);
}

#[tokio::test]
async fn the_flag_is_frozen_at_completion() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    put(&client, "2026-W48", &answers(700, 200)).await.expect(200);
    let seeded = Seeded::under_review(&bed, 1).await;
    check(&seeded.load().await, "gloves", StockFlag::NotFlagged, Some(("2026-W48", 700, 200)));
    seeded.complete().await;
    let before = seeded.load().await;
    bed.set_clock("2026-11-24T12:50:00");
    put(&client, "2026-W48", &answers(1, 9)).await.expect(200);
    assert_eq!(seeded.load().await, before);
}

#[tokio::test]
async fn a_late_answer_for_an_old_week_does_not_hide_the_latest() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    let seeded = Seeded::under_review(&bed, 1).await;
    put(&client, "2026-W48", &answers(700, 200)).await.expect(200);
    put(&client, "2026-W47", &answers(1, 9)).await.expect(200);
    check(&seeded.load().await, "gloves", StockFlag::NotFlagged, Some(("2026-W48", 700, 200)));
}

#[tokio::test]
async fn of_two_answers_at_once_the_later_weeks_decides() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    let seeded = Seeded::under_review(&bed, 1).await;
    let (old, new) = (answers(1, 9), answers(700, 200));
    let (old, new) = tokio::join!(put(&client, "2026-W47", &old), put(&client, "2026-W48", &new));
    assert_eq!((old.status.as_u16(), new.status.as_u16()), (200, 200));
    check(&seeded.load().await, "gloves", StockFlag::NotFlagged, Some(("2026-W48", 700, 200)));
}

#[tokio::test]
async fn another_facilitys_answer_changes_nothing() {
    let bed = start().await;
    let seeded = Seeded::under_review(&bed, 1).await;
    put(&bed.sign_in("tokyo-clinic").await, "2026-W48", &answers(1, 9)).await.expect(200);
    check(&seeded.load().await, "gloves", StockFlag::NoSurvey, None);
}

#[tokio::test]
async fn no_answer_to_the_facility_tells_of_the_flag() {
    let bed = start().await;
    let _seeded = Seeded::under_review(&bed, 1).await;
    let client = bed.sign_in("tokyo-hospital").await;
    let flagged = put(&client, "2026-W48", &answers(1, 9)).await.expect(200);
    let list = client.get("/api/surveys").await.expect(200);
    bed.set_clock("2026-11-24T12:50:00");
    let not_flagged = put(&client, "2026-W48", &answers(9, 1)).await.expect(200);
    let refused = client.send(Method::PUT, "/api/surveys/2026-W48", &[], Some("{}".to_owned())).await;
    for answer in [&flagged, &list, &not_flagged, &refused] {
        let text = String::from_utf8_lossy(&answer.bytes);
        assert!(!text.contains("flag") && !text.contains("1ヶ月分"), "{text}");
    }
    let keys = |answer: &testbed::Answer| answer.headers.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&flagged), keys(&not_flagged));
}
