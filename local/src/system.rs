//! The parts of the local system, put together.

use axum::Router;
use domain::time::Instant;
use mailer::{Mailer, SesMailer};
use store::Store;
use store_emulator::{Data, Emulator, samples};
use web::{App, Clock, Config};

use crate::{StartError, dev, outbox::Outbox, router::router, scheduler, ses::MailBox, ui};

/// The table's name on this machine.
pub(crate) const TABLE: &str = "haifu";

/// Database and mail service: what every host of the functions needs.
pub(crate) struct Backend {
    pub(crate) emulator: Emulator,
    pub(crate) store: Store,
    pub(crate) mails: MailBox,
    pub(crate) ses_endpoint: String,
}

/// The running system. Its loops run as long as the process does.
pub struct System {
    /// The state every handler is given.
    pub app: App,
    /// Everything: the API, `/dev` and the pages.
    pub router: Router,
    /// The API alone.
    pub api: Router,
    // Stops when dropped.
    _backend: Backend,
}

impl Backend {
    /// Starts both, with the sample data.
    pub(crate) async fn start(data: Data, clock: &Clock) -> Result<Self, StartError> {
        let emulator = Emulator::start(data)?;
        let store = Store::connect_local(&emulator.endpoint(), TABLE);
        store.table_create().await?;
        samples::load(&store).await?;
        let mails = MailBox::new(clock.clone());
        let ses_endpoint = mails.serve().await?;
        Ok(Self { emulator, store, mails, ses_endpoint })
    }
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
        let dev = dev::router(app.clone(), outbox, backend.mails.clone());
        let router = api.clone().merge(dev).fallback_service(ui::pages());
        Ok(Self { app, router, api, _backend: backend })
    }
}
