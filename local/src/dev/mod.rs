//! `/dev`: reading mails, moving the clock, running the day's jobs. On this machine only. The pages are plain forms and need no script.

mod clock;
mod index;
mod input;
mod mail;
mod page;
mod run;

use std::sync::Arc;

use axum::{
    Router,
    routing::{any, get, post},
};
use web::{App, Config, Problem, finish};

use crate::{outbox::Outbox, ses::MailBox, ui::sealed};

/// The routes under `/dev`.
pub(crate) fn router(app: App, outbox: Outbox, mails: MailBox) -> Router {
    let jobs = Router::new().route("/dev/run/{job}", post(run::run)).with_state((app.clone(), outbox));
    let routes = Router::new()
        .route("/dev", get(index::show))
        .route("/dev/clock", get(clock::show).post(clock::set))
        .merge(jobs)
        .route("/dev/{*unknown}", any(|| async { Problem::not_found() }))
        .method_not_allowed_fallback(|| async { Problem::wrong_method() })
        .with_state(app.clone());
    sealed(finish(routes, Arc::clone(&app.config))).merge(mail_pages(mails, app.config))
}

/// `/dev/mail` alone, for where nothing else of the system runs.
pub(crate) fn mail_pages(mails: MailBox, config: Arc<Config>) -> Router {
    let routes = Router::new()
        .route("/dev/mail", get(mail::show).post(mail::set))
        .method_not_allowed_fallback(|| async { Problem::wrong_method() })
        .with_state(mails);
    sealed(finish(routes, config))
}
