//! The prefecture's part on the wire. A facility gets six fields of it, after completion (SPEC 2, DESIGN).

use std::collections::BTreeMap;

use domain::{
    request::Request,
    review::{ItemReview, Source},
    role::{Actor, Scope},
    status::{PrefectureStatus, Status},
    supply::ItemCode,
    survey::{StockFlag, StockFlagBasis},
};
use serde::Serialize;

use crate::request_view::wire_instant;

/// Either the whole part, or what a facility may know.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(crate) enum ReviewView {
    Whole(Box<WholeReview>),
    ForFacility { items: BTreeMap<ItemCode, ResultView> },
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct WholeReview {
    status: PrefectureStatus,
    delay_reason: String,
    expected_on: Option<String>,
    items: BTreeMap<ItemCode, ItemView>,
    reviewed_by: Option<Actor>,
    reviewed_at: Option<String>,
}

/// What a facility learns of a decision.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ResultView {
    needed: Option<bool>,
    source: Option<Source>,
    prefecture_quantity: Option<i64>,
    national_quantity: Option<i64>,
    total_quantity: Option<i64>,
    message_to_facility: String,
}

#[derive(Debug, Clone, Serialize)]
struct ItemView {
    #[serde(flatten)]
    result: ResultView,
    quantity_confirmed: bool,
    prior_distributions: u32,
    circumstances: String,
    aerosol_procedures: String,
    both_sources_reason: String,
    refusal_reason: String,
    opinion: String,
    stock_flag: Option<StockFlag>,
    stock_flag_basis: Option<StockFlagBasis>,
    changed_since: Option<String>,
}

/// The names a facility's `review` items hold: for the test that walks every answer.
pub fn review_fields() -> [&'static str; 6] {
    ["needed", "source", "prefecture_quantity", "national_quantity", "total_quantity", "message_to_facility"]
}

impl ReviewView {
    /// The part as `scope` may see it: for a facility nothing until the request is accepted.
    pub(crate) fn for_scope(request: &Request, scope: &Scope) -> Option<Self> {
        if scope.sees_review() {
            return Some(Self::Whole(Box::new(whole(request))));
        }
        (request.status == Status::Accepted).then(|| Self::ForFacility { items: requested(request, result) })
    }
}

/// Of each requested item; decisions on others are not shown.
fn requested<T>(request: &Request, view: impl Fn(&ItemReview) -> T) -> BTreeMap<ItemCode, T> {
    let undecided = ItemReview::default();
    request
        .requested_items()
        .map(|(code, _)| (code.clone(), view(request.review.items.get(code).unwrap_or(&undecided))))
        .collect()
}

fn whole(request: &Request) -> WholeReview {
    let review = &request.review;
    WholeReview {
        status: review.status,
        delay_reason: review.delay_reason.clone(),
        expected_on: review.expected_on.map(|day| day.to_string()),
        items: requested(request, item),
        reviewed_by: review.reviewed_by.clone(),
        reviewed_at: review.reviewed_at.map(wire_instant),
    }
}

fn result(item: &ItemReview) -> ResultView {
    let typed = &item.decision;
    ResultView {
        needed: typed.needed,
        source: typed.source,
        prefecture_quantity: typed.prefecture_quantity.map(Into::into),
        national_quantity: typed.national_quantity.map(Into::into),
        total_quantity: typed.total_quantity.map(Into::into),
        message_to_facility: typed.message_to_facility.clone(),
    }
}

fn item(item: &ItemReview) -> ItemView {
    let typed = &item.decision;
    ItemView {
        result: result(item),
        quantity_confirmed: typed.quantity_confirmed,
        prior_distributions: item.prior_distributions(),
        circumstances: typed.circumstances.clone(),
        aerosol_procedures: typed.aerosol_procedures.clone(),
        both_sources_reason: typed.both_sources_reason.clone(),
        refusal_reason: typed.refusal_reason.clone(),
        opinion: typed.opinion.clone(),
        stock_flag: item.stock_flag,
        stock_flag_basis: item.stock_flag_basis,
        changed_since: item.changed_since.map(wire_instant),
    }
}
