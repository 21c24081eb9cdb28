//! Faults delay; they never lose or double anything.

use serde_json::json;
use testbed::input::complete_part;

use crate::world::{of, workflow};

#[tokio::test]
async fn a_mail_service_that_fails_for_a_minute_delays_mail_and_nothing_else() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let facility = world.sign_in("tokyo-hospital").await;
        world.mails.set_failing(true);
        let (_, answer) = world.submitted(&facility, &complete_part()).await;
        assert_eq!(answer["status"], "under_review");
        world.drain().await;
        assert!(world.mails.sent().is_empty());
        let (_, second) = world.submitted(&facility, &complete_part()).await;
        assert_eq!(second["status"], "under_review");
        world.mails.set_failing(false);
        for minute in 41..60 {
            world.bed.set_clock(&format!("2026-11-24T12:{minute}:00"));
            world.drain().await;
        }
        assert_eq!(world.subjects("prefecture-13@example.jp").len(), 2);
        assert_eq!(world.subjects("tokyo-hospital@example.jp").len(), 2);
        assert!(
            world.mails.sent().iter().any(|mail| mail.body.contains("11月24日12時40分")),
            "with the time of the receipt"
        );
        world
    })
    .await;
}

#[tokio::test]
async fn pressing_twice_submits_once() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let facility = world.sign_in("tokyo-hospital").await;
        let (id, _) = world.draft(&facility, &complete_part()).await;
        let path = of(&id, "submission");
        let press = || facility.post_empty(&path, &[("idempotency-key", "press-1")]);
        let (one, two, three) = tokio::join!(press(), press(), press());
        for answer in [&two, &three] {
            assert_eq!((answer.status.as_u16(), &answer.bytes), (200, &one.bytes));
        }
        assert_eq!(press().await.expect(200).bytes, one.bytes, "and still the same later");
        facility.post_empty(&path, &[("idempotency-key", "press-2")]).await.expect_problem(409, "status");
        world.drain().await;
        assert_eq!(world.subjects("prefecture-13@example.jp").len(), 1);
        assert_eq!(world.subjects("tokyo-hospital@example.jp").len(), 1);
        let history = facility.get(&of(&id, "history")).await.expect(200).json();
        assert_eq!(history["items"].as_array().unwrap().len(), 1);
        world
    })
    .await;
}

#[tokio::test]
async fn two_officers_saving_at_once_lose_nothing_unnoticed() {
    workflow("2026-11-24T12:40:00", |world| async move {
        let facility = world.sign_in("tokyo-hospital").await;
        let officer = world.sign_in("tokyo").await;
        let (id, _) = world.submitted(&facility, &complete_part()).await;
        let seen = officer.get(&of(&id, "")).await.expect(200).etag();
        let save =
            |opinion: &str| json!({"status": "in_progress", "items": {"gloves": {"opinion": opinion}}});
        let (path, one, two) = (of(&id, "review"), save("一人目"), save("二人目"));
        let (first, second) = tokio::join!(officer.put(&path, &seen, &one), officer.put(&path, &seen, &two));
        let (won, lost) = if first.status == 200 { (first, second) } else { (second, first) };
        won.expect(200);
        let told = lost.expect_problem(412, "stale");
        assert_eq!(told["saved_by"], "東京都 物資担当");
        assert!(told["detail"].as_str().unwrap().contains("2026年11月24日（火）12時40分"), "{told}");
        world.drain().await;
        world
    })
    .await;
}
