//! `/dev`: reading mails, moving the clock, running the day's jobs. On this machine only.

mod clock;
mod mail;
mod page;
mod run;

use axum::{
    Router,
    extract::State,
    response::Html,
    routing::{get, post},
};
use web::{App, finish};

use crate::{outbox::Outbox, ses::MailBox, ui::sealed};

/// What the pages show and move.
#[derive(Debug, Clone)]
pub(crate) struct Dev {
    app: App,
    outbox: Outbox,
    mails: MailBox,
}

/// The routes under `/dev`.
pub(crate) fn router(app: App, outbox: Outbox, mails: MailBox) -> Router {
    let routes = Router::new()
        .route("/dev", get(index))
        .route("/dev/mail", get(mail::show))
        .route("/dev/clock", get(clock::show).post(clock::set))
        .route("/dev/run/{job}", post(run::run))
        .with_state(Dev { app, outbox, mails });
    sealed(finish(routes))
}

async fn index(State(dev): State<Dev>) -> Html<String> {
    page::page("開発用の画面", &page::index(dev.app.clock.now()))
}
