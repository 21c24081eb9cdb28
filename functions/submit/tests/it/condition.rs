//! The three conditions, and what an ineligible request may become.

use domain::survey::Outlook;
use serde_json::{Value, json};
use testbed::{
    Client, TestBed,
    seed::{code, item, part},
};

const NOW: &str = "2026-11-24T12:40:00";

async fn press(client: &Client, id: &domain::id::RequestId) -> Value {
    client.post_empty(&format!("/api/requests/{id}/submission"), &[]).await.expect(200).json()
}

fn met(answer: &Value) -> Vec<bool> {
    answer["checks"].as_array().unwrap().iter().map(|check| check["met"].as_bool().unwrap()).collect()
}

#[tokio::test]
async fn a_missing_designation_names_whom_to_turn_to() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-dental").await;
    let answer = press(&bed.sign_in("tokyo-dental").await, &draft.id).await;
    assert_eq!((met(&answer), &answer["status"]), (vec![true, false, true], &json!("ineligible")));
    let told = answer["checks"][1]["message"].as_str().unwrap();
    for words in
        ["要件②の登録が確認できません。", "登録の確認を依頼する", "東京都 医療物資担当課", "03-0000-1111"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[tokio::test]
async fn all_three_unmet_are_told_together_with_the_facilitys_own_figures() {
    let bed = TestBed::start(submit::router, NOW).await;
    let dental = bed.facility("tokyo-dental").await;
    let mut nothing_holds = part(&dental);
    nothing_holds.cannot_procure = false;
    nothing_holds.items.insert(code("gloves"), item(10, Outlook::OneMonthOrMore));
    let draft = bed.seed_draft_with(&dental, nothing_holds).await;
    let answer = press(&bed.sign_in("tokyo-dental").await, &draft.id).await;
    assert_eq!(met(&answer), [false, false, false]);
    let outlook = answer["checks"][2]["message"].as_str().unwrap();
    let own = "非滅菌手袋（備蓄見通し：1か月以上、前日時点の在庫量：";
    assert!(outlook.contains(own) && !outlook.contains("N95等マスク（"), "{outlook}");
    assert!(bed.app.store.outbox_list().await.unwrap().is_empty(), "nobody is mailed");
    assert_eq!(bed.app.store.history_list(&draft.id, None, 9).await.unwrap().entries.len(), 1);
}

#[tokio::test]
async fn an_ineligible_request_is_mended_and_keeps_its_number() {
    let bed = TestBed::start(submit::router, NOW).await;
    let hospital = bed.facility("tokyo-hospital").await;
    let mut unable = part(&hospital);
    unable.cannot_procure = false;
    let draft = bed.seed_draft_with(&hospital, unable).await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let first = press(&facility, &draft.id).await;
    let mended = testbed::input::complete_part();
    let saved = facility.put(&format!("/api/requests/{}", draft.id), "\"3\"", &mended).await.expect(200);
    assert_eq!(saved.json()["status"], "ineligible", "a save alone does not check");
    let second = press(&facility, &draft.id).await;
    assert_eq!((&second["status"], met(&second)), (&json!("under_review"), vec![true; 3]));
    assert_eq!(second["number"], first["number"]);
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 1);
}

#[tokio::test]
async fn every_request_gets_a_number_of_its_own() {
    let bed = TestBed::start(submit::router, "2026-11-24T23:59:59").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let mut numbers = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let draft = bed.seed_draft("tokyo-hospital").await;
        let number = press(&facility, &draft.id).await["number"].as_str().unwrap().to_owned();
        assert!(number.starts_with("SOS-20261124-"), "the day in Japan: {number}");
        let found = bed.app.store.request_find(&domain::id::RequestNumber::parse(&number).unwrap()).await;
        assert_eq!(found.unwrap(), Some(draft.id));
        numbers.insert(number);
    }
    assert_eq!(numbers.len(), 20);
}

#[tokio::test]
async fn the_conditions_are_those_of_the_policy_in_force() {
    let bed = TestBed::start(submit::router, NOW).await;
    let from = "2026-11-24T12:30:00";
    bed.seed_policy(from, |policy| policy.qualifying_outlooks = [Outlook::Within1Week].into()).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let answer = press(&bed.sign_in("tokyo-hospital").await, &draft.id).await;
    assert_eq!(met(&answer), [true, true, false], "two to three weeks are too long by version 2");
    assert_eq!(bed.request(&draft.id).await.policy_version, Some(2));
}
