//! The ten-minute snapshot behind the chart (SPEC 9): every prefecture counted anew, and the nation as their sum.

use domain::summary::Summary;
use store::StoreError;
use web::App;

/// Counts every prefecture and keeps the snapshots; gives the nation's.
///
/// # Errors
/// [`StoreError`].
pub async fn run(app: &App) -> Result<Summary, StoreError> {
    app.store.summary_recount_nation(app.clock.now()).await
}
