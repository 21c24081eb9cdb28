//! A version scheduled before undoes what a later made one says about acceptance: the ministry is told.

use domain::history::Value as Told;
use serde_json::{Value, json};

use super::{add, bed, versions, withdraw};

const FROM: &str = "2026-12-01T00:00:00+09:00";

fn stop(version: &mut Value) {
    version["acceptance"] = json!({"open": false, "notice": "受付を停止しました。"});
}

#[tokio::test]
async fn a_stop_at_once_names_the_scheduled_version_that_will_undo_it() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let scheduled =
        add(&ministry, |version| version["effective_from"] = json!(FROM)).await.expect(201).json();
    assert_eq!(scheduled["warnings"], json!([]));
    let stopped = add(&ministry, stop).await.expect(201).json();
    assert_eq!(stopped["state"], "in_force");
    let warning = "登録済みの第2版が2026年12月1日（火）0時に適用され、受付の設定がその版のもの（受付中）に変わります。いまの受付の状態を続けるときは、その版を取り消してください。";
    assert_eq!(stopped["warnings"], json!([warning]));
    let records = bed.app.store.audit_of("ministry", None, 1).await.unwrap();
    let changes = records[0].entry().unwrap().changes;
    let taken_over = changes.iter().find(|change| change.field == "taken_over_by").unwrap();
    assert_eq!(taken_over.to, Told::text("第2版（2026年12月1日（火）0時から、受付中）"));
}

#[tokio::test]
async fn withdrawn_versions_and_those_that_say_the_same_are_not_warned_of() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    add(&ministry, |version| version["effective_from"] = json!(FROM)).await.expect(201);
    withdraw(&ministry, "2").await.expect(200);
    add(&ministry, |version| {
        stop(version);
        version["effective_from"] = json!(FROM);
    })
    .await
    .expect(201);
    let stopped = add(&ministry, stop).await.expect(201).json();
    assert_eq!(stopped["warnings"], json!([]));
    assert_eq!(
        versions(&ministry).await.json()["items"][0]["warnings"],
        Value::Null,
        "only when it is added"
    );
}
