//! `POST /api/designation-checks`: 「登録の確認を依頼する」 (SPEC 4): the prefecture is mailed.

use axum::{Json, extract::State};
use domain::{audit::AuditAction, facility::Facility, message::Message, time::Instant};
use serde::Serialize;
use store::Claim;
use web::{App, NoBody, OfFacility, Problem};

#[derive(Debug, Serialize)]
pub(super) struct AskedAnswer {
    /// `asked`, or `already_asked` when the prefecture was asked the same day.
    state: &'static str,
    message: String,
}

/// Asks the caller's prefecture to look at its designation, at most once a day.
pub(super) async fn ask(
    State(app): State<App>,
    OfFacility(principal, id): OfFacility,
    _: NoBody,
) -> Result<Json<AskedAnswer>, Problem> {
    let found = app.store.facility_get(&id).await?;
    let facility =
        found.ok_or_else(|| Problem::internal(&format!("facility {id} is not in the master data")))?;
    let now = app.clock.now();
    refuse_registered(&app, &facility, now).await?;
    let audit = principal.audit(&app, AuditAction::DesignationCheckAsked, id.as_str(), Vec::new());
    let prefecture = facility.profile.prefecture.name();
    Ok(Json(match app.store.designation_check_ask(&id, message(facility, now), now, &audit).await? {
        Claim::Made => AskedAnswer {
            state: "asked",
            message: format!("{prefecture}の担当課へ、登録の確認を依頼しました。"),
        },
        Claim::Taken => AskedAnswer {
            state: "already_asked",
            message: format!(
                "本日はすでに{prefecture}の担当課へ依頼しています。新たなメールは送っていません。"
            ),
        },
    }))
}

async fn refuse_registered(app: &App, facility: &Facility, now: Instant) -> Result<(), Problem> {
    let policy = app.store.policy_at(now).await?;
    if facility.profile.designations.is_disjoint(&policy.qualifying_designations) {
        return Ok(());
    }
    let detail = "要件②に当てはまる登録がすでにあります。確認の依頼は必要ありません。";
    Err(Problem::conflict("already_designated", detail))
}

fn message(facility: Facility, asked_at: Instant) -> Message {
    Message::DesignationCheck {
        facility: facility.profile.id,
        facility_name: facility.profile.name,
        facility_code: facility.profile.code,
        category: facility.profile.category,
        prefecture: facility.profile.prefecture,
        contact: facility.contact,
        asked_at,
    }
}
