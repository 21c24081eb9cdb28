//! A survey answered while an act on a request was decided (SPEC 6).

use domain::request::{Evidence, Request};

use crate::App;

/// Lets the flags of what was just written follow a survey that was answered meanwhile. `evidence` is what they were computed from; none
/// when that is not known. The act stands, so a failure is logged and not told: the next survey or update computes the flags again.
pub async fn follow_late_survey(app: &App, written: &Request, evidence: Option<&Evidence>) {
    let followed = match evidence {
        Some(evidence) => app.store.flags_catch_up(written, evidence).await,
        None => app.store.flags_refresh(&written.id).await,
    };
    if let Err(error) = followed {
        tracing::warn!(request = %written.id, %error, "the flags were not compared with the latest survey");
    }
}
