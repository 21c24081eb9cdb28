//! 「システムチェック&申請」.

use domain::{policy::Acceptance, status::Status};
use serde_json::json;
use store::Consistency;
use testbed::{
    Answer, TestBed,
    seed::{code, distribute, item, part},
};

const NOW: &str = "2026-11-24T12:40:00";

async fn press(bed: &TestBed, id: &domain::id::RequestId, key: &str) -> Answer {
    let facility = bed.sign_in("tokyo-hospital").await;
    facility.post_empty(&format!("/api/requests/{id}/submission"), &[("idempotency-key", key)]).await
}

async fn messages(bed: &TestBed) -> usize {
    bed.app.store.outbox_list().await.unwrap().len()
}

#[tokio::test]
async fn an_eligible_request_is_submitted() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let answer = press(&bed, &draft.id, "k").await.expect(200);
    let json = answer.json();
    assert_eq!(
        (&json["status"], &json["due_at"]),
        (&json!("under_review"), &json!("2026-11-24T08:00:00.000Z"))
    );
    let conditions: Vec<&str> =
        json["checks"].as_array().unwrap().iter().map(|c| c["condition"].as_str().unwrap()).collect();
    assert_eq!(conditions, ["cannot_procure", "designation", "outlook"]);
    assert_eq!(answer.etag(), "\"3\"");
    assert_eq!(messages(&bed).await, 1);
    let history = bed.app.store.history_list(&draft.id, None, 9).await.unwrap().entries;
    assert_eq!((history.len(), history[0].version), (1, 3));
}

#[tokio::test]
async fn each_unmet_condition_makes_it_ineligible_with_all_results() {
    let bed = TestBed::start(submit::router, NOW).await;
    let hospital = bed.facility("tokyo-hospital").await;
    let mut unable = part(&hospital);
    unable.cannot_procure = false;
    let mut plenty = part(&hospital);
    plenty.items.insert(code("gloves"), item(10, domain::survey::Outlook::OneMonthOrMore));
    for (part, met) in [(unable, [false, true, true]), (plenty, [true, true, false])] {
        let draft = bed.seed_draft_with(&hospital, part).await;
        let json = press(&bed, &draft.id, "k").await.expect(200).json();
        assert_eq!((&json["status"], &json["due_at"]), (&json!("ineligible"), &json!(null)));
        let results: Vec<bool> =
            json["checks"].as_array().unwrap().iter().map(|c| c["met"].as_bool().unwrap()).collect();
        assert_eq!(results, met);
        assert!(json["number"].as_str().unwrap().starts_with("SOS-20261124-"));
    }
    assert_eq!(messages(&bed).await, 0);
}

#[tokio::test]
async fn what_is_missing_is_named_all_at_once_and_the_status_stays() {
    let bed = TestBed::start(submit::router, NOW).await;
    let hospital = bed.facility("tokyo-hospital").await;
    let mut incomplete = part(&hospital);
    incomplete.contact.person.clear();
    incomplete.items.get_mut(&code("n95_mask")).unwrap().aerosol_procedures.clear();
    incomplete.items.get_mut(&code("gloves")).unwrap().quantity = None;
    let draft = bed.seed_draft_with(&hospital, incomplete).await;
    press(&bed, &draft.id, "k").await.expect_errors(&[
        ("contact.person", "required"),
        ("items.gloves.quantity", "required"),
        ("items.n95_mask.aerosol_procedures", "required"),
    ]);
    let mut nothing = part(&hospital);
    nothing.items.clear();
    let empty = bed.seed_draft_with(&hospital, nothing).await;
    press(&bed, &empty.id, "k").await.expect_errors(&[("items", "no_item")]);
    assert_eq!(bed.request(&draft.id).await.status, Status::Draft);
}

#[tokio::test]
async fn while_acceptance_is_stopped_the_notice_is_told_and_the_draft_kept() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    bed.seed_policy("2026-11-24T12:00:00", |policy| {
        let notice = Some("11月24日から停止しています。".into());
        policy.acceptance = Acceptance { open: false, notice };
    })
    .await;
    let told = press(&bed, &draft.id, "k").await.expect_problem(409, "acceptance_stopped");
    assert_eq!(told["notice"], "11月24日から停止しています。");
    assert_eq!(bed.request(&draft.id).await, draft);
}

