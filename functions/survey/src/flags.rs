//! The stock flags of a facility's requests under review, computed anew after an answer (SPEC 6).

use domain::{
    id::{FacilityId, RequestId},
    request::refresh_flags,
    status::Status,
};
use store::{Consistency, ListScope};
use web::{App, Problem};

/// How often a request is looked at before the caller is told to try again.
const ATTEMPTS: usize = 4;

/// Brings the flags of every request of the facility that is under review up to date with its latest survey.
///
/// # Errors
/// 503 when the store fails, or when a request is changed faster than its flags can be written.
pub(crate) async fn refresh(app: &App, facility: &FacilityId) -> Result<(), Problem> {
    let rows = app.store.request_rows(ListScope::OfFacility(facility.clone()), None, None).await?;
    for row in rows.iter().filter(|row| row.status == Status::UnderReview) {
        refresh_one(app, facility, &row.id).await?;
    }
    Ok(())
}

/// The store leaves a request alone that was changed while the flags were computed, and another answer may arrive meanwhile. So both are
/// read again after each write, until the flags are as they should be or frozen.
async fn refresh_one(app: &App, facility: &FacilityId, id: &RequestId) -> Result<(), Problem> {
    for _ in 0..ATTEMPTS {
        let evidence = app.store.facility_evidence(facility).await?;
        let request = app.store.request_get(id, Consistency::Strong).await?;
        let Some(before) = request else { return Ok(()) };
        let Some(after) = refresh_flags(&before, &evidence) else { return Ok(()) };
        app.store.request_refresh_flags(&before, &after).await?;
    }
    Err(Problem::busy())
}
