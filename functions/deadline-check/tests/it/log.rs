//! The log line that an alarm reads.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use deadline_check::run;
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};
use testbed::TestBed;
use tracing::instrument::WithSubscriber;

use crate::start;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The result, and the messages the check logged on the way to it, as an account logs them.
async fn logged<T>(what: impl Future<Output = T>) -> (T, Vec<String>) {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_env_filter("off,deadline_check=info")
        .with_writer(move || writer.clone())
        .finish();
    let result = what.with_subscriber(subscriber).await;
    let bytes = lines.0.lock().unwrap().clone();
    let message = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["fields"]["message"].as_str().unwrap().to_owned()
    };
    (result, String::from_utf8(bytes).unwrap().lines().map(message).collect())
}

#[tokio::test]
async fn each_run_that_went_well_ends_with_the_line_that_an_alarm_misses() {
    let bed = start("2026-11-24T08:00:00").await;
    for at in ["08:00:00", "09:00:00", "09:10:00", "13:01:00", "13:11:00", "17:01:00", "17:11:00"] {
        bed.set_clock(&format!("2026-11-24T{at}"));
        let (result, messages) = logged(Box::pin(run(&bed.app, bed.app.clock.now()))).await;
        result.unwrap();
        assert_eq!(messages.last().map(String::as_str), Some("checked"), "{at}: {messages:?}");
    }
}

#[tokio::test]
async fn a_run_that_failed_does_not_say_that_it_checked() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, |_| axum::Router::new(), "2026-11-24T13:01:00").await;
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::ServerError, 4);
    let (result, messages) = logged(Box::pin(run(&bed.app, bed.app.clock.now()))).await;
    result.unwrap_err();
    assert!(!messages.iter().any(|message| message == "checked"), "{messages:?}");
}
