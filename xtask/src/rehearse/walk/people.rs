//! From the first user to everybody who takes part, each invited by mail.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{People, World};
use crate::rehearse::{
    api::{Caller, Sent},
    bodies::{FACILITY, facility},
    clock::Clock,
    steps::Steps,
};

/// Where the prefecture wants its mail.
pub(super) const DESK: &str = "desk@pref.example.jp";
const NATION: &str = "nation-1@example.jp";

/// Brings in ministry, prefecture and facility.
pub(super) async fn come_in(world: &World<'_>, steps: &mut Steps) -> Result<People, String> {
    world.stack.create_ministry_user("nation-1", NATION)?;
    let ministry = world.follow_invitation("nation-1", NATION, 1).await?;
    steps.shown("the first user, made at the table, is mailed an invitation through stream and notify, sets a password and signs in");
    open(&ministry, world.clock).await?;
    steps.shown(
        "the ministry opens acceptance by a version of the policy, and withdraws one that was scheduled",
    );
    ministry.post("/api/facilities", &facility()).await?.expect(201)?;
    let officer = invited(world, &ministry, "tokyo-1", "prefecture", "13").await?;
    let clerk = invited(world, &ministry, "south-1", "facility", FACILITY).await?;
    steps.shown("facility, officer and clerk are registered; both follow their invitations");
    confirm_desk(world, &officer).await?;
    steps.shown("the officer's notification address is confirmed by its mailed link");
    designate(world, &officer, &clerk).await?;
    steps.shown("the clerk asks for the designation, the desk is mailed, the officer designates");
    Ok(People { ministry, officer, clerk })
}

async fn invited(
    world: &World<'_>,
    ministry: &Caller,
    user_name: &str,
    role: &str,
    place: &str,
) -> Result<Caller, String> {
    let mail = format!("{user_name}@example.jp");
    let mut user = json!({"user_name": user_name, "role": role, "name": "見本", "mail": mail});
    user[role] = json!(place);
    ministry.post("/api/users", &user).await?.expect(201)?;
    world.follow_invitation(user_name, &mail, 1).await
}

/// Acceptance is open from now on, and today a business day whose hours do not end before it does, whatever day and time it is. Another
/// version is scheduled and withdrawn.
async fn open(ministry: &Caller, clock: &Clock) -> Result<(), String> {
    let open = |version: &mut Value| {
        version["acceptance"] = json!({"open": true, "notice": "受付中です。"});
        version["days"]["open"] = json!([clock.today()]);
        version["cutoff"] = json!("23:58");
        version["target"] = json!("23:59");
    };
    add_version(ministry, open).await?;
    let later = |version: &mut Value| {
        version["effective_from"] = json!((clock.now() + TimeDelta::days(30)).to_rfc3339());
    };
    let scheduled = add_version(ministry, later).await?;
    let gone = format!("/api/policy/versions/{scheduled}");
    ministry.send("DELETE", &gone, Sent::default()).await?.expect(200).map(drop)
}

/// Adds a version that differs from the newest by that change; tells its number.
pub(super) async fn add_version(ministry: &Caller, change: impl FnOnce(&mut Value)) -> Result<u64, String> {
    let listed = ministry.get("/api/policy/versions").await?.expect(200)?;
    let mut version = listed.json()?["items"][0].take();
    if let Some(fields) = version.as_object_mut() {
        for own in ["version", "state", "made_at", "made_by", "withdrawn_at", "effective_from"] {
            fields.remove(own);
        }
    }
    change(&mut version);
    let added = ministry.put("/api/policy", &listed.header("etag")?, &version).await?.expect(201)?.json()?;
    added["version"].as_u64().ok_or_else(|| format!("a version without number: {added}"))
}

async fn confirm_desk(world: &World<'_>, officer: &Caller) -> Result<(), String> {
    officer.post("/api/prefectures/13/addresses", &json!({"address": DESK})).await?.expect(201)?;
    let token = world.mailbox.wait(DESK, "通知先メールアドレスの確認", 1).await?.token("address")?;
    let path = format!("/api/address-confirmations/{token}");
    let reader = world.api.stranger();
    reader.get(&path).await?.expect(200)?;
    reader.put(&path, "*", &Value::Null).await?.expect(200)?;
    reader.put(&path, "*", &Value::Null).await?.expect_problem(404, "link_void")
}

async fn designate(world: &World<'_>, officer: &Caller, clerk: &Caller) -> Result<(), String> {
    clerk.post("/api/designation-checks", &Value::Null).await?.expect(200)?.holds("/state", "asked")?;
    world.mailbox.wait(DESK, "要件②の登録の確認の依頼", 1).await?.tells(FACILITY)?;
    let path = format!("/api/facilities/{FACILITY}");
    let tag = officer.get(&path).await?.expect(200)?.header("etag")?;
    let designated = json!({"designations": ["fever_outpatient"]});
    officer.put(&format!("{path}/designations"), &tag, &designated).await?.expect(200).map(drop)
}
