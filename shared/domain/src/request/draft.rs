//! Drafts: made, prefilled, saved. No history, nobody is told (SPEC 3).

use std::collections::BTreeMap;

use crate::{
    facility::Facility,
    field::FieldError,
    id::RequestId,
    review::Review,
    status::{Action, Conflict, Status},
    survey::Survey,
    transition::Transition,
};

use super::{Act, FacilityPart, ItemRequest, Request};

/// A new draft, prefilled from the master data and the facility's latest survey.
pub fn create(id: RequestId, facility: &Facility, latest: Option<&Survey>, act: &Act) -> Request {
    let items = latest.map_or_else(BTreeMap::new, |survey| prefill(survey, act));
    Request {
        id,
        number: None,
        version: 1,
        status: Status::Draft,
        outcome: None,
        facility: facility.profile.clone(),
        created_at: act.at,
        submitted_at: None,
        updated_at: None,
        deadline: None,
        policy_version: None,
        failed_checks: Vec::new(),
        part: FacilityPart {
            contact: facility.contact.clone(),
            delivery: facility.delivery.clone(),
            items,
            ..FacilityPart::default()
        },
        questions: Vec::new(),
        review: Review::default(),
        flags_recomputed: 0,
        shipped_at: None,
        receipt: None,
        saved: act.saved(),
    }
}

fn prefill(survey: &Survey, act: &Act) -> BTreeMap<crate::supply::ItemCode, ItemRequest> {
    let today = crate::time::jst_date(act.at);
    survey
        .items
        .iter()
        .filter(|(code, _)| act.policy.catalogue.requestable(code, today).is_some())
        .map(|(code, figures)| {
            let item = ItemRequest {
                stock: Some(figures.stock),
                weekly_consumption: Some(figures.weekly_consumption),
                outlook: Some(figures.outlook),
                ..ItemRequest::default()
            };
            (code.clone(), item)
        })
        .collect()
}

/// Why a draft was not saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaveDraftError {
    /// The request is no draft any more.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// Texts that no save may hold.
    #[error("{} fields are invalid", .0.len())]
    Invalid(Vec<FieldError>),
}

/// Saves the facility's part of a draft or an ineligible request; it may be incomplete. The facility's data is taken from the master
/// anew, so that a designation registered meanwhile counts.
///
/// # Errors
/// [`SaveDraftError`]; then nothing changed.
pub fn save_draft(
    request: &Request,
    part: FacilityPart,
    facility: &Facility,
    act: &Act,
) -> Result<Transition, SaveDraftError> {
    Action::SaveDraft.check(request.status)?;
    let errors = part.check_form(&act.policy.catalogue);
    if !errors.is_empty() {
        return Err(SaveDraftError::Invalid(errors));
    }
    let mut after = request.clone();
    after.version += 1;
    after.part = part;
    after.facility = facility.profile.clone();
    // A changed draft is another submission: an old key must not bring back the old answer.
    after.receipt = None;
    after.saved = act.saved();
    Ok(Transition::new(request, after, Action::SaveDraft, act).without_history())
}

#[cfg(test)]
mod tests;
