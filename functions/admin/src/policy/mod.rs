//! Versions of the policy (SPEC 4): the ministry adds, lists and withdraws them. What holds now is `GET /api/policy`, which everybody reads.

mod input;
mod view;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{delete, get, put},
};
use domain::{audit::AuditAction, policy::Policy};
use serde::Serialize;
use store::PolicyVersion;
use web::{App, IfMatch, JsonBody, Ministry, PathPart, Principal, Problem, with_etag};

use input::PolicyInput;
use view::{VersionView, state};

/// Its routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/policy", put(add))
        .route("/api/policy/versions", get(list))
        .route("/api/policy/versions/{version}", delete(withdraw))
}

#[derive(Debug, Serialize)]
struct VersionList {
    items: Vec<VersionView>,
}

/// `GET /api/policy/versions`: all of them, the newest first. The tag names the newest, which the next one is based on.
async fn list(State(app): State<App>, _: Ministry) -> Result<Response, Problem> {
    let versions = app.store.policy_list().await?;
    let latest = newest(&versions)?.version;
    Ok(with_etag(latest.into(), Json(VersionList { items: VersionView::list(&app, versions).await? })))
}

/// `PUT /api/policy`: adds a version, from now or a later time on. Based on the newest, so that two officers do not undo each other's.
async fn add(
    State(app): State<App>,
    Ministry(principal): Ministry,
    IfMatch(based_on): IfMatch,
    body: JsonBody<PolicyInput>,
) -> Result<Response, Problem> {
    let versions = app.store.policy_list().await?;
    let latest = newest(&versions)?;
    if u64::from(latest.version) != based_on {
        return Err(stale(&versions));
    }
    let now = app.clock.now();
    let policy = body.value.read()?.version_after(latest, now).map_err(Problem::invalid)?;
    let in_force = app.store.policy_at(now).await?;
    let audit = principal.audit(
        &app,
        AuditAction::PolicyAdded,
        policy.version.to_string(),
        in_force.changes_to(&policy),
    );
    if !app.store.policy_add(&policy, &principal.actor(), &audit).await? {
        return Err(stale(&app.store.policy_list().await?));
    }
    answer(&app, StatusCode::CREATED, policy.version).await
}

/// `DELETE /api/policy/versions/{version}`: withdraws one whose time has not come. Doing it twice is no fault.
async fn withdraw(
    State(app): State<App>,
    Ministry(principal): Ministry,
    PathPart(number): PathPart,
) -> Result<Response, Problem> {
    let versions = app.store.policy_list().await?;
    let found = number
        .parse()
        .ok()
        .and_then(|number: u32| versions.iter().find(|version| version.policy.version == number));
    let version = found.ok_or_else(Problem::not_found)?;
    if version.withdrawn_at.is_none() {
        if version.policy.effective_from <= app.clock.now() {
            let detail = "この版はすでに適用が始まっているため、取り消せません。新しい版を登録してください。";
            return Err(Problem::conflict("in_force", detail));
        }
        withdraw_now(&app, &principal, version).await?;
    }
    answer(&app, StatusCode::OK, version.policy.version).await
}

async fn withdraw_now(app: &App, principal: &Principal, version: &PolicyVersion) -> Result<(), Problem> {
    let subject = version.policy.version.to_string();
    let audit = principal.audit(app, AuditAction::PolicyWithdrawn, subject, Vec::new());
    // False when somebody else has just done the same.
    app.store.policy_withdraw(version, &audit).await?;
    Ok(())
}

fn newest(versions: &[PolicyVersion]) -> Result<&Policy, Problem> {
    versions.first().map(|version| &version.policy).ok_or_else(|| Problem::internal(&"there is no policy"))
}

fn stale(versions: &[PolicyVersion]) -> Problem {
    let newest = versions.first();
    let (at, by) = newest.and_then(|version| version.made.clone()).unzip();
    let by = by.map_or_else(|| "ほかの担当者".to_owned(), |actor| actor.name);
    let when = at.map(domain::time::long_stamp).unwrap_or_default();
    Problem::stale(format!(
        "{by}が{when}に新しい版を登録しました。入力した内容はこの画面に残っています。最新の版を確認してから、もう一度登録してください。"
    ))
    .with("saved_by", by)
    .with("version", newest.map_or(0, |version| version.policy.version))
}

async fn answer(app: &App, status: StatusCode, number: u32) -> Result<Response, Problem> {
    let versions = app.store.policy_list().await?;
    let latest = newest(&versions)?.version;
    let version = versions.into_iter().find(|version| version.policy.version == number);
    let version = version.ok_or_else(Problem::not_found)?;
    let state = state(&version, &app.store.policy_at(app.clock.now()).await?, app.clock.now());
    Ok(with_etag(latest.into(), (status, Json(VersionView::of(version, state))).into_response()))
}
