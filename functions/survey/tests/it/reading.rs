//! Who reads which answers.

use serde_json::{Value, json};

use crate::{answers, put, start};

const HOSPITALS: &str = "/api/facilities/tokyo-hospital/surveys";

#[tokio::test]
async fn prefecture_and_ministry_read_what_the_facility_answered() {
    let bed = start().await;
    let hospital = bed.sign_in("tokyo-hospital").await;
    put(&hospital, "2026-W48", &answers(700, 200)).await.expect(200);
    let own = hospital.get("/api/surveys").await.expect(200).json();
    for user_name in ["tokyo", "ministry"] {
        let shown = bed.sign_in(user_name).await.get(HOSPITALS).await.expect(200).json();
        assert_eq!(shown, own, "{user_name}");
    }
}

#[tokio::test]
async fn the_twelve_latest_weeks_come_newest_first() {
    let bed = start().await;
    let hospital = bed.sign_in("tokyo-hospital").await;
    for week in (34..=48).rev() {
        put(&hospital, &format!("2026-W{week}"), &answers(week, 1)).await.expect(200);
    }
    put(&hospital, "2025-W52", &answers(1, 1)).await.expect(200);
    let list = hospital.get("/api/surveys").await.expect(200).json();
    let weeks: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|item| &item["week"]).collect();
    let expected: Vec<Value> = (37..=48).rev().map(|week| json!(format!("2026-W{week}"))).collect();
    assert_eq!(weeks, expected.iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_foreign_facility_is_answered_like_an_absent_one() {
    let bed = start().await;
    put(&bed.sign_in("tokyo-hospital").await, "2026-W48", &answers(1, 1)).await.expect(200);
    let osaka = bed.sign_in("osaka").await;
    let foreign = osaka.get(HOSPITALS).await;
    for absent in ["nobody-here", "x", "F%231", "%E6%9D%B1%E4%BA%AC"] {
        let answer = osaka.get(&format!("/api/facilities/{absent}/surveys")).await;
        assert_eq!(answer.bytes, foreign.bytes, "{absent}");
        assert_eq!(answer.headers, foreign.headers, "{absent}");
        answer.expect_problem(404, "not_found");
    }
    foreign.expect_problem(404, "not_found");
    osaka.get("/api/facilities/osaka-hospital/surveys").await.expect(200);
    let ministry = bed.sign_in("ministry").await;
    ministry.get("/api/facilities/nobody-here/surveys").await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_facility_reads_its_own_answers_at_its_own_address_only() {
    let bed = start().await;
    let hospital = bed.sign_in("tokyo-hospital").await;
    for id in ["tokyo-hospital", "tokyo-clinic", "nobody-here"] {
        let answer = hospital.get(&format!("/api/facilities/{id}/surveys")).await;
        answer.expect_problem(403, "forbidden");
    }
    for user_name in ["tokyo", "ministry"] {
        bed.sign_in(user_name).await.get("/api/surveys").await.expect_problem(403, "forbidden");
    }
}

#[tokio::test]
async fn strangers_read_nothing() {
    let bed = start().await;
    for path in ["/api/surveys", HOSPITALS] {
        bed.stranger().get(path).await.expect_problem(401, "signed_out");
    }
}

#[tokio::test]
async fn refusals_and_calls_for_foreign_surveys_are_recorded_but_not_for_absent_ones() {
    let bed = start().await;
    let officer = bed.sign_in("osaka").await;
    let foreign = officer.get("/api/facilities/tokyo-hospital/surveys").await;
    let absent = officer.get("/api/facilities/nowhere/surveys").await;
    assert_eq!((foreign.status, &foreign.bytes), (absent.status, &absent.bytes));
    foreign.expect_problem(404, "not_found");
    let facility = bed.sign_in("tokyo-hospital").await;
    facility.get("/api/facilities/tokyo-hospital/surveys").await.expect_problem(403, "forbidden");
    for (user, expected) in [("osaka", " tokyo-hospital"), ("tokyo-hospital", "")] {
        let records = bed.app.store.audit_of(user, None, 10).await.unwrap();
        let subjects: Vec<_> = records.iter().map(|record| record.entry().unwrap().subject).collect();
        assert_eq!(subjects, [format!("GET /api/facilities/{{id}}/surveys{expected}"), user.to_owned()]);
    }
}
