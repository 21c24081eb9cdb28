//! A mail service on this machine: as much of Amazon SES v2's API as sending a mail takes. What arrives is kept to be read.

use std::{
    collections::VecDeque,
    io,
    net::Ipv4Addr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{Json, Router, extract::State, routing::post};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use web::{Clock, wire_instant};

/// Mails kept; older ones are forgotten.
const KEPT: usize = 5_000;

/// A mail that arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Mail {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) sent_at: String,
}

/// The mails that arrived. Clones share them.
#[derive(Debug, Clone)]
pub(crate) struct MailBox {
    mails: Arc<Mutex<VecDeque<Mail>>>,
    clock: Clock,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SendEmail {
    destination: Destination,
    content: Content,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Destination {
    to_addresses: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    simple: Simple,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Simple {
    subject: Text,
    body: Body,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Body {
    text: Text,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Text {
    data: String,
}

impl MailBox {
    /// An empty box, which notes arrivals by that clock.
    pub(crate) fn new(clock: Clock) -> Self {
        Self { mails: Arc::default(), clock }
    }

    /// Serves the API on a free port for as long as the process runs; tells its address.
    pub(crate) async fn serve(&self) -> io::Result<String> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let router = Router::new().route("/v2/email/outbound-emails", post(receive)).with_state(self.clone());
        tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::error!(%error, "the mail service stopped");
            }
        });
        Ok(format!("http://{address}"))
    }

    /// Every mail kept, oldest first.
    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.lock().iter().cloned().collect()
    }

    fn put(&self, mail: Mail) {
        let mut mails = self.lock();
        if mails.len() == KEPT {
            mails.pop_front();
        }
        mails.push_back(mail);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Mail>> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn receive(State(mails): State<MailBox>, Json(mail): Json<SendEmail>) -> Json<Value> {
    let sent_at = wire_instant(mails.clock.now());
    for to in mail.destination.to_addresses {
        let simple = &mail.content.simple;
        let (subject, body) = (simple.subject.data.clone(), simple.body.text.data.clone());
        mails.put(Mail { to, subject, body, sent_at: sent_at.clone() });
    }
    Json(json!({"MessageId": sent_at}))
}
