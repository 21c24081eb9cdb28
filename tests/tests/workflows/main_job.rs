//! The main job and its branches, from draft to 受付完了.

use encoding_rs::SHIFT_JIS;
use serde_json::json;
use testbed::input::{complete_part, distribute, refuse};

use crate::world::{complete, of, workflow};

#[tokio::test]
async fn a_request_goes_from_draft_to_its_result() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let (facility, officer) = (world.sign_in("tokyo-hospital").await, world.sign_in("tokyo").await);
        let (id, answer) = world.submitted(&facility, &complete_part()).await;
        assert_eq!(answer["status"], "under_review");
        assert_eq!(answer["due_at"], "2026-11-24T08:00:00.000Z");
        assert!(answer["checks"].as_array().unwrap().iter().all(|check| check["met"] == true));
        let number = answer["number"].as_str().unwrap().to_owned();
        assert!(number.starts_with("SOS-20261124-"));
        world.drain().await;
        let to_prefecture = &world.mails_to("prefecture-13@example.jp")[0];
        assert_eq!(
            to_prefecture.subject,
            "【訓練】【Haifu運用事務局】医療用物資の緊急配布要請が行われました"
        );
        assert!(to_prefecture.body.contains(&number) && to_prefecture.body.contains("11月24日12時40分"));
        assert!(to_prefecture.body.contains("2026年11月24日（火）17時"));

        let open = officer.get("/api/requests?view=open").await.expect(200).json();
        assert_eq!(open["items"][0]["number"], number.as_str());
        assert_eq!(open["items"][0]["requested_items"], json!(["n95_mask", "gloves"]));
        let items = json!({"n95_mask": distribute(1500), "gloves": refuse()});
        let done = complete(&officer, &id, &items).await.expect(200).json();
        assert_eq!((&done["status"], &done["outcome"]), (&json!("accepted"), &json!("partial")));
        world.drain().await;
        let subjects = world.subjects("tokyo-hospital@example.jp");
        assert_eq!(subjects.len(), 2);
        assert!(
            subjects[0].contains("登録されました") && subjects[1].contains("一部を配布します"),
            "{subjects:?}"
        );

        let seen = facility.get(&of(&id, "")).await.expect(200).json();
        assert_eq!(seen["review"]["items"]["n95_mask"]["total_quantity"], 1500);
        let csv = officer.get("/api/reports/requests/csv").await.expect(200);
        let (text, _, broken) = SHIFT_JIS.decode(&csv.bytes);
        assert!(!broken && text.lines().count() == 3 && text.contains(&number), "{text}");
        world
    })
    .await;
}

#[tokio::test]
async fn an_ineligible_request_is_mended_and_submitted_again_under_the_same_number() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let facility = world.sign_in("tokyo-hospital").await;
        let mut part = complete_part();
        part["items"]["gloves"]["outlook"] = json!("one_month_or_more");
        let (id, answer) = world.submitted(&facility, &part).await;
        assert_eq!(answer["status"], "ineligible");
        assert_eq!(answer["checks"][2]["met"], false);
        world.drain().await;
        assert!(world.mails.sent().is_empty());

        let seen = facility.get(&of(&id, "")).await.expect(200);
        facility.put(&of(&id, ""), &seen.etag(), &complete_part()).await.expect(200);
        world.bed.set_clock("2026-11-24T13:01:00");
        let again = facility.post_empty(&of(&id, "submission"), &[]).await.expect(200).json();
        assert_eq!(again["status"], "under_review");
        assert_eq!(again["number"], answer["number"]);
        assert_eq!(again["due_at"], "2026-11-25T08:00:00.000Z");
        world.drain().await;
        assert_eq!(world.subjects("prefecture-13@example.jp").len(), 1);
        world
    })
    .await;
}

#[tokio::test]
async fn without_a_designation_the_check_says_so_with_the_prefectures_contact() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let dental = world.sign_in("tokyo-dental").await;
        let (_, answer) = world.submitted(&dental, &complete_part()).await;
        let message = answer["checks"][1]["message"].as_str().unwrap();
        assert!(
            message.starts_with("要件②の登録が確認できません。") && message.contains("03-0000-1111"),
            "{message}"
        );
        world
    })
    .await;
}

#[tokio::test]
async fn an_update_restarts_the_deadline_and_the_officer_looks_again() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let (facility, officer) = (world.sign_in("tokyo-hospital").await, world.sign_in("tokyo").await);
        let (id, _) = world.submitted(&facility, &complete_part()).await;
        let seen = officer.get(&of(&id, "")).await.expect(200);
        let both = json!({"n95_mask": distribute(1500), "gloves": distribute(3000)});
        let saved = json!({"status": "in_progress", "items": both});
        officer.put(&of(&id, "review"), &seen.etag(), &saved).await.expect(200);

        world.bed.set_clock("2026-11-24T13:30:00");
        // Fifty minutes later both sign in again.
        let (facility, officer) = (world.sign_in("tokyo-hospital").await, world.sign_in("tokyo").await);
        let seen = facility.get(&of(&id, "")).await.expect(200);
        let mut part = complete_part();
        part["items"]["gloves"]["quantity"] = json!(4000);
        let headers = [("if-match", seen.etag()), ("idempotency-key", "update-1".to_owned())];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        let updated = facility.post_with(&of(&id, "updates"), &headers, &part).await.expect(200);
        assert_eq!(updated.json()["due_at"], "2026-11-25T08:00:00.000Z");
        // The answer was lost on its way; the same key brings it again, and nothing is done twice.
        let again = facility.post_with(&of(&id, "updates"), &headers, &part).await.expect(200);
        assert_eq!(again.bytes, updated.bytes);

        complete(&officer, &id, &both).await.expect_errors(&[
            ("items.gloves.changed_since", "changed_since"),
            ("items.gloves.message_to_facility", "required"),
        ]);
        let mut changed = both.clone();
        changed["gloves"] = distribute(4000);
        let seen = officer.get(&of(&id, "")).await.expect(200);
        let saved = json!({"status": "in_progress", "items": changed});
        officer.put(&of(&id, "review"), &seen.etag(), &saved).await.expect(200);
        let done = complete(&officer, &id, &changed).await.expect(200).json();
        assert_eq!(done["outcome"], "full");
        world.drain().await;
        let subjects = world.subjects("prefecture-13@example.jp");
        assert_eq!(subjects.len(), 2);
        assert!(subjects[1].ends_with("（要請内容の更新）"), "{subjects:?}");
        let body = &world.mails_to("prefecture-13@example.jp")[1].body;
        assert!(body.contains("3,000枚 → 4,000枚"), "{body}");
        world
    })
    .await;
}

