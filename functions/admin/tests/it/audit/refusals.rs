//! What officers call that is foreign to them: answered like what is absent, and recorded.

use testbed::{Answer, Client, TestBed};

use super::bed;

/// Subjects of the refusals of that user, oldest first.
async fn refused(bed: &TestBed, user: &str) -> Vec<String> {
    let records = bed.app.store.audit_of(user, None, 50).await.unwrap();
    let entries = records.iter().rev().map(|record| record.entry().unwrap());
    entries
        .filter(|entry| entry.action == super::AuditAction::AccessRefused)
        .map(|entry| entry.subject)
        .collect()
}

async fn same_answer(caller: &Client, foreign: &str, absent: &str) -> Answer {
    let (foreign, absent) = (caller.get(foreign).await, caller.get(absent).await);
    assert_eq!((foreign.status, &foreign.bytes), (absent.status, &absent.bytes));
    foreign
}

#[tokio::test]
async fn calls_for_foreign_things_are_recorded_by_route_and_subject() {
    let bed = bed().await;
    let officer = bed.sign_in("osaka").await;
    for (foreign, absent, recorded) in [
        ("/api/prefectures/13", "/api/prefectures/99", "GET /api/prefectures/{code} 13"),
        ("/api/users/tokyo", "/api/users/nobody-there", "GET /api/users/{name} tokyo"),
        (
            "/api/facilities/tokyo-hospital",
            "/api/facilities/nowhere",
            "GET /api/facilities/{id} tokyo-hospital",
        ),
        (
            "/api/facilities/tokyo-hospital/history",
            "/api/facilities/nowhere/history",
            "GET /api/facilities/{id}/history tokyo-hospital",
        ),
    ] {
        let before = refused(&bed, "osaka").await.len();
        same_answer(&officer, foreign, absent).await.expect_problem(404, "not_found");
        assert_eq!(refused(&bed, "osaka").await[before..], [recorded]);
    }
}

#[tokio::test]
async fn lists_of_foreign_prefectures_are_recorded() {
    let bed = bed().await;
    let officer = bed.sign_in("osaka").await;
    officer.get("/api/facilities?prefecture=13").await.expect(422);
    officer.get("/api/users?prefecture=13").await.expect(422);
    for fine in ["/api/facilities?prefecture=27", "/api/facilities", "/api/users?prefecture=27", "/api/users"]
    {
        officer.get(fine).await.expect(200);
    }
    officer.get("/api/users?prefecture=99").await.expect(422);
    assert_eq!(refused(&bed, "osaka").await, ["GET /api/facilities 13", "GET /api/users 13"]);
}

#[tokio::test]
async fn a_facility_that_calls_for_another_is_recorded() {
    let bed = bed().await;
    let facility = bed.sign_in("tokyo-hospital").await;
    facility.get("/api/facilities/tokyo-hospital").await.expect(200);
    same_answer(&facility, "/api/facilities/osaka-hospital", "/api/facilities/nowhere").await.expect(404);
    assert_eq!(refused(&bed, "tokyo-hospital").await, ["GET /api/facilities/{id} osaka-hospital"]);
}
