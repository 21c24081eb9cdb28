//! The whole system on one table: every function's router merged, mails in memory, a clock that stands until it is set.

use std::future::Future;

use domain::id::RequestId;
use local::jobs::{self, Mailer, MemoryMailer, Sent};
use serde_json::{Value, json};
use testbed::{Answer, Client, TestBed, instant};

/// The system under a workflow.
pub(crate) struct World {
    pub(crate) bed: TestBed,
    pub(crate) mails: MemoryMailer,
}

/// Runs a workflow that begins at that Japanese time. At its end nothing may be left unsent.
pub(crate) async fn workflow<F: Future<Output = World>>(jst: &str, run: impl FnOnce(World) -> F) {
    let world =
        run(World { bed: TestBed::start(local::router, jst).await, mails: MemoryMailer::default() }).await;
    let left = world.bed.app.store.outbox_list().await.expect("the outbox can be read");
    assert!(left.is_empty(), "left in the outbox: {left:?}");
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

/// Completes a request with these decisions, at the version the officer sees.
pub(crate) async fn complete(officer: &Client, id: &RequestId, items: &Value) -> Answer {
    let seen = officer.get(&of(id, "")).await.expect(200);
    officer.put(&of(id, "review"), &seen.etag(), &json!({"status": "completed", "items": items})).await
}
