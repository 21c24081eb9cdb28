//! A facility never sees the stock flag or the prefecture's opinion, whatever it asks (SPEC 2).

use serde_json::{Value, json};
use testbed::{Client, input::complete_part};

use crate::world::{complete, of, workflow};

const SECRET: &str = "秘密の意見";

fn decision(needed: bool) -> Value {
    let mut decision = json!({"opinion": SECRET, "message_to_facility": "またご相談ください。"});
    let fields = if needed {
        json!({"needed": true, "source": "nation", "prefecture_quantity": 100, "national_quantity": 200,
            "total_quantity": 300, "circumstances": SECRET, "aerosol_procedures": SECRET, "both_sources_reason": SECRET})
    } else {
        json!({"needed": false, "refusal_reason": SECRET})
    };
    decision.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    decision
}

async fn everything_a_facility_can_read(facility: &Client, id: &domain::id::RequestId) -> String {
    let mut all = String::new();
    for path in [
        of(id, ""),
        of(id, "history"),
        "/api/requests".to_owned(),
        "/api/requests?view=open".to_owned(),
        "/api/requests?view=recent".to_owned(),
        "/api/requests?view=since_cutoff".to_owned(),
        "/api/requests?flagged=true".to_owned(),
        "/api/requests?source=nation".to_owned(),
        "/api/summary".to_owned(),
        "/api/surveys".to_owned(),
        "/api/facilities/tokyo-hospital/surveys".to_owned(),
        "/api/reports".to_owned(),
        "/api/reports/requests/csv".to_owned(),
        "/api/policy".to_owned(),
    ] {
        let answer = facility.get(&path).await;
        all.push_str(&String::from_utf8_lossy(&answer.bytes));
    }
    for (act, body) in
        [("submission", json!({})), ("answers", json!({"text": "x"})), ("questions", json!({"text": "x"}))]
    {
        all.push_str(&String::from_utf8_lossy(&facility.post(&of(id, act), &body).await.bytes));
    }
    let stale = facility.put(&of(id, ""), "\"1\"", &complete_part()).await;
    all.push_str(&String::from_utf8_lossy(&stale.bytes));
    all
}

#[tokio::test]
async fn nothing_a_facility_can_read_holds_the_flag_or_the_opinion() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let (facility, officer) = (world.sign_in("tokyo-hospital").await, world.sign_in("tokyo").await);
        let survey = json!({"items": {"gloves":
            {"stock": 5200, "weekly_consumption": 1000, "planned_purchase": 0, "outlook": "two_to_three_weeks"}}});
        facility.send(axum::http::Method::PUT, "/api/surveys/2026-W48", &[], Some(survey.to_string())).await.expect(200);
        let (id, _) = world.submitted(&facility, &complete_part()).await;
        let items = json!({"n95_mask": decision(true), "gloves": decision(false)});
        let seen = officer.get(&of(&id, "")).await.expect(200);
        let saved =
            json!({"status": "in_progress", "delay_reason": SECRET, "expected_on": "2026-11-25", "items": items});
        let saved = officer.put(&of(&id, "review"), &seen.etag(), &saved).await.expect(200);
        let officers = String::from_utf8_lossy(&saved.bytes).into_owned();
        assert!(officers.contains(SECRET) && officers.contains("\"flagged\""), "the marker is planted");

        let mut read = everything_a_facility_can_read(&facility, &id).await;
        complete(&officer, &id, &items).await.expect(200);
        read.push_str(&everything_a_facility_can_read(&facility, &id).await);
        officer.post(&of(&id, "reopening"), &json!({"reason": SECRET})).await.expect(200);
        read.push_str(&everything_a_facility_can_read(&facility, &id).await);
        world.drain().await;
        for mail in world.mails_to("tokyo-hospital@example.jp") {
            read.push_str(&mail.subject);
            read.push_str(&mail.body);
        }
        for hidden in [SECRET, "stock_flag", "flagged_items", "在庫量が1ヶ月分以上", "東京都 物資担当", "circumstances\":", "delay_reason\":", "expected_on\":"] {
            assert!(!read.contains(hidden), "a facility reads {hidden}");
        }
        assert!(read.contains("またご相談ください。"), "and still what it is told");
        world
    })
    .await;
}

#[tokio::test]
async fn a_foreign_request_answers_the_same_bytes_as_an_absent_one() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let facility = world.sign_in("tokyo-hospital").await;
        let (id, _) = world.submitted(&facility, &complete_part()).await;
        let absent = domain::id::RequestId::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV").unwrap();
        let review = json!({"status": "in_progress", "items": {}});
        for stranger in ["osaka-hospital", "osaka", "tokyo-clinic"] {
            let client = world.sign_in(stranger).await;
            for act in ["", "history"] {
                let (foreign, none) = (client.get(&of(&id, act)).await, client.get(&of(&absent, act)).await);
                assert_eq!((foreign.status, &foreign.bytes), (none.status, &none.bytes), "{stranger} {act}");
                foreign.expect_problem(404, "not_found");
            }
            for act in ["submission", "withdrawal", "answers", "questions", "reopening", "updates"] {
                let body = match act {
                    "reopening" => json!({"reason": "x"}),
                    "updates" => complete_part(),
                    _ => json!({"text": "x"}),
                };
                let headers = [("if-match", "\"3\"")];
                let foreign = client.post_with(&of(&id, act), &headers, &body).await;
                let none = client.post_with(&of(&absent, act), &headers, &body).await;
                assert_eq!((foreign.status, foreign.bytes), (none.status, none.bytes), "{stranger} {act}");
            }
            let foreign = client.put(&of(&id, "review"), "\"3\"", &review).await;
            let none = client.put(&of(&absent, "review"), "\"3\"", &review).await;
            assert_eq!((foreign.status, foreign.bytes), (none.status, none.bytes), "{stranger} review");
        }
        world.drain().await;
        world
    })
    .await;
}

#[tokio::test]
async fn drafts_are_nobodys_but_the_facilitys() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let facility = world.sign_in("tokyo-hospital").await;
        let (id, _) = world.draft(&facility, &complete_part()).await;
        for other in ["tokyo", "ministry", "tokyo-clinic"] {
            let client = world.sign_in(other).await;
            client.get(&of(&id, "")).await.expect_problem(404, "not_found");
            let rows = client.get("/api/requests").await.expect(200).json();
            assert_eq!(rows["items"], json!([]), "{other}");
        }
        assert_eq!(facility.get("/api/requests").await.expect(200).json()["items"][0]["status"], "draft");
        world
    })
    .await;
}
