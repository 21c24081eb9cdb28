//! What people read of entries: every field, action and chain by a name, whoever made the entry.

use axum::http::Method;
use serde_json::{Value, json};
use testbed::Client;

use super::{bed, search};
use crate::facilities::upload::{HEADINGS, Upload};

/// What the ministry can do to users, facilities, rules and settings.
async fn do_everything(ministry: &Client) {
    let user = json!({"user_name": "tokyo-2", "role": "prefecture", "name": "次席", "mail": "a@example.jp", "prefecture": "13"});
    let made = ministry.post("/api/users", &user).await.expect(201);
    let changed = json!({"name": "主任", "mail": "b@example.jp", "disabled": true});
    ministry.put("/api/users/tokyo-2", &made.etag(), &changed).await.expect(200);
    let clerk = json!({"user_name": "clerk", "role": "facility", "name": "受付", "mail": "c@example.jp", "facility": "tokyo-clinic"});
    ministry.post("/api/users", &clerk).await.expect(201);

    let facility = json!({"code": "1312345679", "name": "見本医院", "category": "clinic", "designations": ["fever_outpatient"],
        "contact": {"person": "見本", "phone": "03-0000-0000"}, "mail": "d@example.jp",
        "delivery": {"postal_code": "100-0000", "address": "東京都", "receiving_hours": "平日"},
        "valid_from": "2026-04-01", "valid_to": "2028-03-31"});
    ministry.post("/api/facilities", &facility).await.expect(201);
    let file =
        format!("{HEADINGS}\r\n0110113719,札幌見本病院,病院,\r\n1312345679,見本医院（改称）,診療所,\r\n");
    Upload::checked(ministry, &[&file]).await.finish().await;

    let settings = ministry.get("/api/prefectures/13").await.expect(200);
    let body = json!({"office": "新しい課", "phone": "03-0000-0001", "emergency_phone": "03-0000-0003", "bundling_minutes": 5,
        "days": {"closed": ["2026-12-28"], "open": ["2027-01-02"]}, "stock": {"gloves": {"quantity": 1, "as_of": "2026-11-24"}}});
    ministry.put("/api/prefectures/13", &settings.etag(), &body).await.expect(200);
    ministry.post("/api/prefectures/13/addresses", &json!({"address": "new@example.jp"})).await.expect(201);
    let removed = "/api/prefectures/13/addresses/new@example.jp";
    ministry.send(Method::DELETE, removed, &[], None).await.expect(200);

    let versions = ministry.get("/api/policy/versions").await.expect(200);
    let mut version = versions.json()["items"][0].clone();
    for own in ["version", "state", "made_at", "made_by", "withdrawn_at", "effective_from"] {
        version.as_object_mut().unwrap().remove(own);
    }
    version["cutoff"] = json!("12:00");
    version["target"] = json!("18:00");
    version["days"] = json!({"closed": ["2026-12-28"], "open": ["2027-01-02"]});
    version["qualifying_outlooks"] = json!(["within_1_week"]);
    version["qualifying_designations"] = json!(["fever_outpatient"]);
    version["catalogue"][0]["name"] = json!("新しい名前");
    version["acceptance"] = json!({"open": false, "notice": "停止"});
    ministry.put("/api/policy", &versions.etag(), &version).await.expect(201);
}

#[tokio::test]
async fn every_field_action_and_chain_of_an_entry_has_a_name_in_japanese() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    do_everything(&ministry).await;
    let found = search(&ministry, "user=ministry").await;
    let entries = found["items"].as_array().unwrap();
    let changes: Vec<&Value> =
        entries.iter().flat_map(|entry| entry["changes"].as_array().unwrap()).collect();
    assert!(changes.len() >= 49, "{}", changes.len());
    for change in changes {
        let label = change["field_label"].as_str().unwrap();
        assert!(label != "項目" && (!label.is_ascii()), "{change}");
    }
    for entry in entries {
        assert!(!entry["action_label"].as_str().unwrap().is_ascii(), "{entry}");
        assert_eq!(entry["chain_label"], "ministry");
    }
    let named = |subject: &str, field: &str| {
        let entry = entries.iter().find(|entry| entry["subject"] == subject).unwrap();
        let change = entry["changes"].as_array().unwrap().iter().find(|change| change["field"] == field);
        change.unwrap()["field_label"].clone()
    };
    assert_eq!(named("tokyo-2", "name"), "名前");
    assert_eq!(named("1312345679", "name"), "医療機関名");
}
