//! A facility outside of its validity begins nothing new; what is under review goes on (SPEC 3).

use domain::facility::Facility;
use testbed::TestBed;

/// The sample hospital with a validity from and to these days.
async fn valid(bed: &TestBed, from: &str, to: &str) {
    let hospital = bed.facility("tokyo-hospital").await;
    let days = Facility { valid_from: from.parse().ok(), valid_to: to.parse().ok(), ..hospital };
    bed.app.store.facility_put(&days).await.unwrap();
}

async fn check(from: &str, to: &str, valid_today: bool) {
    let bed = TestBed::start(submit::router, "2026-11-24T10:00:00").await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    valid(&bed, from, to).await;
    let hospital = bed.sign_in("tokyo-hospital").await;
    let made = hospital.post_empty("/api/requests", &[]).await;
    let submitted = hospital.post_empty(&format!("/api/requests/{}/submission", draft.id), &[]).await;
    if valid_today {
        made.expect(201);
        submitted.expect(200);
        return;
    }
    let problem = made.expect_problem(409, "outside_validity");
    assert!(problem["detail"].as_str().unwrap().contains("有効期間"), "{problem}");
    assert_eq!(submitted.expect_problem(409, "outside_validity"), problem);
    assert_eq!(bed.request(&draft.id).await, draft);
}

#[tokio::test]
async fn nothing_new_begins_outside_of_the_validity() {
    check("2026-11-24", "2026-11-24", true).await;
    check("2026-11-25", "", false).await;
    check("", "2026-11-23", false).await;
}

#[tokio::test]
async fn what_is_under_review_can_still_be_taken_back() {
    let bed = TestBed::start(submit::router, "2026-11-24T10:00:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    valid(&bed, "", "2026-11-23").await;
    let hospital = bed.sign_in("tokyo-hospital").await;
    hospital.post_empty(&format!("/api/requests/{}/withdrawal", request.id), &[]).await.expect(200);
}
