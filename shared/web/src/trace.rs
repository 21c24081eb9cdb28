//! Logs: structured JSON lines, as the hosts collect them.

use tracing_subscriber::EnvFilter;

/// Writes logs to standard error from here on, as JSON, at `info` unless `filter` says otherwise. A second call changes nothing.
pub fn init_tracing(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr);
    if lines.try_init().is_err() {
        tracing::debug!("logs were set up before");
    }
}
