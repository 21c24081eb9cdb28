//! The history of the conditions replayed: two changes, as the manual's versions 1.02 (2021-06-14) and 1.03 (2023-05-07) had them, and the
//! stop of 2023-10-02 (1.04). The manual prints only the conditions of its last version, so which ones came with which change is ours.

use domain::id::RequestId;
use serde_json::{Value, json};
use testbed::{Answer, Client, input::complete_part};

use crate::world::{World, complete, of, workflow};

const NOTICE: &str = "緊急配布要請の受付は終了しました。";

/// Adds a version of the policy as the ministry does.
pub(crate) async fn enact(world: &World, change: impl FnOnce(&mut Value)) {
    let ministry = world.sign_in("ministry").await;
    let listed = ministry.get("/api/policy/versions").await.expect(200);
    let mut version = listed.json()["items"][0].clone();
    for own in ["version", "state", "made_at", "made_by", "withdrawn_at", "effective_from"] {
        version.as_object_mut().unwrap().remove(own);
    }
    change(&mut version);
    ministry.put("/api/policy", &listed.etag(), &version).await.expect(201);
}

async fn press(client: &Client, id: &RequestId) -> Answer {
    client.post_empty(&of(id, "submission"), &[]).await
}

async fn seen(client: &Client, id: &RequestId) -> Value {
    client.get(&of(id, "")).await.expect(200).json()
}

/// Updates a request with that part at the version it has.
async fn update(client: &Client, id: &RequestId, part: &Value) -> Answer {
    let etag = client.get(&of(id, "")).await.expect(200).etag();
    client.post_with(&of(id, "updates"), &[("if-match", etag.as_str())], part).await
}

