//! What else becomes of requests: each is a write of its own.

use serde_json::{Value, json};

use super::{
    People, World,
    main_job::{ASKED, decide, draft},
    of,
    people::DESK,
};
use crate::rehearse::{api::Sent, bodies::part, steps::Steps};

/// Reopens that request, and takes others through the branches.
pub(super) async fn run(
    world: &World<'_>,
    people: &People,
    request: &str,
    steps: &mut Steps,
) -> Result<(), String> {
    reopen(world, people, request).await?;
    steps
        .shown("the ministry takes the completion back, the facility is mailed, the officer completes again");
    mend(world, people).await?;
    steps.shown("an ineligible request is mended, submitted again, and withdrawn");
    ask_and_update(world, people).await?;
    steps.shown("a question is asked and answered, and the request is updated: the desk is mailed each time");
    Ok(())
}

async fn reopen(world: &World<'_>, people: &People, request: &str) -> Result<(), String> {
    let reopened = people.ministry.post(&of(request, "reopening"), &json!({"reason": "数量の誤り"})).await?;
    reopened.expect(200)?.holds("/status", "under_review")?;
    world.mailbox.wait("south@example.jp", "改めて確認しています", 1).await?;
    decide(&people.officer, request, "completed").await?;
    world.mailbox.wait("south@example.jp", "一部を配布します", 2).await.map(drop)
}

async fn mend(world: &World<'_>, people: &People) -> Result<(), String> {
    let clerk = &people.clerk;
    let id = draft(clerk, &part("one_month_or_more", 3000)).await?;
    let submission = of(&id, "submission");
    clerk.post(&submission, &Value::Null).await?.expect(200)?.holds("/status", "ineligible")?;
    let tag = clerk.get(&of(&id, "")).await?.expect(200)?.header("etag")?;
    clerk.put(&of(&id, ""), &tag, &part("within_1_week", 3000)).await?.expect(200)?;
    clerk.post(&submission, &Value::Null).await?.expect(200)?.holds("/status", "under_review")?;
    world.mailbox.wait(DESK, ASKED, 2).await?;
    clerk.post(&of(&id, "withdrawal"), &Value::Null).await?.expect(200)?;
    world.mailbox.wait(DESK, "取り下げられました", 1).await.map(drop)
}

async fn ask_and_update(world: &World<'_>, people: &People) -> Result<(), String> {
    let (clerk, officer) = (&people.clerk, &people.officer);
    let id = draft(clerk, &part("within_1_week", 3000)).await?;
    clerk.post(&of(&id, "submission"), &Value::Null).await?.expect(200)?;
    officer.post(&of(&id, "questions"), &json!({"text": "在庫量をお知らせください。"})).await?.expect(200)?;
    world.mailbox.wait("south@example.jp", "についての照会", 1).await?.tells("在庫量をお知らせください。")?;
    clerk.post(&of(&id, "answers"), &json!({"text": "残り200枚です。"})).await?.expect(200)?;
    world.mailbox.wait(DESK, "照会への回答", 1).await?.tells("残り200枚です。")?;
    decide(officer, &id, "in_progress").await?;
    let tag = clerk.get(&of(&id, "")).await?.expect(200)?.header("etag")?;
    let body = part("within_1_week", 4000).to_string().into_bytes();
    let update = Sent { if_match: Some(&tag), body, ..Sent::default() };
    clerk.send("POST", &of(&id, "updates"), update).await?.expect(200)?;
    world.mailbox.wait(DESK, "要請内容の更新", 1).await?.tells("3,000枚 → 4,000枚")
}
