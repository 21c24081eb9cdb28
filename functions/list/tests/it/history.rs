//! Histories, for each role.

use domain::{
    request::{Evidence, reopen, withdraw},
    role::Role,
};
use serde_json::{Value, json};
use testbed::{TestBed, seed};

#[tokio::test]
async fn officers_see_all_and_facilities_what_they_may_know() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let mut decision = seed::distribute(3000);
    decision.opinion = "秘密の意見".to_owned();
    let saved = bed.seed_review(&request, false, &[("gloves", decision)]).await;
    let done = bed.seed_review(&saved, true, &[("n95_mask", seed::distribute(1500))]).await;
    let officer = seed::officer(&done);
    bed.seed_act(&done, &officer, |act| reopen(&done, "秘密の理由", &Evidence::default(), act).unwrap())
        .await;
    let path = format!("/api/requests/{}/history", request.id);

    let all = bed.sign_in("tokyo").await.get(&path).await.expect(200).json();
    let actions = |json: &Value| {
        json["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["action"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(actions(&all), ["reopen", "complete", "save_review", "submit"]);
    assert_eq!(all["items"][0]["reason"], "秘密の理由");
    assert_eq!(
        all["items"][0]["by"],
        json!({"user_name": "tokyo", "role": "prefecture", "name": "東京都 物資担当"})
    );
    assert!(all.to_string().contains("秘密の意見"));
    let submitted = &all["items"][3]["changes"][0];
    assert_eq!(submitted, &json!({"field": "status", "from": "申請前", "to": "確認中"}));

    let own = bed.sign_in("tokyo-hospital").await.get(&path).await.expect(200).json();
    assert_eq!(actions(&own), ["reopen", "complete", "submit"]);
    assert_eq!(own["items"][0]["by"]["name"], "東京都");
    let text = own.to_string();
    assert!(!text.contains("秘密") && !text.contains("物資担当") && !text.contains("review."), "{text}");
}

#[tokio::test]
async fn a_long_history_comes_in_pages() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let mut request = bed.seed_under_review("tokyo-hospital").await;
    for round in 0..55 {
        let mut decision = seed::refuse();
        decision.opinion = format!("{round}");
        request = bed.seed_review(&request, false, &[("gloves", decision)]).await;
    }
    let by = seed::actor("tokyo-hospital", Role::Facility, "東京中央見本病院");
    bed.seed_act(&request, &by, |act| withdraw(&request, act).unwrap()).await;
    let officer = bed.sign_in("tokyo").await;
    let path = format!("/api/requests/{}/history", request.id);
    let first = officer.get(&path).await.expect(200).json();
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = officer.get(&format!("{path}?cursor={cursor}")).await.expect(200).json();
    let count = |json: &Value| json["items"].as_array().unwrap().len();
    assert_eq!((count(&first), count(&second), &second["next_cursor"]), (50, 7, &json!(null)));
    let refused = [("cursor", "cursor")];
    let foreign = format!("{path}?cursor={cursor}");
    bed.sign_in("ministry").await.get(&foreign).await.expect_errors(&refused);
    let other = bed.seed_under_review("tokyo-hospital").await;
    let elsewhere = format!("/api/requests/{}/history?cursor={cursor}", other.id);
    officer.get(&elsewhere).await.expect_errors(&refused);
    officer.get(&format!("{path}?cursor=x")).await.expect_errors(&[("cursor", "cursor")]);
    officer.get(&format!("{path}?page=2")).await.expect_errors(&[("page", "unknown_parameter")]);
}
