//! `GET` and `PUT /api/prefectures/{code}`: what a prefecture sets for itself, but for its addresses.

use axum::{extract::State, response::Response};
use domain::{
    audit::AuditAction,
    field::FieldError,
    policy::{Policy, PrefectureSettings},
    prefecture_settings::SettingsDraft,
    request::Saved,
    time::long_stamp,
};
use web::{App, IfMatch, JsonText, Officer, PathPart, Principal, Problem, wire_instant};

use super::{
    access::prefecture,
    change::{Step, change},
    input::SettingsInput,
    view::answer,
};

/// `GET`: as they stand, since an edit is based on them.
pub(super) async fn read(
    State(app): State<App>,
    Officer(principal): Officer,
    PathPart(code): PathPart,
) -> Result<Response, Problem> {
    let prefecture = prefecture(&app, &principal, &code).await?;
    Ok(answer(app.store.prefecture_current(prefecture).await?, None))
}

/// `PUT`: edits them as a whole. A save that changes nothing writes nothing.
pub(super) async fn save(
    State(app): State<App>,
    Officer(principal): Officer,
    PathPart(code): PathPart,
    IfMatch(based_on): IfMatch,
    body: JsonText,
) -> Result<Response, Problem> {
    let prefecture = prefecture(&app, &principal, &code).await?;
    check_edition(&app.store.prefecture_current(prefecture).await?, based_on)?;
    let policy = app.store.policy_at(app.clock.now()).await?;
    let input: SettingsInput = body.read()?;
    let read = input.read(&policy.catalogue);
    let changed = change(&app, prefecture, None, |before| {
        check_edition(before, based_on)?;
        edit(&app, &principal, &policy, before, &read)
    });
    Ok(answer(changed.await?.after, None))
}

/// What cannot be read and what breaks a rule are told at once.
fn edit(
    app: &App,
    principal: &Principal,
    policy: &Policy,
    before: &PrefectureSettings,
    read: &(SettingsDraft, Vec<FieldError>),
) -> Result<Option<Step>, Problem> {
    let (draft, unreadable) = read;
    let saved = Saved { by: principal.actor(), at: app.clock.now() };
    let edited = before.edit(draft.clone(), &policy.catalogue, saved);
    if !unreadable.is_empty() {
        let broken = edited.err().unwrap_or_default();
        return Err(Problem::invalid(unreadable.iter().cloned().chain(broken).collect()));
    }
    let Some(after) = edited.map_err(Problem::invalid)? else { return Ok(None) };
    let (subject, changes) = (before.prefecture.code(), after.changes_since(before));
    let audit = principal.audit(app, AuditAction::SettingsChanged, subject, changes);
    Ok(Some(Step { after: Box::new(after), audit, message: None }))
}

/// Refuses an edit that is based on others than those that stand, telling who saved when.
fn check_edition(settings: &PrefectureSettings, based_on: u64) -> Result<(), Problem> {
    if settings.edition == based_on {
        return Ok(());
    }
    let saved = settings.saved.as_ref();
    let who = saved.map_or("ほかの担当者", |saved| saved.by.name.as_str());
    let when = saved.map(|saved| format!("{}に", long_stamp(saved.at))).unwrap_or_default();
    let problem = Problem::stale(format!(
        "{who}が{when}設定を保存しました。入力した内容はこの画面に残っています。最新の内容を確認してから、もう一度保存してください。"
    ));
    Err(problem
        .with("saved_by", who)
        .with("saved_at", saved.map(|saved| wire_instant(saved.at)))
        .with("version", settings.edition))
}
