//! What happens elsewhere: people at other machines, played over HTTP, and what the page itself can call.

use axum::http::Method;
use chrono::TimeDelta;
use domain::id::UserName;
use serde_json::{Value, json};
use store_emulator::samples::PASSWORD;
use testbed::{Client, input};

use crate::stage::Stage;

/// A request as the tests name it.
pub(crate) struct Requested {
    pub(crate) id: String,
    pub(crate) number: String,
}

impl Stage {
    /// A user at another machine.
    pub(crate) async fn elsewhere(&self, user_name: &str) -> Client {
        let credentials = json!({"user_name": user_name, "password": PASSWORD});
        let stranger = Client::new(self.system.api.clone(), None);
        let entered = stranger.post("/api/session", &credentials).await.expect(200);
        let cookie = entered.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        Client::new(self.system.api.clone(), cookie.map(str::to_owned))
    }

    /// A second user with the rights of a sample user, at another machine.
    pub(crate) async fn colleague(&self, of: &str, user_name: &str, name: &str) -> Client {
        let store = &self.system.app.store;
        let like = UserName::parse(of).expect("a user name");
        let mut user = store.user_get(&like).await.expect("the table answers").expect("a sample user");
        user.user_name = UserName::parse(user_name).expect("a user name");
        user.name = name.to_owned();
        store.user_put(&user).await.expect("the table answers");
        self.elsewhere(user_name).await
    }

    /// A request for 1,500 N95 masks and 3,000 gloves, under review.
    pub(crate) async fn requested(&self, facility: &str) -> Requested {
        self.requested_with(facility, &input::complete_part()).await
    }

    /// A submitted request with that part.
    pub(crate) async fn requested_with(&self, facility: &str, part: &Value) -> Requested {
        let caller = self.elsewhere(facility).await;
        let created = caller.post_empty("/api/requests", &[]).await.expect(201);
        let id = created.json()["id"].as_str().unwrap_or_default().to_owned();
        caller.put(&format!("/api/requests/{id}"), &created.etag(), part).await.expect(200);
        let submitted = caller.post_empty(&format!("/api/requests/{id}/submission"), &[]).await.expect(200);
        Requested { id, number: submitted.json()["number"].as_str().unwrap_or_default().to_owned() }
    }

    /// Sets the clock of the whole system.
    pub(crate) async fn clock(&self, jst: &str) {
        let body = json!({"now": format!("{jst}+09:00")}).to_string();
        let caller = Client::new(self.system.router.clone(), None);
        caller.send(Method::POST, "/dev/clock", &[], Some(body)).await.expect(200);
    }

    /// A call of the page in the browser, with its cookie; tells what was answered.
    pub(crate) async fn call(&self, method: &str, path: &str) -> Value {
        const CALL: &str = "const [method, path, done] = arguments; \
            fetch(path, {method}).then((answer) => answer.text()).then((text) => done(text ? JSON.parse(text) : null));";
        let answered = self.browser.execute_async(CALL, vec![json!(method), json!(path)]).await;
        answered.expect("the page calls")
    }

    /// Leaves the session of the browser so much time.
    pub(crate) async fn shorten_session(&self, left: TimeDelta) {
        let cookie = self.browser.get_named_cookie("haifu_session").await.expect("the browser's session");
        let hash = web::digest(&["session", cookie.value()]);
        let (store, now) = (&self.system.app.store, self.system.app.clock.session_now());
        let mut session = store.session_get(&hash).await.expect("the table answers").expect("the session");
        session.idle_until = now + left;
        assert!(store.session_touch(&hash, &session).await.expect("the table answers"));
    }

    /// Ends the session of the browser behind the page's back, as signing out in another tab does.
    pub(crate) async fn end_session(&self) {
        self.call("DELETE", "/api/session").await;
    }
}

/// Decides on a request, at the version the officer sees.
pub(crate) async fn review(officer: &Client, id: &str, body: &Value) {
    let seen = officer.get(&format!("/api/requests/{id}")).await.expect(200);
    officer.put(&format!("/api/requests/{id}/review"), &seen.etag(), body).await.expect(200);
}

/// Both items of [`Stage::requested`], given from the prefecture's stock.
pub(crate) fn all_given() -> Value {
    json!({"n95_mask": input::distribute(1500), "gloves": input::distribute(3000)})
}
