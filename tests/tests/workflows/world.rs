//! The whole system on one table: every function's router merged, mails in memory, a clock that stands until it is set.

use std::future::Future;

use axum::http::Method;
use domain::id::RequestId;
use local::jobs::{self, Mailer, MemoryMailer, Sent};
use serde_json::{Value, json};
use testbed::{Answer, Client, TestBed, instant};

/// The system under a workflow.
pub(crate) struct World {
    pub(crate) bed: TestBed,
    pub(crate) mails: MemoryMailer,
}

/// Runs a workflow that begins at that Japanese time. At its end nothing may be left unsent, and the audit record is as it was written.
pub(crate) async fn workflow<F: Future<Output = World>>(jst: &str, run: impl FnOnce(World) -> F) {
    let world =
        run(World { bed: TestBed::start(local::router, jst).await, mails: MemoryMailer::default() }).await;
    let left = world.bed.app.store.outbox_list().await.expect("the outbox can be read");
    assert!(left.is_empty(), "left in the outbox: {left:?}");
    let ministry = world.sign_in("ministry").await;
    let verified = ministry.get("/api/audit/verification").await.expect(200).json();
    assert_eq!(verified["sound"], true, "{verified}");
}

impl World {
    pub(crate) async fn sign_in(&self, user_name: &str) -> Client {
        self.bed.sign_in(user_name).await
    }

    /// Sends what is due.
    pub(crate) async fn drain(&self) {
        let mailer = Mailer::Memory(self.mails.clone());
        jobs::drain(&self.bed.app, &mailer).await.expect("the outbox can be drained");
    }

    /// Sets the clock and does what the schedule would do then.
    pub(crate) async fn tick(&self, jst: &str) {
        self.bed.set_clock(jst);
        jobs::deadline_check(&self.bed.app, instant(jst)).await.expect("the check runs");
        self.drain().await;
    }

    /// Subjects of the mails to an address since the beginning.
    pub(crate) fn subjects(&self, to: &str) -> Vec<String> {
        self.mails_to(to).into_iter().map(|mail| mail.subject).collect()
    }

    pub(crate) fn mails_to(&self, to: &str) -> Vec<Sent> {
        self.mails.sent().into_iter().filter(|mail| mail.to == to).collect()
    }

    /// The token of the link to that page in the last mail to an address.
    #[track_caller]
    pub(crate) fn mailed_token(&self, to: &str, page: &str) -> String {
        let body = self.mails_to(to).pop().expect("a mail").body;
        let link = format!("{}/{page}.html#", self.bed.app.config.public_url);
        let (_, rest) = body.split_once(&link).unwrap_or_else(|| panic!("no {link} in {body}"));
        let token = rest.split_whitespace().next().unwrap_or_default();
        assert!(token.starts_with("hl_"), "{token}");
        token.to_owned()
    }

    /// Signs in as the page does.
    pub(crate) async fn enter(&self, user_name: &str, password: &str) -> Answer {
        let credentials = json!({"user_name": user_name, "password": password});
        self.bed.stranger().post("/api/session", &credentials).await
    }

    /// The caller who was let in with that answer.
    #[track_caller]
    pub(crate) fn holder(&self, entered: &Answer) -> Client {
        let cookie = entered.header("set-cookie").expect("a cookie").split(';').next().map(str::to_owned);
        Client::new(local::router(self.bed.app.clone()), cookie)
    }

    /// Whoever reads at an address follows the invitation that was mailed there, and signs in.
    pub(crate) async fn follow_invitation(&self, user_name: &str, to: &str) -> Client {
        const PASSWORD: &str = "Kazari-7x";
        let token = self.mailed_token(to, "invitation");
        set_password(self, &token, PASSWORD).await.expect(204);
        self.holder(&self.enter(user_name, PASSWORD).await.expect(200))
    }

    /// A draft with that part; tells its id and tag.
    pub(crate) async fn draft(&self, facility: &Client, part: &Value) -> (RequestId, String) {
        let created = facility.post_empty("/api/requests", &[]).await.expect(201);
        let id = created.json()["id"].as_str().unwrap_or_default().to_owned();
        let saved = facility.put(&format!("/api/requests/{id}"), &created.etag(), part).await.expect(200);
        (RequestId::parse(&id).expect("an id"), saved.etag())
    }

    /// A submitted request with that part; tells its id and the answer to the submission.
    pub(crate) async fn submitted(&self, facility: &Client, part: &Value) -> (RequestId, Value) {
        let (id, _) = self.draft(facility, part).await;
        let answer = facility.post_empty(&format!("/api/requests/{id}/submission"), &[]).await.expect(200);
        (id, answer.json())
    }
}

/// A call on a request.
pub(crate) fn of(id: &RequestId, act: &str) -> String {
    if act.is_empty() { format!("/api/requests/{id}") } else { format!("/api/requests/{id}/{act}") }
}

/// Sets a password by a mailed link.
pub(crate) async fn set_password(world: &World, token: &str, password: &str) -> Answer {
    let body = json!({"password": password}).to_string();
    world.bed.stranger().send(Method::PUT, &format!("/api/password-resets/{token}"), &[], Some(body)).await
}

/// Edits what is read at a path, of which only these fields are sent back, as the page does.
pub(crate) async fn edit(
    client: &Client,
    path: &str,
    fields: &[&str],
    change: impl FnOnce(&mut Value),
) -> Answer {
    let read = client.get(path).await.expect(200);
    let mut body = read.json();
    body.as_object_mut().expect("an object").retain(|field, _| fields.contains(&field.as_str()));
    change(&mut body);
    client.put(path, &read.etag(), &body).await
}

/// Completes a request with these decisions, at the version the officer sees.
pub(crate) async fn complete(officer: &Client, id: &RequestId, items: &Value) -> Answer {
    let seen = officer.get(&of(id, "")).await.expect(200);
    officer.put(&of(id, "review"), &seen.etag(), &json!({"status": "completed", "items": items})).await
}
