//! What an `Idempotency-Key` is bound to: request, caller, act and content.

use domain::{request::ask, survey::Outlook};
use serde_json::json;
use store::Store;
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};
use testbed::{
    Answer, Client, TestBed,
    input::complete_part,
    seed::{officer, refuse},
};
use web::App;

const NOW: &str = "2026-11-24T12:40:00";

async fn press(client: &Client, id: &domain::id::RequestId, key: &str) -> Answer {
    client.post_empty(&format!("/api/requests/{id}/submission"), &[("idempotency-key", key)]).await
}

#[tokio::test]
async fn a_crash_between_commit_and_answer_is_made_good_by_the_same_key() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let bed = TestBed::on(store_on(&proxy.endpoint()).await.unwrap(), submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let client = bed.sign_in("tokyo-hospital").await;
    // Committed, but every attempt to learn so fails: for the caller the function is gone.
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::LostResponse, 99);
    press(&client, &draft.id, "k").await.expect_problem(503, "unavailable");

    let direct = Store::connect_local(&test_endpoint(), bed.app.store.table());
    let restarted = client.at(submit::router(App { store: direct.clone(), ..bed.app.clone() }));
    let answer = press(&restarted, &draft.id, "k").await.expect(200).json();
    assert_eq!(answer["status"], "under_review");
    assert_eq!(answer["due_at"], "2026-11-24T08:00:00.000Z");
    assert_eq!(direct.outbox_list().await.unwrap().len(), 1);
    assert_eq!(direct.history_list(&draft.id, None, 9).await.unwrap().entries.len(), 1);
}

#[tokio::test]
async fn another_caller_or_another_request_under_the_same_key_is_another_call() {
    let bed = TestBed::start(submit::router, NOW).await;
    let (one, two) = (bed.seed_draft("tokyo-hospital").await, bed.seed_draft("tokyo-hospital").await);
    let clerk = bed.sign_in("tokyo-hospital").await;
    press(&clerk, &one.id, "k").await.expect(200);
    let second = press(&clerk, &two.id, "k").await.expect(200).json();
    let own = bed.request(&two.id).await.number.expect("a number");
    assert_eq!(second["number"], own.as_str());
    let colleague = bed.colleague("tokyo-hospital", "tokyo-hospital-2", "見本 次郎").await;
    press(&colleague, &one.id, "k").await.expect_problem(409, "status");
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_submissions_key_is_no_updates_key() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    press(&facility, &draft.id, "k").await.expect(200);
    let before = bed.request(&draft.id).await;
    let headers = [("if-match", "\"3\""), ("idempotency-key", "k")];
    let path = format!("/api/requests/{}/updates", draft.id);
    let update = facility.post_with(&path, &headers, &complete_part()).await;
    update.expect_errors(&[("Idempotency-Key", "key_reused")]);
    assert_eq!(bed.request(&draft.id).await, before);
}

#[tokio::test]
async fn an_updates_key_is_bound_to_its_version_and_spelling() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let mut body = complete_part();
    body["items"]["gloves"]["quantity"] = json!(4000);
    let send = |tag: &'static str| {
        let (facility, path, body) =
            (facility.clone(), format!("/api/requests/{}/updates", request.id), body.clone());
        async move { facility.post_with(&path, &[("if-match", tag), ("idempotency-key", "k")], &body).await }
    };
    send("\"3\"").await.expect(200);
    let after = bed.request(&request.id).await;
    assert_eq!(send("W/\"3\"").await.expect(200).etag(), "\"4\"", "the same call in its weak form");
    send("\"4\"").await.expect_errors(&[("Idempotency-Key", "key_reused")]);
    assert_eq!(bed.request(&request.id).await, after);
}

#[tokio::test]
async fn without_a_key_the_second_press_is_a_conflict() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let path = format!("/api/requests/{}/submission", draft.id);
    facility.post_empty(&path, &[]).await.expect(200);
    facility.post_empty(&path, &[]).await.expect_problem(409, "status");
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_refused_press_uses_no_key_up() {
    let bed = TestBed::start(submit::router, NOW).await;
    let hospital = bed.facility("tokyo-hospital").await;
    let mut incomplete = testbed::seed::part(&hospital);
    incomplete.contact.phone.clear();
    let draft = bed.seed_draft_with(&hospital, incomplete).await;
    let facility = bed.sign_in("tokyo-hospital").await;
    press(&facility, &draft.id, "k").await.expect_errors(&[("contact.phone", "required")]);
    facility.put(&format!("/api/requests/{}", draft.id), "\"2\"", &complete_part()).await.expect(200);
    assert_eq!(press(&facility, &draft.id, "k").await.expect(200).json()["status"], "under_review");
}

#[tokio::test]
async fn the_same_answer_comes_though_the_policy_changed_since() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let first = press(&facility, &draft.id, "k").await.expect(200);
    bed.seed_policy("2026-11-24T12:50:00", |policy| {
        policy.acceptance.open = false;
        policy.qualifying_outlooks = [Outlook::Within1Week].into();
        policy.qualifying_designations.clear();
    })
    .await;
    bed.set_clock("2026-11-24T12:50:00");
    assert_eq!(press(&facility, &draft.id, "k").await.expect(200).bytes, first.bytes);
}

#[tokio::test]
async fn what_the_prefecture_does_meanwhile_leaves_the_answer_as_it_was() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let first = press(&facility, &draft.id, "k").await.expect(200);
    let submitted = bed.request(&draft.id).await;
    let saved = bed.seed_review(&submitted, false, &[("gloves", refuse())]).await;
    bed.seed_act(&saved, &officer(&saved), |act| ask(&saved, "在庫は？", act).unwrap()).await;
    let before = bed.request(&draft.id).await;
    assert_eq!(press(&facility, &draft.id, "k").await.expect(200).bytes, first.bytes);
    assert_eq!(bed.request(&draft.id).await, before);
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 2, "submission and question");
}

#[tokio::test]
async fn an_ineligible_answer_is_repeated_too() {
    let bed = TestBed::start(submit::router, NOW).await;
    let dental = bed.facility("tokyo-dental").await;
    let draft = bed.seed_draft_with(&dental, testbed::seed::part(&dental)).await;
    let facility = bed.sign_in("tokyo-dental").await;
    let first = press(&facility, &draft.id, "k").await.expect(200);
    assert_eq!(first.json()["status"], "ineligible");
    let again = press(&facility, &draft.id, "k").await.expect(200);
    assert_eq!((again.bytes, &again.headers["etag"]), (first.bytes, &first.headers["etag"]));
    assert_eq!(bed.app.store.history_list(&draft.id, None, 9).await.unwrap().entries.len(), 1);
    // Another press is another check, though the outcome is the same.
    press(&facility, &draft.id, "other").await.expect(200);
    assert_eq!(bed.app.store.history_list(&draft.id, None, 9).await.unwrap().entries.len(), 2);
}
