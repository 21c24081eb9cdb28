//! Stock flag and distributions so far: computed at submission, update and reopening, and when a survey is answered; frozen at completion
//! (SPEC 6).

use std::collections::BTreeMap;

use crate::{
    review::{ItemReview, Review},
    status::Status,
    supply::ItemCode,
    survey::{Survey, stock_flag},
};

use super::Request;

/// What the flags are computed from: the facility's own past.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The latest weekly survey, if any was ever answered.
    pub latest_survey: Option<Survey>,
    /// How often each item was distributed in the facility's other accepted requests.
    pub distributions: BTreeMap<ItemCode, u32>,
}

/// The part with the flags of every requested item computed anew and nothing else changed.
pub(super) fn flagged(review: &Review, request: &Request, evidence: &Evidence) -> Review {
    let mut review = review.clone();
    for (code, _) in request.requested_items() {
        let item: &mut ItemReview = review.items.entry(code.clone()).or_default();
        let (flag, basis) = stock_flag(evidence.latest_survey.as_ref(), code);
        item.stock_flag = Some(flag);
        item.stock_flag_basis = basis;
        item.counted_distributions = evidence.distributions.get(code).copied().unwrap_or(0);
    }
    review
}

/// The request with its flags computed anew after a survey, if it is under review and they differ. Nobody's input changes, so the
/// version stays: an officer who is typing gets no conflict.
pub fn refresh_flags(request: &Request, evidence: &Evidence) -> Option<Request> {
    if request.status != Status::UnderReview {
        return None;
    }
    let review = flagged(&request.review, request, evidence);
    let flags_recomputed = request.flags_recomputed + 1;
    (review != request.review).then(|| Request { review, flags_recomputed, ..request.clone() })
}

#[cfg(test)]
mod tests;
