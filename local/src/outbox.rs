//! The table's stream, on one machine: every call that changes something wakes the sender.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::Request,
    http::Method,
    middleware::{self, Next},
};
use mailer::Mailer;
use store::StoreError;
use tokio::sync::{Mutex, Notify};
use web::App;

use crate::jobs::{self, Drained};

/// Mail that was put off comes up again by itself.
const SWEEP_EVERY: Duration = Duration::from_secs(5);

/// The sender, and what wakes it.
#[derive(Debug, Clone)]
pub(crate) struct Outbox(Arc<Sender>);

#[derive(Debug)]
struct Sender {
    app: App,
    mailer: Mailer,
    wake: Notify,
    /// One drain at a time, so that whoever asks for one finds all mail sent when it returns.
    turn: Mutex<()>,
}

impl Outbox {
    /// Starts the sender's loop. A failure is logged and tried again.
    pub(crate) fn start(app: App, mailer: Mailer) -> Self {
        let outbox = Self(Arc::new(Sender { app, mailer, wake: Notify::new(), turn: Mutex::new(()) }));
        let sender = outbox.clone();
        tokio::spawn(async move {
            loop {
                if let Err(error) = sender.drain().await {
                    tracing::error!(%error, "the outbox cannot be drained");
                }
                // Either is a reason to look; which of them it was does not matter.
                _ = tokio::time::timeout(SWEEP_EVERY, sender.0.wake.notified()).await;
            }
        });
        outbox
    }

    /// Sends all that is due, after any other drain that is under way.
    pub(crate) async fn drain(&self) -> Result<Drained, StoreError> {
        let _turn = self.0.turn.lock().await;
        jobs::drain(&self.0.app, &self.0.mailer).await
    }

    /// The router, waking the sender after each call that may have changed something.
    pub(crate) fn watch(&self, router: Router) -> Router {
        let outbox = self.clone();
        router.layer(middleware::from_fn(move |request: Request, next: Next| {
            let outbox = outbox.clone();
            async move {
                let reads = matches!(*request.method(), Method::GET | Method::HEAD);
                let response = next.run(request).await;
                if !reads {
                    outbox.0.wake.notify_one();
                }
                response
            }
        }))
    }
}
