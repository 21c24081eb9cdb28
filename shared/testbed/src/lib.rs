//! A function's router on a table of its own with the sample data, called as a browser would: for the tests of the functions.

mod answer;
mod client;
pub mod input;
mod log;
mod meanwhile;
pub mod seed;

pub use answer::Answer;
pub use client::Client;
pub use meanwhile::meanwhile;

use axum::Router;
use domain::{
    id::UserName,
    time::{Instant, from_jst},
};
use store::{Store, UserRow};
use store_emulator::{isolated_store, samples};
use web::{App, Clock, Config};

/// A router with everything under it, at a standing time.
#[derive(Debug, Clone)]
pub struct TestBed {
    /// The state the router was made with.
    pub app: App,
    router: Router,
}

impl TestBed {
    /// Starts at that Japanese time, such as `2026-11-24T12:40:00`, with the sample data.
    pub async fn start(router: impl FnOnce(App) -> Router, jst: &str) -> Self {
        let store = isolated_store().await.expect("the emulator makes a table");
        Self::on(store, router, jst).await
    }

    /// The same on a store made elsewhere, such as behind a fault proxy.
    pub async fn on(store: Store, router: impl FnOnce(App) -> Router, jst: &str) -> Self {
        log::keep();
        samples::load(&store).await.expect("the samples can be written");
        let config = Config::sample("http://127.0.0.1:3000", store.table());
        let app = App::new(store, Clock::standing(instant(jst)), config);
        Self { router: router(app.clone()), app }
    }

    /// Sets the clock to that Japanese time.
    pub fn set_clock(&self, jst: &str) {
        self.app.clock.set(instant(jst));
    }

    /// A signed-in caller.
    pub async fn sign_in(&self, user_name: &str) -> Client {
        let name = UserName::parse(user_name).expect("a user name");
        // Two signing in as one user at once: the later one proves itself anew, as in life.
        let cookie = loop {
            let user =
                self.app.store.user_get(&name).await.expect("the table answers").expect("a sample user");
            let opened = web::session::open(&self.app, &user, &user, false, "-").await.expect("a session");
            if let Some((_, cookie)) = opened {
                break cookie;
            }
        };
        let cookie = cookie.to_str().expect("a cookie").split(';').next().unwrap_or_default().to_owned();
        Client::new(self.router.clone(), Some(cookie))
    }

    /// Another user with the rights of a sample user, signed in: a second officer or a second clerk.
    pub async fn colleague(&self, of: &str, user_name: &str, name: &str) -> Client {
        let like = UserName::parse(of).expect("a user name");
        let user = self.app.store.user_get(&like).await.expect("the table answers").expect("a sample user");
        let user_name = UserName::parse(user_name).expect("a user name");
        let user = UserRow { user_name: user_name.clone(), name: name.to_owned(), ..user };
        self.app.store.user_put(&user).await.expect("the table answers");
        self.sign_in(user_name.as_str()).await
    }

    /// A caller without a session.
    pub fn stranger(&self) -> Client {
        Client::new(self.router.clone(), None)
    }
}

/// The instant at which clocks in Japan show this.
pub fn instant(jst: &str) -> Instant {
    from_jst(jst.parse().expect("a date and time"))
}
