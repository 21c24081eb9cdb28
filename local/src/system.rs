//! The parts of the local system, put together.

use axum::Router;
use domain::time::Instant;
use mailer::{Mailer, SesMailer};
use store_emulator::Data;
use web::{App, Clock, Config};

use crate::{
    StartError,
    backend::{Backend, TABLE},
    dev,
    jobs::Drained,
    outbox::Outbox,
    router::router,
    scheduler, ui,
};

/// The running system. Its loops run as long as the process does.
pub struct System {
    /// The state every handler is given.
    pub app: App,
    /// Everything: the API, `/dev` and the pages.
    pub router: Router,
    /// The API alone.
    pub api: Router,
    outbox: Outbox,
    // Stops when dropped.
    _backend: Backend,
}

impl System {
    /// Starts the whole system behind `public_url`, its clock at `begin` if given.
    ///
    /// # Errors
    /// [`StartError`], one line for the person who starts it.
    pub async fn start(data: Data, begin: Option<Instant>, public_url: &str) -> Result<Self, StartError> {
        let clock = Clock::system();
        let backend = Backend::start(data, &clock).await?;
        if let Some(begin) = begin {
            clock.set(begin);
        }
        let app = App::new(backend.store.clone(), clock, Config::sample(public_url, TABLE));
        let ses = SesMailer::connect(&app.config.mail_from, None, Some(backend.ses_endpoint.clone())).await;
        let outbox = Outbox::start(app.clone(), Mailer::Ses(ses));
        scheduler::start(app.clone());
        let api = outbox.watch(router(app.clone()));
        let dev = dev::router(app.clone(), outbox.clone(), backend.mails.clone());
        let router = api.clone().merge(dev).fallback_service(ui::pages());
        Ok(Self { app, router, api, outbox, _backend: backend })
    }

    /// Sends all mail that is due.
    ///
    /// # Errors
    /// The store's.
    pub async fn drain(&self) -> Result<Drained, store::StoreError> {
        self.outbox.drain().await
    }
}
