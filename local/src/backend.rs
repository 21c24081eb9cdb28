//! What every host of the functions needs on this machine: the database with the sample data, and the mail service.

use std::{fs::File, net::Ipv4Addr, sync::Arc};

use store::Store;
use store_emulator::{Data, Emulator, samples};
use tokio::net::TcpListener;
use web::{Clock, Config};

use crate::{StartError, dev, folder, ses::MailBox};

/// The table's name on this machine.
pub(crate) const TABLE: &str = "haifu";
/// Where `cargo lambda watch` listens, as README says to start it.
const LAMBDA_WATCH: &str = "http://127.0.0.1:9000";

/// Database and mail service. They stop when dropped.
pub(crate) struct Backend {
    pub(crate) store: Store,
    pub(crate) mails: MailBox,
    /// The mail service's address; the mails can be read there as well, at `/dev/mail`.
    pub(crate) ses_endpoint: String,
    emulator: Emulator,
    _folder: Option<File>,
}

impl Backend {
    /// Starts both, with the sample data.
    pub(crate) async fn start(data: Data, clock: &Clock) -> Result<Self, StartError> {
        // First of all: a database that another process works on must not even be opened.
        let folder = folder::lock(&data)?;
        let emulator = Emulator::start(data)?;
        let store = Store::connect_local(&emulator.endpoint(), TABLE);
        store.table_create().await?;
        samples::load(&store).await?;
        let mails = MailBox::new(clock.clone());
        let ses_endpoint = serve(&mails).await?;
        Ok(Self { store, mails, ses_endpoint, emulator, _folder: folder })
    }

    /// The environment in which the functions, as processes of their own, reach this backend.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        let config = Config::sample(LAMBDA_WATCH, TABLE);
        vec![
            ("HAIFU_STAGE", "local".to_owned()),
            ("HAIFU_TABLE", config.table),
            ("HAIFU_PUBLIC_URL", config.public_url),
            ("HAIFU_OFFICE_NAME", config.office.name),
            ("HAIFU_OFFICE_PHONE", config.office.phone),
            ("HAIFU_OFFICE_HOURS", config.office.hours),
            ("HAIFU_MINISTRY_ADDRESSES", config.ministry_addresses.join(",")),
            ("HAIFU_MAIL_FROM", config.mail_from),
            ("HAIFU_CURSOR_KEY", config.cursor_key),
            ("AWS_ENDPOINT_URL_DYNAMODB", self.emulator.endpoint()),
            ("AWS_ENDPOINT_URL_SESV2", self.ses_endpoint.clone()),
            ("AWS_REGION", "ap-northeast-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", "local".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "local".to_owned()),
        ]
    }
}

/// Serves the mail service on a free port for as long as the process runs; tells its address.
async fn serve(mails: &MailBox) -> Result<String, StartError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let config = Config::sample(&address, TABLE);
    let router = mails.router().merge(dev::mail_pages(mails.clone(), Arc::new(config)));
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "the mail service stopped");
        }
    });
    Ok(address)
}
