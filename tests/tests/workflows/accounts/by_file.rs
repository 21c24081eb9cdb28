//! Users by CSV, as a spreadsheet writes it.

use encoding_rs::SHIFT_JIS;
use serde_json::json;
use testbed::{Answer, Client};

use super::{START, mail};
use crate::world::workflow;

const HEADINGS: &str = "ユーザ名,役割,名前,メールアドレス,都道府県,医療機関ID\r\n";
const RIGHT: &str = "tokyo-2,都道府県,東京都 次席,tokyo-2@example.jp,東京都,\r\n";
const WRONG: &str = "osaka-clerk,医療機関,大阪 受付,osaka-clerk@example.jp,,no-such-place\r\n";
const MENDED: &str = "osaka-clerk,医療機関,大阪 受付,osaka-clerk@example.jp,,osaka-hospital\r\n";

async fn send(ministry: &Client, dry_run: bool, rows: &[&str]) -> Answer {
    let file = SHIFT_JIS.encode(&format!("{HEADINGS}{}", rows.concat())).0.into_owned();
    ministry.send_file(&format!("/api/users/imports?dry_run={dry_run}"), "text/csv", file).await
}

#[tokio::test]
async fn users_of_a_file_are_invited_only_when_every_row_is_right() {
    workflow(START, |world| async move {
        let ministry = world.sign_in("ministry").await;
        let refused = send(&ministry, false, &[RIGHT, WRONG]).await.expect_problem(422, "invalid");
        let fault = &refused["row_errors"][0];
        assert_eq!(
            (&fault["row"], &fault["column"], &fault["code"]),
            (&json!(3), &json!("医療機関ID"), &json!("unknown_facility"))
        );
        ministry.get("/api/users/tokyo-2").await.expect_problem(404, "not_found");
        world.drain().await;
        assert!(world.mails.sent().is_empty());

        let checked = send(&ministry, true, &[RIGHT, MENDED]).await.expect(200).json();
        assert_eq!((&checked["created"], &checked["remaining"]), (&json!(0), &json!(2)));
        let applied = send(&ministry, false, &[RIGHT, MENDED]).await.expect(200).json();
        assert_eq!((&applied["created"], &applied["remaining"]), (&json!(2), &json!(0)));
        // Sent again, such as after a lost answer: nobody is invited twice.
        let again = send(&ministry, false, &[RIGHT, MENDED]).await.expect(200).json();
        assert_eq!((&again["created"], &again["unchanged"]), (&json!(0), &json!(2)));
        world.drain().await;
        for (user_name, field, scope) in
            [("tokyo-2", "prefecture", "13"), ("osaka-clerk", "facility", "osaka-hospital")]
        {
            assert_eq!(world.subjects(&mail(user_name)).len(), 1);
            let client = world.follow_invitation(user_name, &mail(user_name)).await;
            assert_eq!(client.get("/api/session").await.expect(200).json()[field], scope);
        }
        world.drain().await;
        world
    })
    .await;
}
