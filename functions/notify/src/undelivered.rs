//! Mails that came back, and readers who called them unwanted, as the mail service tells of them: marked at the prefectures that gave the
//! address, for their settings to show.

use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    prefecture::Prefecture,
    prefecture_settings::Undeliverable,
    time::Instant,
};
use serde_json::Value;
use store::{PrefectureChange, PrefectureChangeError, StoreError};
use web::App;

/// How often a mark is tried anew when settings change meanwhile.
const ATTEMPTS: usize = 5;

/// An address the mail service does not reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undelivered {
    /// Which.
    pub address: String,
    /// What was told.
    pub told: Undeliverable,
}

/// What an event of the mail service tells, as EventBridge passes it on; none when the event is another's. A bounce that may pass, such as a
/// full mailbox, tells nothing lasting.
pub fn undelivered(event: &Value) -> Option<Vec<Undelivered>> {
    if event["source"] != "aws.ses" {
        return None;
    }
    let detail = &event["detail"];
    let (part, list, complaint) = match detail["eventType"].as_str() {
        Some("Bounce") if detail["bounce"]["bounceType"] == "Permanent" => {
            ("bounce", "bouncedRecipients", false)
        }
        Some("Complaint") => ("complaint", "complainedRecipients", true),
        _ => return Some(Vec::new()),
    };
    let at = detail[part]["timestamp"].as_str().and_then(|at| at.parse::<Instant>().ok());
    let Some(at) = at else { return Some(Vec::new()) };
    let recipients = detail[part][list].as_array().cloned().unwrap_or_default();
    let address = |recipient: &Value| recipient["emailAddress"].as_str().map(str::to_owned);
    let told = Undeliverable { at, complaint };
    Some(recipients.iter().filter_map(address).map(|address| Undelivered { address, told }).collect())
}

/// Marks the addresses at every prefecture that has them; tells how many marks were made. Being told twice changes nothing.
///
/// # Errors
/// [`StoreError`]; the event is to be sent again.
pub async fn note_undelivered(app: &App, list: &[Undelivered]) -> Result<usize, StoreError> {
    let mut marked = 0;
    for one in list {
        for prefecture in Prefecture::all() {
            marked += usize::from(mark(app, prefecture, one).await?);
        }
    }
    Ok(marked)
}

async fn mark(app: &App, prefecture: Prefecture, one: &Undelivered) -> Result<bool, StoreError> {
    for _ in 0..ATTEMPTS {
        let before = app.store.prefecture_current(prefecture).await?;
        let Some(after) = before.mark_undeliverable(&one.address, one.told) else { return Ok(false) };
        let audit = AuditEntry {
            at: app.clock.session_now(),
            by: AuditBy::System,
            from: "-".to_owned(),
            action: AuditAction::AddressUndeliverable,
            subject: prefecture.code(),
            changes: after.changes_since(&before),
        };
        let change =
            PrefectureChange { before: &before, after: &after, audit: &audit, message: None, link: None };
        match app.store.prefecture_change(change).await {
            Ok(()) => return Ok(true),
            Err(PrefectureChangeError::Stale | PrefectureChangeError::LinkUsed) => {}
            Err(PrefectureChangeError::Store(error)) => return Err(error),
        }
    }
    Err(StoreError::Busy)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn bounce(kind: &str) -> Value {
        json!({"source": "aws.ses", "detail-type": "Email Bounced", "detail": {"eventType": "Bounce", "bounce": {
            "bounceType": kind,
            "timestamp": "2026-11-24T03:00:00.000Z",
            "bouncedRecipients": [{"emailAddress": "a@example.jp"}, {"emailAddress": "b@example.jp"}],
        }}})
    }

    #[test]
    fn lasting_bounces_and_complaints_are_told_by_address() {
        let told = undelivered(&bounce("Permanent")).unwrap();
        let addresses: Vec<&str> = told.iter().map(|one| one.address.as_str()).collect();
        assert_eq!(addresses, ["a@example.jp", "b@example.jp"]);
        assert!(!told[0].told.complaint);
        let complaint = json!({"source": "aws.ses", "detail": {"eventType": "Complaint", "complaint": {
            "timestamp": "2026-11-24T03:00:00.000Z",
            "complainedRecipients": [{"emailAddress": "a@example.jp"}],
        }}});
        assert!(undelivered(&complaint).unwrap()[0].told.complaint);
    }

    #[test]
    fn what_may_pass_and_what_is_anothers_tells_nothing() {
        assert_eq!(undelivered(&bounce("Transient")), Some(Vec::new()));
        assert_eq!(
            undelivered(&json!({"source": "aws.ses", "detail": {"eventType": "Delivery"}})),
            Some(Vec::new())
        );
        assert_eq!(undelivered(&json!({"Records": []})), None);
        assert_eq!(undelivered(&json!({"source": "aws.scheduler"})), None);
    }
}
