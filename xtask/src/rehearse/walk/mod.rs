//! The main job through the deployed system, and every act that may need a right of its own.

mod account;
mod branches;
mod bundle;
mod later;
mod main_job;
mod master_data;
mod people;
mod routes;

use serde_json::json;

use super::{
    api::{Answer, Api, Caller},
    clock::Clock,
    mailbox::Mailbox,
    stack::Stack,
    steps::Steps,
};

/// The password of everybody.
const PASSWORD: &str = "Kazari-7x";

/// How an invitation's subject ends.
const INVITED: &str = "利用開始のご案内";

/// The system and its people's mail.
pub(super) struct World<'a> {
    stack: &'a Stack,
    clock: &'a Clock,
    api: Api,
    mailbox: Mailbox,
    port: u16,
}

/// The people of the main job, signed in.
struct People {
    ministry: Caller,
    officer: Caller,
    clerk: Caller,
}

/// Does everything, in the order in which an installation comes to life. Tells the clerk who is signed in at the end.
///
/// # Errors
/// One line with the first step that went wrong.
pub(super) async fn walk(world: &World<'_>, steps: &mut Steps) -> Result<Caller, String> {
    world.refuses_who_goes_around_cloudfront().await?;
    steps.shown("the API refuses calls without or with a wrong origin secret");
    let routes = routes::are_all_there(world).await?;
    steps.shown(&format!("each of {routes} routes reaches a function"));
    let people = people::come_in(world, steps).await?;
    let request = main_job::run(world, &people, steps).await?;
    branches::run(world, &people, &request, steps).await?;
    let gathered = bundle::begin(&people).await?;
    master_data::run(world, &people, steps).await?;
    later::run(world, &people, steps).await?;
    let clerk = account::run(world, &people, steps).await?;
    bundle::finish(world, &gathered, steps).await?;
    world.mailbox.check_senders(&world.stack.mail_from).await?;
    Ok(clerk)
}

impl<'a> World<'a> {
    /// The system on that emulator.
    pub(super) fn new(stack: &'a Stack, clock: &'a Clock, port: u16) -> Self {
        let api = Api::new(port, &stack.api_host, Some(&stack.origin_secret));
        Self { stack, clock, api, mailbox: Mailbox::new(port), port }
    }

    async fn refuses_who_goes_around_cloudfront(&self) -> Result<(), String> {
        let wrong = self.stack.origin_secret.chars().rev().collect::<String>();
        for secret in [None, Some(wrong.as_str())] {
            let around = Api::new(self.port, &self.stack.api_host, secret).stranger();
            around.get("/api/policy").await?.expect_problem(404, "not_found")?;
        }
        self.api.stranger().get("/api/policy").await?.expect(200).map(drop)
    }

    /// Signs in as the page does.
    async fn enter(&self, user_name: &str, password: &str) -> Result<Answer, String> {
        let credentials = json!({"user_name": user_name, "password": password});
        self.api.stranger().post("/api/session", &credentials).await
    }

    async fn sign_in(&self, user_name: &str) -> Result<Caller, String> {
        let stranger = self.api.stranger();
        stranger.holder(&self.enter(user_name, PASSWORD).await?.expect(200)?)
    }

    /// Sets a password by a mailed link.
    async fn set_password(&self, token: &str, password: &str) -> Result<(), String> {
        let path = format!("/api/password-resets/{token}");
        self.api.stranger().get(&path).await?.expect(200)?;
        self.api.stranger().put(&path, "*", &json!({"password": password})).await?.expect(204).map(drop)
    }

    /// Whoever reads at an address follows the invitation that came as the `count`th, and signs in.
    async fn follow_invitation(&self, user_name: &str, mail: &str, count: usize) -> Result<Caller, String> {
        let token = self.mailbox.wait(mail, INVITED, count).await?.token("invitation")?;
        self.set_password(&token, PASSWORD).await?;
        self.sign_in(user_name).await
    }
}

/// A call on a request.
fn of(id: &str, act: &str) -> String {
    if act.is_empty() { format!("/api/requests/{id}") } else { format!("/api/requests/{id}/{act}") }
}
