//! A day by its clock: what is mailed at 9:00, 13:01, 16:01 and 17:01.

use serde_json::json;
use testbed::input::{complete_part, distribute};

use crate::world::{complete, of, workflow};

#[tokio::test]
async fn a_day_sends_each_digest_once() {
    workflow("2026-11-20T15:00:00", |world| async move {
        let (hospital, clinic, officer) = (
            world.sign_in("tokyo-hospital").await,
            world.sign_in("tokyo-clinic").await,
            world.sign_in("tokyo").await,
        );
        // On Friday after the cut-off: due on Tuesday, since Monday is a holiday.
        let (asked, _) = world.submitted(&hospital, &complete_part()).await;
        officer
            .post(&of(&asked, "questions"), &json!({"text": "在庫量をお知らせください。"}))
            .await
            .expect(200);
        let (open, _) = world.submitted(&clinic, &complete_part()).await;
        world.drain().await;
        let before = world.mails.sent().len();
        for closed in
            ["2026-11-21T13:01:00", "2026-11-22T17:01:00", "2026-11-23T09:00:00", "2026-11-23T13:01:00"]
        {
            world.tick(closed).await;
        }
        assert_eq!(world.mails.sent().len(), before, "closed days are quiet");

        world.tick("2026-11-24T09:00:00").await;
        assert_eq!(world.subjects("tokyo-hospital@example.jp").len(), 3, "the question is brought to mind");
        for twice in 0..2 {
            world.tick("2026-11-24T13:01:00").await;
            let subjects = world.subjects("prefecture-13@example.jp");
            assert!(
                subjects.last().unwrap().contains("本日17時までに入力をお願いする緊急配布要請（2件）"),
                "{twice}: {subjects:?}"
            );
        }
        world.tick("2026-11-24T16:01:00").await;
        let subjects = world.subjects("prefecture-13@example.jp");
        assert!(subjects.last().unwrap().contains("入力期限まで1時間です（未完了 1件）"), "{subjects:?}");
        world.bed.set_clock("2026-11-24T16:30:00");
        let officer = world.sign_in("tokyo").await;
        let items = json!({"n95_mask": distribute(1500), "gloves": distribute(3000)});
        complete(&officer, &open, &items).await.expect(200);
        world.tick("2026-11-24T17:01:00").await;
        let subjects = world.subjects("prefecture-13@example.jp");
        assert!(
            subjects.last().unwrap().contains("入力期限を過ぎた緊急配布要請があります（1件）"),
            "{subjects:?}"
        );
        let nation = world.mails_to("nation@example.jp");
        assert_eq!(nation.len(), 1);
        assert!(nation[0].subject.contains("期限超過 1件"), "{}", nation[0].subject);
        assert_eq!(world.subjects("prefecture-13@example.jp").len(), 2 + 3);
        let officer = world.sign_in("tokyo").await;
        let overdue = officer.get("/api/requests?view=open&overdue=true").await.expect(200).json();
        assert_eq!(overdue["items"][0]["id"], asked.as_str());
        assert_eq!(overdue["items"][0]["overdue"], true);
        world
    })
    .await;
}