#[tokio::test]
async fn a_question_is_asked_and_answered_in_place() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let (facility, officer) = (world.sign_in("tokyo-hospital").await, world.sign_in("tokyo").await);
        let (id, _) = world.submitted(&facility, &complete_part()).await;
        officer
            .post(&of(&id, "questions"), &json!({"text": "在庫量を改めてお知らせください。"}))
            .await
            .expect(200);
        let open = officer.get("/api/requests?view=open&awaiting_answer=true").await.expect(200).json();
        assert_eq!(open["items"].as_array().unwrap().len(), 1);
        let answered =
            facility.post(&of(&id, "answers"), &json!({"text": "残り200枚です。"})).await.expect(200).json();
        assert_eq!(answered["awaiting_answer"], false);
        assert_eq!(answered["questions"][0]["asked_by"], "東京都");
        world.drain().await;
        let (facility_mails, prefecture_mails) =
            (world.mails_to("tokyo-hospital@example.jp"), world.mails_to("prefecture-13@example.jp"));
        assert!(facility_mails[1].body.contains("在庫量を改めてお知らせください。"));
        assert!(prefecture_mails[1].body.contains("残り200枚です。"));
        world
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_request_leaves_the_prefectures_desk() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let (facility, officer) = (world.sign_in("tokyo-hospital").await, world.sign_in("tokyo").await);
        let (id, _) = world.submitted(&facility, &complete_part()).await;
        facility.post_empty(&of(&id, "withdrawal"), &[]).await.expect(200);
        facility.post_empty(&of(&id, "withdrawal"), &[]).await.expect_problem(409, "status");
        let open = officer.get("/api/requests?view=open").await.expect(200).json();
        assert_eq!(open["items"], json!([]));
        complete(&officer, &id, &json!({})).await.expect_problem(409, "status");
        world.drain().await;
        assert!(world.subjects("prefecture-13@example.jp")[1].contains("取り下げられました"));
        world
    })
    .await;
}

#[tokio::test]
async fn a_completion_is_taken_back_and_decided_again() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let (facility, officer) = (world.sign_in("tokyo-hospital").await, world.sign_in("tokyo").await);
        let (id, _) = world.submitted(&facility, &complete_part()).await;
        let items = json!({"n95_mask": distribute(1500), "gloves": distribute(3000)});
        complete(&officer, &id, &items).await.expect(200);
        world.bed.set_clock("2026-11-24T14:00:00");
        let (ministry, facility, officer) = (
            world.sign_in("ministry").await,
            world.sign_in("tokyo-hospital").await,
            world.sign_in("tokyo").await,
        );
        let reopened =
            ministry.post(&of(&id, "reopening"), &json!({"reason": "数量の誤り"})).await.expect(200).json();
        assert_eq!((&reopened["status"], &reopened["outcome"]), (&json!("under_review"), &json!(null)));
        assert_eq!(reopened["due_at"], "2026-11-25T08:00:00.000Z");
        let seen = facility.get(&of(&id, "")).await.expect(200).json();
        assert!(seen.get("review").is_none());
        complete(&officer, &id, &items).await.expect(200);
        world.drain().await;
        let mails = world.mails_to("tokyo-hospital@example.jp");
        let subjects: Vec<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        assert_eq!(subjects.len(), 4, "{subjects:?}");
        assert!(subjects[2].contains("改めて確認しています"));
        assert!(!mails[2].body.contains("数量の誤り"));
        world
    })
    .await;
}

#[tokio::test]
async fn a_survey_flags_the_request_for_the_officer_alone() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let (facility, officer) = (world.sign_in("tokyo-hospital").await, world.sign_in("tokyo").await);
        let (id, _) = world.submitted(&facility, &complete_part()).await;
        let flag = |json: &serde_json::Value| json["review"]["items"]["gloves"]["stock_flag"].clone();
        let before = officer.get(&of(&id, "")).await.expect(200);
        assert_eq!(flag(&before.json()), "no_survey");
        let survey = json!({"items": {"gloves":
            {"stock": 5200, "weekly_consumption": 1000, "planned_purchase": 0, "outlook": "two_to_three_weeks"}}});
        facility.send(axum::http::Method::PUT, "/api/surveys/2026-W48", &[], Some(survey.to_string())).await.expect(200);
        let after = officer.get(&of(&id, "")).await.expect(200);
        assert_eq!(flag(&after.json()), "flagged");
        assert_eq!(after.etag(), before.etag(), "the officer who is typing gets no conflict");
        let rows = officer.get("/api/requests?view=open&flagged=true").await.expect(200).json();
        assert_eq!(rows["items"][0]["flagged_items"], json!(["gloves"]));
        world.drain().await;
        world
    })
    .await;
}
