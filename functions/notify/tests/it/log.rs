//! What is logged while something happens.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use tracing::instrument::WithSubscriber;

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

/// The result, and everything logged on the way to it, whatever its level; only our own lines, since the SDK logs at will.
pub(crate) async fn logged<T>(what: impl Future<Output = T>) -> (T, String) {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("off,notify=trace,mailer=trace,store=trace,web=trace")
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let result = what.with_subscriber(subscriber).await;
    let bytes = lines.0.lock().unwrap().clone();
    (result, String::from_utf8(bytes).unwrap())
}
