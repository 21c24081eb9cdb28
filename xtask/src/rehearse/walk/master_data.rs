//! What the ministry and prefectures keep: facilities and users by file, settings, and the record of who did what.

use serde_json::{Value, json};

use super::{INVITED, People, World, bundle::SETTINGS, people::DESK};
use crate::rehearse::{
    api::{Caller, Sent},
    bodies::{FACILITY, IMPORT, IMPORTED, USERS},
    steps::Steps,
};

/// What the ministry edits of a facility.
const MASTER_DATA: [&str; 8] =
    ["name", "category", "designations", "contact", "delivery", "mail", "valid_from", "valid_to"];
const SECOND_DESK: &str = "second@pref.example.jp";
const OSAKA: &str = "osaka-2@example.jp";

/// Imports, edits, and reads the record.
pub(super) async fn run(world: &World<'_>, people: &People, steps: &mut Steps) -> Result<(), String> {
    import(&people.ministry).await?;
    steps.shown("facilities are imported by a file: begun, sent, checked, rolled forward");
    edit(people).await?;
    steps.shown("a facility and a prefecture's settings are changed, and the facility's history read");
    users(world, &people.ministry).await?;
    steps.shown("users come by a file and are invited, are invited again, kept out, and let in");
    bounce(world, people).await?;
    steps.shown("a mail that came back marks the desk's address; another address is added and removed");
    audit(world, &people.ministry).await?;
    steps.shown("the audit record is read and verified");
    Ok(())
}

fn csv(text: &str) -> Sent<'static> {
    Sent { content_type: Some("text/csv"), body: format!("\u{FEFF}{text}").into_bytes(), ..Sent::default() }
}

async fn import(ministry: &Caller) -> Result<(), String> {
    let made = ministry.post("/api/facility-imports", &Value::Null).await?.expect(201)?;
    let import = made.header("location")?;
    ministry.send("PUT", &format!("{import}/parts/1"), csv(IMPORT)).await?.expect(200)?;
    let checked = ministry.post(&format!("{import}/check"), &Value::Null).await?.expect(200)?;
    checked.holds("/state", "checked")?;
    let done = ministry.post(&format!("{import}/steps"), &Value::Null).await?.expect(200)?;
    done.holds("/state", "done")?;
    ministry.get(&import).await?.expect(200)?.holds("/created", 1)?;
    let found = ministry.get(&format!("/api/facilities/{IMPORTED}")).await?.expect(200)?;
    found.holds("/name", "札幌見本病院")
}

async fn edit(people: &People) -> Result<(), String> {
    let path = format!("/api/facilities/{FACILITY}");
    let named = |master_data: &mut Value| master_data["name"] = json!("見本町南クリニック");
    people.ministry.edit(&path, &MASTER_DATA, named).await?.expect(200)?;
    people.officer.get(&format!("{path}/history")).await?.expect(200)?;
    people.officer.get(&format!("/api/facilities?q={FACILITY}")).await?.expect(200)?;
    let office = |settings: &mut Value| settings["office"] = json!("感染症対策課");
    people.officer.edit("/api/prefectures/13", &SETTINGS, office).await?.expect(200)?;
    people.ministry.get("/api/prefectures").await?.expect(200).map(drop)
}

async fn users(world: &World<'_>, ministry: &Caller) -> Result<(), String> {
    let sent = ministry.send("POST", "/api/users/imports?dry_run=false", csv(USERS)).await?;
    sent.expect(200)?.holds("/created", 1)?;
    world.mailbox.wait(OSAKA, INVITED, 1).await?;
    ministry.post("/api/users/osaka-2/invitation", &Value::Null).await?.expect(200)?;
    let second = world.follow_invitation("osaka-2", OSAKA, 2).await?;
    second.get("/api/requests?view=open").await?.expect(200)?.holds("/items", json!([]))?;
    for disabled in [true, false] {
        let change = |user: &mut Value| user["disabled"] = json!(disabled);
        ministry.edit("/api/users/osaka-2", &["name", "mail", "disabled"], change).await?.expect(200)?;
        second.get("/api/session").await?.expect(401)?;
    }
    ministry.get("/api/users").await?.expect(200)?;
    world.sign_in("osaka-2").await.map(drop)
}

async fn bounce(world: &World<'_>, people: &People) -> Result<(), String> {
    world.stack.bounce(DESK)?;
    let seen = people.officer.get("/api/prefectures/13").await?.expect(200)?;
    let settings = seen.json()?;
    if !settings.to_string().contains("undeliverable") {
        return Err(format!("the desk's address is not marked: {settings}"));
    }
    let addresses = "/api/prefectures/13/addresses";
    people.officer.post(addresses, &json!({"address": SECOND_DESK})).await?.expect(201)?;
    let second = format!("{addresses}/{SECOND_DESK}");
    people.officer.send("DELETE", &second, Sent::default()).await?.expect(200).map(drop)
}

async fn audit(world: &World<'_>, ministry: &Caller) -> Result<(), String> {
    let day = world.clock.today();
    ministry.get(&format!("/api/audit?day={day}")).await?.expect(200)?;
    ministry.get("/api/audit/verification").await?.expect(200)?.holds("/sound", true)
}
