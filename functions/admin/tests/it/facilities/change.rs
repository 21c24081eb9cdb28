//! `PUT /api/facilities/{id}` and `…/designations`.

use serde_json::{Value, json};
use testbed::{Client, TestBed};

use super::{audited, bed, master_data, with};

const HOSPITAL: &str = "/api/facilities/tokyo-hospital";
const DESIGNATIONS: &str = "/api/facilities/tokyo-hospital/designations";

/// The master data of the sample hospital as a page would send them back.
async fn as_read(caller: &Client) -> (Value, String) {
    let answer = caller.get(HOSPITAL).await.expect(200);
    let mut body = answer.json();
    for read_only in ["id", "prefecture", "version", "warnings"] {
        body.as_object_mut().unwrap().remove(read_only);
    }
    (body, answer.etag())
}

async fn versions(bed: &TestBed) -> Vec<u64> {
    let id = bed.facility("tokyo-hospital").await.profile.id;
    let entries = bed.app.store.facility_history(&id, None, 10).await.unwrap();
    entries.iter().map(|entry| entry.version).collect()
}

#[tokio::test]
async fn the_ministry_changes_everything_but_the_code() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let (_, etag) = as_read(&ministry).await;
    let changed = ministry.put(HOSPITAL, &etag, &master_data()).await.expect(200);
    assert_eq!(changed.etag(), "\"2\"");
    let answer = changed.json();
    assert_eq!((&answer["name"], &answer["code"]), (&json!("札幌見本病院"), &json!("1310000018")));
    let listed = ministry.get("/api/facilities?prefecture=13&q=札幌見本").await.expect(200).json();
    assert_eq!(listed["items"][0]["valid_to"], "2028-03-31");
    let (_, etag) = as_read(&ministry).await;
    let moved = with(master_data(), &[("/code", json!("1310000026"))]);
    let errors = ministry.put(HOSPITAL, &etag, &moved).await.expect_errors(&[("code", "fixed")]);
    assert!(errors["errors"][0]["message"].as_str().unwrap().contains("変更できません"));
    let bad = with(master_data(), &[("/name", json!(""))]);
    ministry.put(HOSPITAL, &etag, &bad).await.expect_errors(&[("name", "required")]);
    assert_eq!(versions(&bed).await, [2]);
}

#[tokio::test]
async fn what_changes_nothing_writes_nothing() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let (body, etag) = as_read(&ministry).await;
    let same = ministry.put(HOSPITAL, &etag, &body).await.expect(200);
    assert_eq!(same.etag(), etag);
    assert!(versions(&bed).await.is_empty());
    assert!(audited(&bed, "ministry").await.is_empty());
}

#[tokio::test]
async fn a_change_based_on_an_old_version_is_refused_telling_who_was_faster() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let (body, etag) = as_read(&ministry).await;
    let officer = bed.sign_in("tokyo").await;
    officer.put(DESIGNATIONS, &etag, &json!({"designations": []})).await.expect(200);
    let stale = ministry.put(HOSPITAL, &etag, &body).await.expect_problem(412, "stale");
    assert_eq!((&stale["saved_by"], &stale["version"]), (&json!("東京都 物資担当"), &json!(2)));
    officer.put(DESIGNATIONS, &etag, &json!({"designations": []})).await.expect_problem(412, "stale");
    ministry.put(HOSPITAL, "\"9\"", &body).await.expect_problem(412, "stale");
    let unbound = ministry.send(axum::http::Method::PUT, HOSPITAL, &[], Some(body.to_string())).await;
    unbound.expect_problem(428, "precondition_required");
}

#[tokio::test]
async fn two_officers_at_once_are_never_both_saved() {
    let bed = bed().await;
    let (one, two) = (bed.sign_in("tokyo").await, bed.sign_in("ministry").await);
    let save = |caller: Client, set: Value| async move {
        caller.put(DESIGNATIONS, "\"1\"", &json!({"designations": set})).await.status.as_u16()
    };
    let (first, second) =
        tokio::join!(save(one, json!(["recovery_backup"])), save(two, json!(["covid_inpatient"])));
    let mut statuses = [first, second];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    assert_eq!(versions(&bed).await, [2]);
}

#[tokio::test]
async fn designations_are_for_the_own_prefecture_and_the_ministry() {
    let bed = bed().await;
    let both = json!({"designations": ["fever_outpatient", "recovery_backup"]});
    let tokyo = bed.sign_in("tokyo").await;
    let answer = tokyo.put(DESIGNATIONS, "\"1\"", &both).await.expect(200).json();
    assert_eq!(answer["designations"], both["designations"]);
    assert_eq!(audited(&bed, "tokyo").await, [("facility_changed".into(), "tokyo-hospital".into())]);
    let ministry = bed.sign_in("ministry").await;
    ministry.put(DESIGNATIONS, "\"2\"", &json!({"designations": []})).await.expect(200);
    let osaka = bed.sign_in("osaka").await;
    let foreign = osaka.put(DESIGNATIONS, "\"3\"", &both).await.expect(404);
    let absent = osaka.put("/api/facilities/nobody/designations", "\"3\"", &both).await.expect(404);
    assert_eq!(foreign.bytes, absent.bytes);
    let facility = bed.sign_in("tokyo-hospital").await;
    facility.put(DESIGNATIONS, "\"3\"", &both).await.expect_problem(403, "forbidden");
    tokyo.put(HOSPITAL, "\"3\"", &master_data()).await.expect_problem(403, "forbidden");
    assert!(bed.facility("tokyo-hospital").await.profile.designations.is_empty());
}

#[tokio::test]
async fn designations_have_to_be_sent_and_known() {
    let bed = bed().await;
    let tokyo = bed.sign_in("tokyo").await;
    for (body, errors) in [
        (json!({}), [("designations", "required")]),
        (json!({"designations": ["self_declared"]}), [("designations", "wrong_type")]),
        (json!({"designations": [], "name": "x"}), [("name", "unknown_field")]),
    ] {
        tokyo.put(DESIGNATIONS, "\"1\"", &body).await.expect_errors(&errors);
    }
}
