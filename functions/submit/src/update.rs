//! `POST /api/requests/{id}/updates`: 要請内容の更新, one deliberate act.

use axum::{extract::State, response::Response};
use domain::request;
use store::TransitionError;
use web::{
    App, IdempotencyKey, IfMatch, JsonBody, OfFacility, PathPart, Problem, Subject, check_version,
    request_answer,
};

use crate::{draft::own_facility, idempotency::BoundKey, part_input::PartInput};

/// How often it is looked at again when the request changed meanwhile: the second look finds the key used or the version stale.
const ATTEMPTS: usize = 3;

/// Puts the facility's part of a request under review anew. The same key again is answered with the request as it stands now.
pub(crate) async fn update(
    State(app): State<App>,
    OfFacility(principal, facility_id): OfFacility,
    PathPart(id): PathPart,
    IfMatch(based_on): IfMatch,
    key: IdempotencyKey,
    body: JsonBody<PartInput>,
) -> Result<Response, Problem> {
    let key = BoundKey::new(&key, &principal, &["update", &id, &based_on.to_string(), &body.text]);
    for _ in 0..ATTEMPTS {
        let subject = Subject::load(&app, &principal, &id).await?;
        if key.replayed(subject.request.receipt.as_ref())?.is_some() {
            return Ok(request_answer(&subject.request, &principal.scope, &subject.situation));
        }
        domain::status::Action::Update.check(subject.request.status)?;
        check_version(&subject.request, based_on, &principal.scope)?;
        let part = body.value.clone().parse(&subject.situation.policy.catalogue).map_err(Problem::invalid)?;
        let facility = own_facility(&app, &facility_id).await?;
        let evidence = app.store.facility_evidence(&facility_id).await?;
        let transition = subject.situation.act(&principal.actor(), |act| {
            request::update(&subject.request, part, &facility, &evidence, key.for_receipt(), act)
        })?;
        match app.store.request_transition(&transition).await {
            Ok(()) => return Ok(request_answer(&transition.after, &principal.scope, &subject.situation)),
            Err(TransitionError::Stale | TransitionError::NumberTaken) => {}
            Err(TransitionError::Store(error)) => return Err(error.into()),
        }
    }
    Err(Problem::busy())
}
