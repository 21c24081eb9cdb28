//! A request on the wire, as much of it as the caller may know (SPEC 2, DESIGN).

use std::collections::{BTreeMap, BTreeSet};

use axum::{Json, response::Response};
use chrono::SecondsFormat;
use domain::{
    deadline::is_far_off,
    eligibility::CheckResult,
    facility::{Category, Contact, Delivery, Designation},
    request::{Question, Request},
    review::{Warning, warnings},
    role::{Role, Scope},
    status::{Outcome, PrefectureStatus, Status},
    supply::ItemCode,
    survey::Outlook,
    time::Instant,
};
use serde::Serialize;

use crate::{Situation, headers::with_etag, review_view::ReviewView};

/// A request as a caller sees it.
#[derive(Debug, Clone, Serialize)]
pub struct RequestView {
    id: String,
    number: Option<String>,
    version: u64,
    status: Status,
    outcome: Option<Outcome>,
    prefecture_status: PrefectureStatus,
    checks: Vec<CheckResult>,
    facility: FacilityView,
    contact: Contact,
    delivery: Delivery,
    cannot_procure: bool,
    remarks: String,
    items: BTreeMap<ItemCode, ItemView>,
    created_at: String,
    submitted_at: Option<String>,
    updated_at: Option<String>,
    due_at: Option<String>,
    overdue: bool,
    awaiting_answer: bool,
    questions: Vec<QuestionView>,
    policy_version: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<ReviewView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<Warning>,
    /// Whom a facility turns to; officers need not be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    prefecture_contact: Option<PrefectureContact>,
}

#[derive(Debug, Clone, Serialize)]
struct PrefectureContact {
    office: String,
    phone: String,
    /// 休日の緊急連絡先, while the target is more than three calendar days off (SPEC 5).
    emergency_phone: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct FacilityView {
    id: String,
    code: String,
    name: String,
    category: Category,
    prefecture: String,
    designations: BTreeSet<Designation>,
}

#[derive(Debug, Clone, Serialize)]
struct ItemView {
    requested: bool,
    quantity: Option<i64>,
    stock: Option<i64>,
    weekly_consumption: Option<i64>,
    outlook: Option<Outlook>,
    procurement_difficulty: String,
    aerosol_procedures: String,
}

#[derive(Debug, Clone, Serialize)]
struct QuestionView {
    asked_at: String,
    asked_by: String,
    text: String,
    answered_at: Option<String>,
    answer: Option<String>,
}

/// An instant on the wire: RFC 3339, UTC, milliseconds.
pub fn wire_instant(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

impl RequestView {
    /// The request as `scope` may see it in this situation.
    pub fn new(request: &Request, scope: &Scope, situation: &Situation) -> Self {
        let (policy, now) = (&situation.policy, situation.now);
        Self {
            id: request.id.to_string(),
            number: request.number.as_ref().map(ToString::to_string),
            version: request.version,
            status: request.status,
            outcome: request.outcome,
            prefecture_status: request.review.status,
            checks: domain::eligibility::recorded(request, policy),
            facility: FacilityView {
                id: request.facility.id.to_string(),
                code: request.facility.code.clone(),
                name: request.facility.name.clone(),
                category: request.facility.category,
                prefecture: request.facility.prefecture.code(),
                designations: request.facility.designations.clone(),
            },
            contact: request.part.contact.clone(),
            delivery: request.part.delivery.clone(),
            cannot_procure: request.part.cannot_procure,
            remarks: request.part.remarks.clone(),
            items: items(request),
            created_at: wire_instant(request.created_at),
            submitted_at: request.submitted_at.map(wire_instant),
            updated_at: request.updated_at.map(wire_instant),
            due_at: request.due_at().map(wire_instant),
            overdue: request.is_overdue(now),
            awaiting_answer: request.awaits_answer(),
            questions: request
                .questions
                .iter()
                .map(|question| question_view(question, request, scope))
                .collect(),
            policy_version: request.policy_version,
            review: ReviewView::for_scope(request, scope),
            warnings: if scope.sees_review() { warnings(request, &policy.catalogue) } else { Vec::new() },
            prefecture_contact: (!scope.sees_review()).then(|| prefecture_contact(request, situation)),
        }
    }
}

fn prefecture_contact(request: &Request, situation: &Situation) -> PrefectureContact {
    let settings = &situation.prefecture;
    let far_off = request.due_at().is_some_and(|due_at| is_far_off(due_at, situation.now));
    PrefectureContact {
        office: settings.office.clone(),
        phone: settings.phone.clone(),
        emergency_phone: settings.emergency_phone.clone().filter(|_| far_off),
    }
}

fn items(request: &Request) -> BTreeMap<ItemCode, ItemView> {
    let view = |item: &domain::request::ItemRequest| ItemView {
        requested: item.requested,
        quantity: item.quantity.map(Into::into),
        stock: item.stock.map(Into::into),
        weekly_consumption: item.weekly_consumption.map(Into::into),
        outlook: item.outlook,
        procurement_difficulty: item.procurement_difficulty.clone(),
        aerosol_procedures: item.aerosol_procedures.clone(),
    };
    request.part.items.iter().map(|(code, item)| (code.clone(), view(item))).collect()
}

/// A facility reads that its prefecture asks, not which officer.
fn question_view(question: &Question, request: &Request, scope: &Scope) -> QuestionView {
    let hidden = !scope.sees_review() && question.asked_by.role == Role::Prefecture;
    let asked_by = if hidden { request.facility.prefecture.name() } else { &question.asked_by.name };
    QuestionView {
        asked_at: wire_instant(question.asked_at),
        asked_by: asked_by.to_owned(),
        text: question.text.clone(),
        answered_at: question.answered_at.map(wire_instant),
        answer: question.answer.clone(),
    }
}

/// The whole request as an answer, with its version as a tag.
pub fn request_answer(request: &Request, scope: &Scope, situation: &Situation) -> Response {
    with_etag(request.version, Json(RequestView::new(request, scope, situation)))
}
