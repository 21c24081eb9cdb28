//! One's own account: a forgotten password, staying signed in, signing out.

use serde_json::{Value, json};

use super::{People, World};
use crate::rehearse::{
    api::{Caller, Sent},
    steps::Steps,
};

const CLERK: &str = "south-1@example.jp";
const OTHER_PASSWORD: &str = "Nagame-8y";

/// The clerk forgets the password, the officer leaves. Tells the clerk, signed in anew.
pub(super) async fn run(world: &World<'_>, people: &People, steps: &mut Steps) -> Result<Caller, String> {
    let stranger = world.api.stranger();
    world.enter("south-1", "Wrong-1234").await?.expect_problem(401, "wrong_credentials")?;
    stranger.post("/api/password-resets", &json!({"user_name": "south-1"})).await?.expect(202)?;
    let token = world.mailbox.wait(CLERK, "パスワード再設定のご案内", 1).await?.token("reset")?;
    world.set_password(&token, OTHER_PASSWORD).await?;
    people.clerk.get("/api/session").await?.expect(401)?;
    let clerk = stranger.holder(&world.enter("south-1", OTHER_PASSWORD).await?.expect(200)?)?;
    steps.shown("a forgotten password is reset by its mailed link, which ends the sessions");
    let officer = &people.officer;
    officer.put("/api/session", "*", &Value::Null).await?.expect(200)?;
    officer.get("/api/account").await?.expect(200)?;
    officer.send("DELETE", "/api/session", Sent::default()).await?.expect(204)?;
    officer.get("/api/session").await?.expect(401)?;
    steps.shown("a session is extended and ended");
    Ok(clerk)
}
