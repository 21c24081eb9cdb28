//! `GET /api/facilities/{id}/history`.

use serde_json::json;

use super::{bed, master_data, with};

#[tokio::test]
async fn history_tells_who_changed_what_newest_first() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let body = with(master_data(), &[("/code", json!("1312345679"))]);
    ministry.post("/api/facilities", &body).await.expect(201);
    bed.set_clock("2026-11-24T11:00:00");
    let (ministry, tokyo) = (bed.sign_in("ministry").await, bed.sign_in("tokyo").await);
    let path = "/api/facilities/1312345679";
    tokyo.put(&format!("{path}/designations"), "\"1\"", &json!({"designations": []})).await.expect(200);
    let history = tokyo.get(&format!("{path}/history")).await.expect(200).json();
    assert_eq!(history["next_cursor"], json!(null));
    let [newest, first] = history["items"].as_array().unwrap().as_slice() else { panic!("{history}") };
    let change = json!([{"field_label": "登録の区分", "field": "designations", "from": "外来対応医療機関"}]);
    assert_eq!((&newest["version"], &newest["changes"]), (&json!(2), &change));
    assert_eq!(
        (&newest["by"]["user_name"], &newest["at"]),
        (&json!("tokyo"), &json!("2026-11-24T02:00:00.000Z"))
    );
    assert_eq!((&first["version"], &first["by"]["user_name"]), (&json!(1), &json!("ministry")));
    assert_eq!(history, ministry.get(&format!("{path}/history")).await.expect(200).json());
}

#[tokio::test]
async fn history_is_for_officers_who_may_know_of_the_facility() {
    let bed = bed().await;
    let path = "/api/facilities/tokyo-hospital/history";
    let osaka = bed.sign_in("osaka").await;
    let foreign = osaka.get(path).await.expect(404);
    assert_eq!(foreign.bytes, osaka.get("/api/facilities/nobody/history").await.expect(404).bytes);
    bed.sign_in("tokyo-hospital").await.get(path).await.expect_problem(403, "forbidden");
    bed.sign_in("tokyo")
        .await
        .get(&format!("{path}?page=2"))
        .await
        .expect_errors(&[("page", "unknown_parameter")]);
}

#[tokio::test]
async fn a_long_history_comes_in_pages() {
    let bed = bed().await;
    let tokyo = bed.sign_in("tokyo").await;
    for version in 1..=51 {
        let set = if version % 2 == 0 { json!([]) } else { json!(["recovery_backup"]) };
        let path = "/api/facilities/tokyo-clinic/designations";
        tokyo.put(path, &format!("\"{version}\""), &json!({"designations": set})).await.expect(200);
    }
    let path = "/api/facilities/tokyo-clinic/history";
    let page = tokyo.get(path).await.expect(200).json();
    assert_eq!(page["items"].as_array().unwrap().len(), 50);
    let cursor = page["next_cursor"].as_str().unwrap();
    let rest = tokyo.get(&format!("{path}?cursor={cursor}")).await.expect(200).json();
    assert_eq!((&rest["items"][0]["version"], &rest["next_cursor"]), (&json!(2), &json!(null)));
    let other = format!("/api/facilities/tokyo-hospital/history?cursor={cursor}");
    tokyo.get(&other).await.expect_errors(&[("cursor", "cursor")]);
}
