//! What a completed review comes to (SPEC 3).

use crate::{request::Request, status::Outcome};

/// 配布なし when every item is refused, 一部配布 when one is or gets less than requested, else 配布あり.
pub fn outcome(request: &Request) -> Outcome {
    let decisions = || request.requested_items().map(|(code, item)| (request.review.items.get(code), item));
    let refused = |review: Option<&super::ItemReview>| review.and_then(|r| r.decision.needed) != Some(true);
    if decisions().all(|(review, _)| refused(review)) {
        return Outcome::None;
    }
    let short = decisions().any(|(review, item)| {
        refused(review) || review.is_some_and(|r| r.decision.total() < item.quantity.unwrap_or_default())
    });
    if short { Outcome::Partial } else { Outcome::Full }
}
