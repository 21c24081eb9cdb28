//! The policy in force, for everybody.

use domain::policy::{Acceptance, FIRST_VERSION, Policy};
use serde_json::json;
use testbed::TestBed;

#[tokio::test]
async fn whoever_asks_is_told_what_holds_now() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let json = bed.stranger().get("/api/policy").await.expect(200).json();
    assert_eq!((&json["version"], &json["acceptance"]["open"]), (&json!(1), &json!(true)));
    assert_eq!(
        json["office"],
        json!({"name": "Haifu運用事務局", "phone": "03-0000-0000", "hours": "平日9時～17時"})
    );
    assert_eq!(
        (&json["cutoff"], &json["target"], &json["practice"]),
        (&json!("13:00"), &json!("17:00"), &json!(true))
    );
    let codes: Vec<&str> =
        json["catalogue"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["surgical_mask", "n95_mask", "isolation_gown", "face_shield", "gloves"]);
}

#[tokio::test]
async fn a_version_holds_from_its_time_on() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let mut next: Policy = serde_json::from_str(FIRST_VERSION).unwrap();
    next.version = 2;
    next.effective_from = testbed::instant("2026-11-24T13:00:00");
    next.acceptance = Acceptance { open: false, notice: Some("停止しています。".to_owned()) };
    bed.app.store.policy_put(&next).await.unwrap();
    assert_eq!(bed.stranger().get("/api/policy").await.expect(200).json()["version"], 1);
    bed.set_clock("2026-11-24T13:00:00");
    let json = bed.stranger().get("/api/policy").await.expect(200).json();
    assert_eq!(
        (&json["version"], &json["acceptance"]),
        (&json!(2), &json!({"open": false, "notice": "停止しています。"}))
    );
}
