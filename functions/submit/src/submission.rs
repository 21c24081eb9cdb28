//! `POST /api/requests/{id}/submission`: 「システムチェック&申請」.

use axum::{Json, extract::State, response::Response};
use domain::{
    deadline::Deadline,
    eligibility::{CheckResult, recorded},
    policy::Policy,
    request::{self, Receipt, Request},
    status::Status,
    time::jst_date,
};
use serde::Serialize;
use store::TransitionError;
use web::{
    App, IdempotencyKey, NoBody, OfFacility, PathPart, Problem, Subject, follow_late_survey,
    new_request_number, wire_instant, with_etag,
};

use crate::{draft::own_facility, idempotency::BoundKey};

/// How often it is decided anew when the request changed meanwhile, or its number was taken.
const ATTEMPTS: usize = 5;

#[derive(Debug, Serialize)]
struct SubmissionAnswer {
    status: Status,
    number: Option<String>,
    checks: Vec<CheckResult>,
    due_at: Option<String>,
}

/// Runs the system check. An eligible request is submitted and mailed; an ineligible one names what is unmet.
pub(crate) async fn submit(
    State(app): State<App>,
    OfFacility(principal, facility_id): OfFacility,
    PathPart(id): PathPart,
    key: IdempotencyKey,
    _: NoBody,
) -> Result<Response, Problem> {
    let key = BoundKey::new(&key, &principal, &["submission"]);
    for _ in 0..ATTEMPTS {
        let subject = Subject::load(&app, &principal, &id).await?;
        if let Some(receipt) = key.replayed(subject.request.receipt.as_ref())? {
            follow_late_survey(&app, &subject.request, None).await;
            return repeated(&app, &subject.request, receipt).await;
        }
        domain::status::Action::Submit.check(subject.request.status)?;
        let facility = own_facility(&app, &facility_id).await?;
        facility.check_valid_on(jst_date(subject.situation.now))?;
        let evidence = app.store.facility_evidence(&facility_id, &subject.request.id).await?;
        let number = new_request_number(jst_date(subject.situation.now))?;
        let transition = subject.situation.act(&principal.actor(), |act| {
            request::submit(&subject.request, &facility, number, &evidence, key.for_receipt(), act)
        })?;
        match app.store.request_transition(&transition).await {
            Ok(()) => {
                let after = &transition.after;
                follow_late_survey(&app, after, Some(&evidence)).await;
                return Ok(answer(after, &subject.situation.policy, after.status, after.deadline));
            }
            Err(TransitionError::Stale | TransitionError::NumberTaken) => {}
            Err(TransitionError::Store(error)) => return Err(error.into()),
        }
    }
    Err(Problem::busy())
}

/// What the first call with this key was answered, told by the policy of its time. The receipt is the last submission's, which
/// `updated_at` is the time of: an update would have replaced or removed it.
async fn repeated(app: &App, request: &Request, receipt: &Receipt) -> Result<Response, Problem> {
    let submitted = request.updated_at.unwrap_or(request.created_at);
    let policy = app.store.policy_at(submitted).await?;
    Ok(answer(request, &policy, receipt.status, receipt.deadline))
}

fn answer(request: &Request, policy: &Policy, status: Status, deadline: Option<Deadline>) -> Response {
    let body = SubmissionAnswer {
        status,
        number: request.number.as_ref().map(ToString::to_string),
        checks: recorded(request, policy),
        due_at: deadline.map(|deadline| wire_instant(deadline.due_at)),
    };
    with_etag(request.version, Json(body))
}
