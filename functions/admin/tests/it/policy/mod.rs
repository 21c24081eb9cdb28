//! `/api/policy`: adding, listing and withdrawing versions.

mod limits;
mod takeover;

use axum::http::Method;
use serde_json::{Value, json};
use testbed::{Answer, Client, TestBed};

const NOW: &str = "2026-11-24T12:40:00";

async fn bed() -> TestBed {
    TestBed::start(admin::router, NOW).await
}

async fn versions(client: &Client) -> Answer {
    client.get("/api/policy/versions").await.expect(200)
}

/// The members of the newest version that a new one is sent with.
async fn newest(client: &Client) -> (String, Value) {
    let listed = versions(client).await;
    let mut version = listed.json()["items"][0].clone();
    let members = version.as_object_mut().unwrap();
    for own in ["version", "state", "made_at", "made_by", "withdrawn_at", "effective_from"] {
        members.remove(own);
    }
    (listed.etag(), version)
}

async fn add(client: &Client, change: impl FnOnce(&mut Value)) -> Answer {
    let (etag, mut version) = newest(client).await;
    change(&mut version);
    client.put("/api/policy", &etag, &version).await
}

async fn withdraw(client: &Client, version: &str) -> Answer {
    client.send(Method::DELETE, &format!("/api/policy/versions/{version}"), &[], None).await
}

fn states(listed: &Answer) -> Vec<(u64, String)> {
    let items = listed.json()["items"].as_array().unwrap().clone();
    items
        .iter()
        .map(|item| (item["version"].as_u64().unwrap(), item["state"].as_str().unwrap().to_owned()))
        .collect()
}

#[tokio::test]
async fn a_version_added_holds_at_once_and_says_who_made_it() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let stopped = json!({"open": false, "notice": "受付を停止しました。"});
    let added = add(&ministry, |version| version["acceptance"] = stopped.clone()).await.expect(201);
    assert_eq!(added.etag(), "\"2\"");
    let json = added.json();
    assert_eq!((&json["state"], &json["made_by"]), (&json!("in_force"), &json!("国の担当者")));
    assert_eq!(json["acceptance"], stopped);
    let in_force = bed.app.store.policy_at(bed.app.clock.now()).await.unwrap();
    assert_eq!((in_force.version, in_force.acceptance.open), (2, false));
    let listed = states(&versions(&ministry).await);
    assert_eq!(listed, [(2, "in_force".to_owned()), (1, "past".to_owned())]);
}

#[tokio::test]
async fn a_version_may_be_scheduled_and_withdrawn_until_its_time() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let from = json!("2026-12-01T00:00:00+09:00");
    let added = add(&ministry, |version| version["effective_from"] = from).await.expect(201).json();
    assert_eq!(
        (&added["state"], &added["effective_from"]),
        (&json!("scheduled"), &json!("2026-11-30T15:00:00.000Z"))
    );
    for _twice in 0..2 {
        let withdrawn = withdraw(&ministry, "2").await.expect(200).json();
        assert_eq!(withdrawn["state"], "withdrawn");
    }
    bed.set_clock("2026-12-02T09:00:00");
    assert_eq!(bed.app.store.policy_at(bed.app.clock.now()).await.unwrap().version, 1);
}

#[tokio::test]
async fn what_holds_or_held_cannot_be_withdrawn() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    add(&ministry, |version| version["cutoff"] = json!("12:00")).await.expect(201);
    for version in ["1", "2"] {
        withdraw(&ministry, version).await.expect_problem(409, "in_force");
    }
    for absent in ["3", "0", "x", "-1"] {
        withdraw(&ministry, absent).await.expect_problem(404, "not_found");
    }
}

#[tokio::test]
async fn a_version_is_based_on_the_newest() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let (etag, version) = newest(&ministry).await;
    let without = ministry.send(Method::PUT, "/api/policy", &[], Some(version.to_string())).await;
    without.expect_problem(428, "precondition_required");
    ministry.put("/api/policy", &etag, &version).await.expect(201);
    let stale = ministry.put("/api/policy", &etag, &version).await.expect_problem(412, "stale");
    assert_eq!((&stale["saved_by"], &stale["version"]), (&json!("国の担当者"), &json!(2)));
    assert!(stale["detail"].as_str().unwrap().contains("2026年11月24日（火）12時40分"), "{stale}");
}

