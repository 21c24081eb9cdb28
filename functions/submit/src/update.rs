//! `POST /api/requests/{id}/updates`: 要請内容の更新, one deliberate act.

use axum::{extract::State, response::Response};
use domain::request;
use store::TransitionError;
use web::{
    App, IdempotencyKey, IfMatch, JsonText, OfFacility, PathPart, Problem, Subject, all_at_once,
    check_version, follow_late_survey, request_answer,
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
    body: JsonText,
) -> Result<Response, Problem> {
    let key = BoundKey::new(&key, &principal, &["update", &id, &based_on.to_string(), body.as_str()]);
    for _ in 0..ATTEMPTS {
        let subject = Subject::load(&app, &principal, &id).await?;
        if key.replayed(subject.request.receipt.as_ref())?.is_some() {
            follow_late_survey(&app, &subject.request, None).await;
            return Ok(request_answer(&subject.request, &principal.scope, &subject.situation));
        }
        check_version(&app, &subject.request, based_on, &principal.scope)?;
        domain::status::Action::Update.check(subject.request.status)?;
        let (part, unreadable) = body.read::<PartInput>()?.parse(&subject.situation.policy.catalogue);
        let facility = own_facility(&app, &facility_id).await?;
        let evidence = app.store.facility_evidence(&facility_id, &subject.request.id).await?;
        let decided = subject.situation.act(&principal.actor(), |act| {
            request::update(&subject.request, part, &facility, &evidence, key.for_receipt(), act)
        });
        let transition = all_at_once(decided, unreadable)?;
        match app.store.request_transition(&transition).await {
            Ok(()) => {
                follow_late_survey(&app, &transition.after, Some(&evidence)).await;
                return Ok(request_answer(&transition.after, &principal.scope, &subject.situation));
            }
            Err(TransitionError::Stale | TransitionError::NumberTaken) => {}
            Err(TransitionError::Store(error)) => return Err(error.into()),
        }
    }
    Err(Problem::busy())
}
