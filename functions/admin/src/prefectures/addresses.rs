//! `POST /api/prefectures/{code}/addresses` and `DELETE …/{address}`: notification addresses come by a mailed link and go at once.

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    audit::AuditAction,
    field::FieldError,
    message::Message,
    policy::PrefectureSettings,
    prefecture_settings::{ADDRESS_LABEL, Adding},
};
use serde::Deserialize;
use web::{App, JsonText, Officer, PathPart, Problem, Sent};

use super::{
    access::prefecture,
    change::{Step, change},
    mail_limit::{JUST_SENT, count},
    view::answer,
};

const LAST_REMOVED: &str = "確認済みの通知先がなくなりました。要請のメールは国の担当者に届きます。";

/// The address to be added.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewAddress {
    address: Option<Sent<String>>,
}

impl NewAddress {
    fn read(self) -> Result<String, Vec<FieldError>> {
        let mut errors = Vec::new();
        let typed =
            self.address.map_or(Some(String::new()), |sent| sent.read("address", ADDRESS_LABEL, &mut errors));
        typed.map_or(Err(errors), |typed| {
            PrefectureSettings::read_address(&typed).map_err(|error| vec![error])
        })
    }
}

/// Adds an address and has its link mailed; for one that waits for its confirmation, the link is mailed again. Nothing is done when no mail
/// may be sent to it at the moment, which the answer says.
pub(super) async fn add(
    State(app): State<App>,
    Officer(principal): Officer,
    PathPart(code): PathPart,
    body: JsonText,
) -> Result<Response, Problem> {
    let prefecture = prefecture(&app, &principal, &code).await?;
    let address = body.read::<NewAddress>()?.read().map_err(Problem::invalid)?;
    // The clock of sessions, by which links live.
    let now = app.clock.session_now();
    let before = app.store.prefecture_current(prefecture).await?;
    let adding = before.add_address(&address, now).map_err(|error| Problem::invalid(vec![error]))?;
    if matches!(adding, Adding::Added(_) | Adding::SentAgain(_))
        && let Some(words) = count(&app, prefecture, &address).await?
    {
        return Ok(answer(before, Some(words)));
    }
    let changed = change(&app, prefecture, None, |before| {
        let adding = before.add_address(&address, now).map_err(|error| Problem::invalid(vec![error]))?;
        let (Adding::Added(after) | Adding::SentAgain(after)) = adding else { return Ok(None) };
        let changes = after.changes_since(before);
        let audit = principal.audit(&app, AuditAction::AddressAdded, prefecture.code(), changes);
        let message = Message::AddressConfirmation { prefecture, address: address.clone(), added_at: now };
        Ok(Some(Step { after, audit, message: Some(message) }))
    })
    .await?;
    let waiting = changed.after.unconfirmed_addresses.contains_key(&address);
    let is_new = waiting && !changed.before.unconfirmed_addresses.contains_key(&address);
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    let warning = (waiting && !changed.written).then_some(JUST_SENT);
    Ok((status, answer(changed.after, warning)).into_response())
}

/// Removes an address, confirmed or not.
pub(super) async fn remove(
    State(app): State<App>,
    Officer(principal): Officer,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Response, Problem> {
    let Path((code, typed)) = path.map_err(|_| Problem::not_found())?;
    let prefecture = prefecture(&app, &principal, &code).await?;
    let address = PrefectureSettings::read_address(&typed).map_err(|_| Problem::not_found())?;
    let changed = change(&app, prefecture, None, |before| {
        let after = before.remove_address(&address).ok_or_else(Problem::not_found)?;
        let changes = after.changes_since(before);
        let audit = principal.audit(&app, AuditAction::AddressRemoved, prefecture.code(), changes);
        Ok(Some(Step { after: Box::new(after), audit, message: None }))
    })
    .await?;
    let was_last = changed.before.notification_addresses.contains(&address)
        && changed.after.notification_addresses.is_empty();
    Ok(answer(changed.after, was_last.then_some(LAST_REMOVED)))
}