#[tokio::test]
async fn beyond_the_holiday_table_there_is_no_date_and_the_draft_is_kept() {
    let bed = TestBed::start(submit::router, "2027-12-30T10:00:00").await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let told = press(&bed, &draft.id, "k").await.expect_problem(503, "calendar_end");
    assert!(told["detail"].as_str().unwrap().contains("2027年12月31日"));
    assert_eq!(bed.request(&draft.id).await, draft);
}

#[tokio::test]
async fn the_same_key_gets_the_same_answer_whatever_happened_since() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let first = press(&bed, &draft.id, "k").await.expect(200);
    assert_eq!(press(&bed, &draft.id, "k").await.expect(200).bytes, first.bytes);
    let request = bed.request(&draft.id).await;
    bed.seed_review(&request, true, &[("n95_mask", distribute(1500)), ("gloves", distribute(3000))]).await;
    assert_eq!(press(&bed, &draft.id, "k").await.expect(200).bytes, first.bytes);
    press(&bed, &draft.id, "other").await.expect_problem(409, "status");
    assert_eq!(messages(&bed).await, 2, "one for the submission, one for the result");
}

#[tokio::test]
async fn a_changed_draft_is_another_submission_under_the_same_key() {
    let bed = TestBed::start(submit::router, NOW).await;
    let hospital = bed.facility("tokyo-hospital").await;
    let mut unable = part(&hospital);
    unable.cannot_procure = false;
    let draft = bed.seed_draft_with(&hospital, unable).await;
    assert_eq!(press(&bed, &draft.id, "k").await.expect(200).json()["status"], "ineligible");
    let ineligible = bed.request(&draft.id).await;
    let by = testbed::seed::actor("tokyo-hospital", domain::role::Role::Facility, "東京中央見本病院");
    let mended = part(&hospital);
    bed.seed_act(&ineligible, &by, |act| {
        domain::request::save_draft(&ineligible, mended, &hospital, act).unwrap()
    })
    .await;
    assert_eq!(press(&bed, &draft.id, "k").await.expect(200).json()["status"], "under_review");
}

#[tokio::test]
async fn two_at_once_make_one_request_and_one_set_of_mails() {
    for keys in [["same", "same"], ["one", "two"]] {
        let bed = TestBed::start(submit::router, NOW).await;
        let draft = bed.seed_draft("tokyo-hospital").await;
        let (one, two) = tokio::join!(press(&bed, &draft.id, keys[0]), press(&bed, &draft.id, keys[1]));
        let won = [&one, &two].iter().filter(|answer| answer.status == 200).count();
        assert_eq!(won, if keys[0] == keys[1] { 2 } else { 1 }, "{keys:?}");
        assert_eq!(messages(&bed).await, 1);
        assert_eq!(bed.app.store.history_list(&draft.id, None, 9).await.unwrap().entries.len(), 1);
        let stands = bed.app.store.request_get(&draft.id, Consistency::Strong).await.unwrap().unwrap();
        assert_eq!((stands.status, stands.version), (Status::UnderReview, 3));
    }
}

#[tokio::test]
async fn a_key_that_is_none_is_refused() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    press(&bed, &draft.id, "").await.expect_problem(400, "idempotency_key");
    press(&bed, &draft.id, &"k".repeat(129)).await.expect_problem(400, "idempotency_key");
}

#[tokio::test]
async fn flags_are_computed_from_survey_and_past_at_submission() {
    let bed = TestBed::start(submit::router, NOW).await;
    bed.seed_accepted("tokyo-hospital").await;
    bed.seed_survey("tokyo-hospital", "2026-W47", 5200, 1000).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    press(&bed, &draft.id, "k").await.expect(200);
    let request = bed.request(&draft.id).await;
    let gloves = &request.review.items[&code("gloves")];
    assert!(gloves.is_flagged());
    assert_eq!(gloves.prior_distributions(), 1);
}