fn unmet(answer: &Value) -> Vec<&str> {
    let checks = answer["checks"].as_array().unwrap();
    checks
        .iter()
        .filter(|check| check["met"] == false)
        .map(|check| check["condition"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn the_conditions_change_twice_and_acceptance_stops() {
    workflow("2021-01-14T09:00:00", |world| async move {
        // 1.00: only those who take in patients or are designated for fever, and only with a week left.
        enact(&world, |version| {
            version["qualifying_outlooks"] = json!(["within_1_week"]);
            version["qualifying_designations"] = json!(["covid_inpatient", "fever_outpatient"]);
        })
        .await;
        // 1.02 is known in advance, and scheduled.
        enact(&world, |version| {
            version["effective_from"] = json!("2021-06-14T00:00:00+09:00");
            version["qualifying_outlooks"] = json!(["within_1_week", "two_to_three_weeks"]);
        })
        .await;
        let tokyo = world.sign_in("tokyo-hospital").await;
        let osaka = world.sign_in("osaka-hospital").await;
        let urgent = complete_part();
        let mut relaxed = complete_part();
        relaxed["items"]["n95_mask"]["outlook"] = json!("two_to_three_weeks");
        // N95 masks for two to three weeks: too many, as things stand.
        let (early, answer) = world.submitted(&tokyo, &relaxed).await;
        assert_eq!((&answer["status"], unmet(&answer)), (&json!("ineligible"), vec!["outlook"]));
        let (reviewed, answer) = world.submitted(&tokyo, &urgent).await;
        assert_eq!(answer["status"], "under_review");
        assert_eq!(seen(&tokyo, &reviewed).await["policy_version"], 2);
        let (draft, _) = world.draft(&tokyo, &relaxed).await;
        let (backup, answer) = world.submitted(&osaka, &urgent).await;
        assert_eq!((&answer["status"], unmet(&answer)), (&json!("ineligible"), vec!["designation"]));

        first_change(&world, &early, &reviewed, &draft, &urgent).await;
        second_change(&world, &backup).await;
        stop(&world, &urgent).await;
        world.drain().await;
        world
    })
    .await;
}

async fn first_change(
    world: &World,
    early: &RequestId,
    reviewed: &RequestId,
    draft: &RequestId,
    urgent: &Value,
) {
    world.bed.set_clock("2021-06-14T09:00:00");
    let tokyo = world.sign_in("tokyo-hospital").await;
    // What was refused or never sent comes under the new conditions when it is sent.
    for id in [early, draft] {
        let answer = press(&tokyo, id).await.expect(200).json();
        assert_eq!((&answer["status"], unmet(&answer)), (&json!("under_review"), vec![]));
        assert_eq!(seen(&tokyo, id).await["policy_version"], 3);
    }
    // What is under review keeps its version: also when only the contact changes, until its items do.
    let mut contact = urgent.clone();
    contact["contact"]["person"] = json!("見本 次郎");
    update(&tokyo, reviewed, &contact).await.expect(200);
    assert_eq!(seen(&tokyo, reviewed).await["policy_version"], 2);
    let mut more = contact.clone();
    more["items"]["gloves"]["outlook"] = json!("two_to_three_weeks");
    update(&tokyo, reviewed, &more).await.expect(200);
    assert_eq!(seen(&tokyo, reviewed).await["policy_version"], 3);
    // The officer looks at what was updated, saves it, and completes.
    let officer = world.sign_in("tokyo").await;
    let seen_by_officer = officer.get(&of(reviewed, "")).await.expect(200);
    let look = json!({"status": "in_progress", "items": decisions()});
    officer.put(&of(reviewed, "review"), &seen_by_officer.etag(), &look).await.expect(200);
    for id in [early, draft, reviewed] {
        complete(&officer, id, &decisions()).await.expect(200);
    }
}

fn decisions() -> Value {
    json!({"n95_mask": testbed::input::distribute(1500), "gloves": testbed::input::distribute(3000)})
}

async fn second_change(world: &World, backup: &RequestId) {
    // 1.03: those who take patients in after recovery may ask as well.
    world.bed.set_clock("2023-05-07T10:00:00");
    enact(world, |version| {
        version["effective_from"] = json!("2023-05-08T00:00:00+09:00");
        version["qualifying_designations"] =
            json!(["covid_inpatient", "fever_outpatient", "recovery_backup"]);
    })
    .await;
    let osaka = world.sign_in("osaka-hospital").await;
    let still = press(&osaka, backup).await.expect(200).json();
    assert_eq!(unmet(&still), ["designation"], "the day before nothing has changed");
    world.bed.set_clock("2023-05-08T09:00:00");
    let osaka = world.sign_in("osaka-hospital").await;
    let answer = press(&osaka, backup).await.expect(200).json();
    assert_eq!((&answer["status"], unmet(&answer)), (&json!("under_review"), vec![]));
}

async fn stop(world: &World, urgent: &Value) {
    world.bed.set_clock("2023-10-01T09:00:00");
    enact(world, |version| {
        version["effective_from"] = json!("2023-10-02T00:00:00+09:00");
        version["acceptance"] = json!({"open": false, "notice": NOTICE});
    })
    .await;
    let tokyo = world.sign_in("tokyo-hospital").await;
    let (under_review, answer) = world.submitted(&tokyo, urgent).await;
    assert_eq!(answer["status"], "under_review", "the day before requests are taken");
    let (draft, _) = world.draft(&tokyo, urgent).await;

    world.bed.set_clock("2023-10-02T09:00:00");
    let tokyo = world.sign_in("tokyo-hospital").await;
    let public = world.bed.stranger().get("/api/policy").await.expect(200).json();
    assert_eq!(public["acceptance"], json!({"open": false, "notice": NOTICE}));
    // A draft is kept, and new ones can be made; none can be sent.
    let (new, _) = world.draft(&tokyo, urgent).await;
    for id in [&draft, &new] {
        let refused = press(&tokyo, id).await.expect_problem(409, "acceptance_stopped");
        assert!(refused["detail"].as_str().unwrap().contains(NOTICE), "{refused}");
        assert_eq!(seen(&tokyo, id).await["status"], "draft");
    }
    // What is under review goes on: its contact may change, its items not, and it is decided.
    let mut contact = urgent.clone();
    contact["contact"]["person"] = json!("見本 三郎");
    update(&tokyo, &under_review, &contact).await.expect(200);
    let mut more = contact.clone();
    more["items"]["gloves"]["quantity"] = json!(9000);
    update(&tokyo, &under_review, &more).await.expect_problem(409, "acceptance_stopped");
    let officer = world.sign_in("tokyo").await;
    complete(&officer, &under_review, &decisions()).await.expect(200);
    assert_eq!(seen(&tokyo, &under_review).await["status"], "accepted");
}
