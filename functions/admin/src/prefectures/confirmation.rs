//! `/api/address-confirmations/{token}`: whoever reads at an address confirms it by the mailed link, without signing in. Looking uses nothing
//! up, since mail scanners open links.

use axum::{Json, extract::State};
use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    mask::mask,
    policy::PrefectureSettings,
    prefecture::Prefecture,
    time::Instant,
};
use serde::Serialize;
use store::LinkPurpose;
use web::{App, CallerAddress, NoBody, PathPart, Problem, audit_of_stranger, digest, wire_instant};

use super::change::{Step, change};

/// What the holder of a link may know before it is used.
#[derive(Debug, Serialize)]
pub(super) struct LinkView {
    prefecture_name: &'static str,
    /// Masked: the link may have come into other hands.
    address: String,
    expires_at: String,
}

/// What has become of it.
#[derive(Debug, Serialize)]
pub(super) struct Confirmed {
    prefecture_name: &'static str,
    address: String,
}

/// A link that still lives.
struct Live {
    token_hash: String,
    prefecture: Prefecture,
    address: String,
    expires_at: Instant,
}

/// `GET`: what the link confirms, and until when.
pub(super) async fn look(
    State(app): State<App>,
    token: Result<PathPart, Problem>,
) -> Result<Json<LinkView>, Problem> {
    let live = find(&app, token).await?;
    confirmed(&live, &app.store.prefecture_current(live.prefecture).await?)?;
    Ok(Json(LinkView {
        prefecture_name: live.prefecture.name(),
        address: mask(&live.address),
        expires_at: wire_instant(live.expires_at),
    }))
}

/// `PUT`: confirms the address and uses the link up.
pub(super) async fn confirm(
    State(app): State<App>,
    CallerAddress(from): CallerAddress,
    token: Result<PathPart, Problem>,
    _: NoBody,
) -> Result<Json<Confirmed>, Problem> {
    let live = find(&app, token).await?;
    change(&app, live.prefecture, Some(&live.token_hash), |before| {
        let after = confirmed(&live, before)?;
        let entry = audit_of_stranger(&app, &from, AuditAction::AddressConfirmed, &live.prefecture.code());
        // Not a stranger's: its chain would be waited for whenever somebody tries passwords.
        let by = AuditBy::AddressHolder(live.prefecture);
        let audit = AuditEntry { by, changes: after.changes_since(before), ..entry };
        Ok(Some(Step { after: Box::new(after), audit, message: None }))
    })
    .await?;
    Ok(Json(Confirmed { prefecture_name: live.prefecture.name(), address: mask(&live.address) }))
}

/// The link of a token. A used, an expired and an altered one are all the same.
async fn find(app: &App, token: Result<PathPart, Problem>) -> Result<Live, Problem> {
    let PathPart(token) = token.map_err(|_| Problem::address_link_void())?;
    let token_hash = digest(&["link", &token]);
    let link = app.store.link_get(&token_hash).await?.ok_or_else(Problem::address_link_void)?;
    let LinkPurpose::Address { prefecture, address } = link.purpose else {
        return Err(Problem::address_link_void());
    };
    if link.expires_at <= app.clock.session_now() {
        return Err(Problem::address_link_void());
    }
    Ok(Live { token_hash, prefecture, address, expires_at: link.expires_at })
}

/// The settings with the address confirmed. One that was removed, or confirmed by another link, has no link that lives.
fn confirmed(live: &Live, settings: &PrefectureSettings) -> Result<PrefectureSettings, Problem> {
    settings.confirm_address(&live.address).ok_or_else(Problem::address_link_void)
}
