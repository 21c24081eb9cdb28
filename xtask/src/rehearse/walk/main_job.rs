//! A request from draft to its result.

use serde_json::Value;

use super::{People, World, of, people::DESK};
use crate::rehearse::{
    api::Caller,
    bodies::{decision, part, survey},
    steps::Steps,
};

pub(super) const ASKED: &str = "医療用物資の緊急配布要請が行われました";

/// Drafts, submits, reviews and completes; tells the request's id.
pub(super) async fn run(world: &World<'_>, people: &People, steps: &mut Steps) -> Result<String, String> {
    let (clerk, officer) = (&people.clerk, &people.officer);
    answer_survey(people).await?;
    steps.shown("the clerk answers the week's survey, the officer reads it");
    let id = draft(clerk, &part("within_1_week", 3000)).await?;
    let submitted = clerk.post(&of(&id, "submission"), &Value::Null).await?.expect(200)?;
    submitted.holds("/status", "under_review")?;
    let number = submitted.text("/number")?;
    steps.shown("the clerk drafts and submits; the request is under review and has its number");
    world.mailbox.wait(DESK, ASKED, 1).await?.tells(&number)?;
    world.mailbox.wait("south@example.jp", "登録されました", 1).await?;
    steps.shown("the mails reach the prefecture's desk and the facility through the table's stream");

    officer.get("/api/requests?view=open").await?.expect(200)?.holds("/items/0/number", number.as_str())?;
    officer
        .get("/api/requests?view=open&flagged=true")
        .await?
        .expect(200)?
        .holds("/items/0/id", id.as_str())?;
    decide(officer, &id, "in_progress").await?;
    decide(officer, &id, "completed").await?;
    steps.shown("the officer lists, reads, saves and completes");
    world.mailbox.wait("south@example.jp", "一部を配布します", 1).await?;
    let seen = clerk.get(&of(&id, "")).await?.expect(200)?;
    seen.holds("/review/items/n95_mask/total_quantity", 1500)?;
    clerk.get("/api/requests").await?.expect(200)?.holds("/items/0/id", id.as_str())?;
    officer.get(&of(&id, "history")).await?.expect(200)?;
    steps.shown("the facility is mailed the result and sees it; the history is there");
    read_reports(people, &number).await?;
    steps.shown("the request is in the CSV reports, in Windows-31J and UTF-8, byte by byte");
    Ok(id)
}

async fn answer_survey(people: &People) -> Result<(), String> {
    let week = people.clerk.get("/api/surveys").await?.expect(200)?.text("/current_week")?;
    people.clerk.put(&format!("/api/surveys/{week}"), "*", &survey()).await?.expect(200)?;
    let path = format!("/api/facilities/{}/surveys", crate::rehearse::bodies::FACILITY);
    people.officer.get(&path).await?.expect(200)?.holds("/items/0/week", week)
}

/// A draft with that part; tells its id.
pub(super) async fn draft(clerk: &Caller, part: &Value) -> Result<String, String> {
    let created = clerk.post("/api/requests", &Value::Null).await?.expect(201)?;
    let id = created.text("/id")?;
    clerk.put(&of(&id, ""), &created.header("etag")?, part).await?.expect(200)?;
    Ok(id)
}

/// The prefecture's part, at the version the officer sees.
pub(super) async fn decide(officer: &Caller, id: &str, status: &str) -> Result<(), String> {
    let tag = officer.get(&of(id, "")).await?.expect(200)?.header("etag")?;
    officer.put(&of(id, "review"), &tag, &decision(status)).await?.expect(200).map(drop)
}

/// Reads as UTF-8, Windows-31J is hardly anything but replacement characters.
async fn read_reports(people: &People, number: &str) -> Result<(), String> {
    for (caller, encoding) in [(&people.officer, "shift_jis"), (&people.ministry, "utf_8")] {
        let path = format!("/api/reports/requests/csv?encoding={encoding}");
        let file = caller.get(&path).await?.expect(200)?.body;
        let text = String::from_utf8_lossy(&file);
        let headings = text.contains("要請番号") && text.starts_with('\u{FEFF}');
        if !text.contains(number) || headings != (encoding == "utf_8") {
            return Err(format!("{path} did not arrive as it was sent: {text}"));
        }
    }
    people.officer.get("/api/reports").await?.expect(200).map(drop)
}
