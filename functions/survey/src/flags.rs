//! The stock flags of a facility's requests under review, computed anew after an answer (SPEC 6).

use domain::{id::FacilityId, status::Status};
use store::ListScope;
use web::{App, Problem};

/// Brings the flags of every request of the facility that is under review up to date with its latest survey.
///
/// The list lags behind: a request it still calls a draft or ineligible may have been submitted on the survey before this one. So these
/// are looked at as well; each is read consistently, and left alone unless it is under review by then.
///
/// # Errors
/// 503 when the store fails, or when a request is changed faster than its flags can be written.
pub(crate) async fn refresh(app: &App, facility: &FacilityId) -> Result<(), Problem> {
    let rows = app.store.request_rows(ListScope::OfFacility(facility.clone()), None, None).await?;
    for row in rows.iter().filter(|row| may_be_under_review(row.status)) {
        app.store.flags_refresh(&row.id).await?;
    }
    Ok(())
}

/// Whether a request that was listed with this status a moment ago can be under review now. A reopened one can be as well, but the
/// reopening itself looks for a later survey, and a facility's accepted requests are too many to be read one by one.
fn may_be_under_review(listed: Status) -> bool {
    matches!(listed, Status::Draft | Status::Ineligible | Status::UnderReview)
}
