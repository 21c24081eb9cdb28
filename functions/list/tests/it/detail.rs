//! One request.

use serde_json::json;
use testbed::TestBed;

#[tokio::test]
async fn a_request_is_seen_with_its_tag() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-24T17:00:01");
    for who in ["tokyo", "ministry", "tokyo-hospital"] {
        let answer = bed.sign_in(who).await.get(&format!("/api/requests/{}", request.id)).await.expect(200);
        let json = answer.json();
        assert_eq!(
            (answer.etag().as_str(), &json["version"], &json["overdue"]),
            ("\"3\"", &json!(3), &json!(true)),
            "{who}"
        );
        assert_eq!(json["policy_version"], 1);
        assert_eq!(json.get("review").is_some(), who != "tokyo-hospital");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn what_may_not_be_known_is_answered_like_what_does_not_exist() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let (request, draft) =
        (bed.seed_under_review("tokyo-hospital").await, bed.seed_draft("osaka-hospital").await);
    for who in ["osaka", "tokyo-clinic"] {
        let client = bed.sign_in(who).await;
        for tail in ["", "/history"] {
            let mut seen = Vec::new();
            for id in
                [request.id.as_str(), draft.id.as_str(), "01ARZ3NDEKTSV4RRFFQ69G5FAV", "nonsense", "%FF"]
            {
                let answer = client.get(&format!("/api/requests/{id}{tail}")).await;
                answer.clone().expect_problem(404, "not_found");
                seen.push(answer.bytes);
            }
            assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{who}");
        }
    }
    bed.stranger().get(&format!("/api/requests/{}", request.id)).await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn a_facility_reads_whom_to_turn_to_and_over_long_holidays_the_emergency_phone() {
    let bed = TestBed::start(list::router, "2026-12-28T12:00:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let path = format!("/api/requests/{}", request.id);
    let facility = bed.sign_in("tokyo-hospital").await;
    let contact = facility.get(&path).await.expect(200).json()["prefecture_contact"].clone();
    assert_eq!(contact["office"], "東京都 医療物資担当課");
    assert_eq!((&contact["phone"], &contact["emergency_phone"]), (&json!("03-0000-1111"), &json!(null)));
    // Received after the cut-off of the last business day of the year: due on 4 January.
    bed.set_clock("2026-12-28T14:00:00");
    let late = bed.seed_under_review("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let seen = facility.get(&format!("/api/requests/{}", late.id)).await.expect(200).json();
    assert_eq!(seen["due_at"], "2027-01-04T08:00:00.000Z");
    assert_eq!(seen["prefecture_contact"]["emergency_phone"], "03-0000-2222");
    let officers = bed.sign_in("tokyo").await.get(&path).await.expect(200).json();
    assert!(officers.get("prefecture_contact").is_none());
}