#[tokio::test]
async fn every_fault_of_a_version_is_told_at_once() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let unreadable = add(&ministry, |version| {
        version["effective_from"] = json!("tomorrow");
        version["cutoff"] = json!("25:00");
        version["days"]["closed"] = json!(["2026-02-30"]);
        version["catalogue"][0]["code"] = json!("N 95");
        version["catalogue"][1]["valid_to"] = json!("2026/1/1");
    })
    .await;
    unreadable.expect_errors(&[
        ("effective_from", "malformed"),
        ("cutoff", "malformed"),
        ("days.closed.0", "malformed"),
        ("catalogue.0.code", "malformed"),
        ("catalogue.1.valid_to", "malformed"),
    ]);
    let wrong = add(&ministry, |version| {
        version["effective_from"] = json!("2026-11-24T12:39:59+09:00");
        version["qualifying_outlooks"] = json!([]);
        version["acceptance"] = json!({"open": false, "notice": "　"});
    })
    .await;
    wrong.expect_errors(&[
        ("effective_from", "past"),
        ("qualifying_outlooks", "required"),
        ("acceptance.notice", "required"),
    ]);
    add(&ministry, |version| _ = version.as_object_mut().unwrap().remove("days"))
        .await
        .expect_errors(&[("days", "required")]);
    add(&ministry, |version| version["version"] = json!(9))
        .await
        .expect_errors(&[("version", "unknown_field")]);
    assert_eq!(states(&versions(&ministry).await).len(), 1, "nothing was added");
}

#[tokio::test]
async fn only_the_ministry_sees_and_makes_versions() {
    let bed = bed().await;
    for user in ["tokyo", "tokyo-hospital"] {
        let client = bed.sign_in(user).await;
        client.get("/api/policy/versions").await.expect_problem(403, "forbidden");
        client.put("/api/policy", "\"1\"", &json!({})).await.expect_problem(403, "forbidden");
        withdraw(&client, "2").await.expect_problem(403, "forbidden");
    }
    bed.stranger().get("/api/policy/versions").await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn the_audit_record_tells_what_was_before_and_after() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    add(&ministry, |version| {
        version["effective_from"] = json!("2026-12-01T00:00:00+09:00");
        version["cutoff"] = json!("12:00");
    })
    .await
    .expect(201);
    withdraw(&ministry, "2").await.expect(200);
    let records = bed.app.store.audit_of("ministry", None, 2).await.unwrap();
    let told: Vec<_> = records.iter().map(|record| record.entry().unwrap()).collect();
    let told: Vec<_> = told.iter().map(|entry| (entry.action.label(), entry.subject.as_str())).collect();
    assert_eq!(told, [("制度設定の取消し", "2"), ("制度設定の登録", "2")]);
    let changes = records[1].entry().unwrap().changes;
    let change = json!([{"field": "cutoff", "from": "13:00", "to": "12:00"}]);
    assert_eq!(serde_json::to_value(changes).unwrap(), change);
}

#[tokio::test]
async fn an_item_of_a_withdrawn_version_stands_in_no_ones_way() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let goggles =
        json!({"code": "goggles", "name": "ゴーグル", "order": 9, "unit": "個", "aerosol_required": false});
    let scheduled = add(&ministry, |version| {
        version["effective_from"] = json!("2026-12-01T00:00:00+09:00");
        version["catalogue"].as_array_mut().unwrap().push(goggles);
    });
    scheduled.await.expect(201);
    withdraw(&ministry, "2").await.expect(200);
    let without = |version: &mut Value| {
        version["catalogue"].as_array_mut().unwrap().retain(|item| item["code"] != "goggles");
    };
    add(&ministry, without).await.expect(201);
}
