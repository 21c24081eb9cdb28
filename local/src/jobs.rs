//! What schedules and the table's stream do in an account, to be called by the scheduler, by `/dev/run` and by tests.

use domain::time::Instant;
use web::App;

pub use mailer::{Mailer, MemoryMailer, Sent};
pub use notify::Drained;

/// Sends all mail that is due.
///
/// # Errors
/// The store's.
pub async fn drain(app: &App, mailer: &Mailer) -> Result<Drained, store::StoreError> {
    notify::drain(app, mailer).await
}

/// Runs the deadline check as of `now`.
///
/// # Errors
/// The check's.
pub async fn deadline_check(
    app: &App,
    now: Instant,
) -> Result<deadline_check::Report, deadline_check::RunError> {
    deadline_check::run(app, now).await
}

/// Counts the chart's figures anew.
///
/// # Errors
/// The store's.
pub async fn count(app: &App) -> Result<domain::summary::Summary, store::StoreError> {
    summary::run(app).await
}
