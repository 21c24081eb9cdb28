//! Stock flags kept in step with the facility's latest survey (SPEC 6).
//!
//! A survey and an act on a request of the same facility may cross. Whichever is written second reads what the other one wrote,
//! consistently, so that none of the two leaves an old flag behind: the survey the request ([`Store::flags_refresh`]), the act the survey
//! ([`Store::flags_catch_up`]).

use domain::{
    id::RequestId,
    request::{Evidence, Request, refresh_flags},
    status::Status,
};

use crate::{Consistency, Store, StoreError};

/// How often a request is looked at before the caller is told to try again.
const ATTEMPTS: usize = 4;

impl Store {
    /// Brings the flags of a request up to date with its facility's latest survey, if it is under review.
    ///
    /// The evidence is read after the request: flags that were written on newer evidence than ours change the request, and ours are then
    /// not written but computed again.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Busy`] when the request is changed faster than its flags can be written.
    pub async fn flags_refresh(&self, id: &RequestId) -> Result<(), StoreError> {
        for _ in 0..ATTEMPTS {
            let request = self.request_get(id, Consistency::Strong).await?;
            let Some(before) = request.filter(|request| request.status == Status::UnderReview) else {
                return Ok(());
            };
            let evidence = self.facility_evidence(&before.facility.id, id).await?;
            let Some(after) = refresh_flags(&before, &evidence) else { return Ok(()) };
            if self.request_refresh_flags(&before, &after).await? {
                return Ok(());
            }
        }
        Err(StoreError::Busy)
    }

    /// Looks, after an act was written, for a survey that was answered while it was decided, and lets the flags follow it.
    ///
    /// # Errors
    /// As [`Self::flags_refresh`]. The act stands.
    pub async fn flags_catch_up(&self, written: &Request, evidence: &Evidence) -> Result<(), StoreError> {
        if written.status != Status::UnderReview {
            return Ok(());
        }
        if self.survey_latest(&written.facility.id).await? == evidence.latest_survey {
            return Ok(());
        }
        self.flags_refresh(&written.id).await
    }
}
