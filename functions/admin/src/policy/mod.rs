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
use view::{Added, VersionView, state};

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

/// `PUT /api/policy`: adds a version, from now or a later time on. Based on the newest, so that two officers do not undo each other's. The
/// answer warns of versions scheduled before that will take over with another acceptance.
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
    let held: Vec<&Policy> = standing(&versions).filter(|policy| policy.effective_from <= now).collect();
    let policy = body.value.read()?.version_after(latest, &held, now).map_err(Problem::invalid)?;
    let undone_by = policy.undone_by(standing(&versions));
    let mut changes = app.store.policy_at(now).await?.changes_to(&policy);
    changes.extend(Policy::taken_over_by(&undone_by));
    let audit = principal.audit(&app, AuditAction::PolicyAdded, policy.version.to_string(), changes);
    if !app.store.policy_add(&policy, &principal.actor(), &audit).await? {
        return Err(stale(&app.store.policy_list().await?));
    }
    let (latest, version) = stored(&app, policy.version).await?;
    let added = Added { version, warnings: undone_by.into_iter().map(view::warning).collect() };
    Ok(with_etag(latest.into(), (StatusCode::CREATED, Json(added)).into_response()))
}

/// The versions that were not withdrawn.
fn standing(versions: &[PolicyVersion]) -> impl Iterator<Item = &Policy> {
    versions.iter().filter(|version| version.withdrawn_at.is_none()).map(|version| &version.policy)
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
        withdraw_now(&app, &principal, version).await?;
    }
    let (latest, version) = stored(&app, version.policy.version).await?;
    Ok(with_etag(latest.into(), Json(version)))
}

/// Withdraws a version unless its time has come. The table looks at the time as well, right when it writes.
async fn withdraw_now(app: &App, principal: &Principal, version: &PolicyVersion) -> Result<(), Problem> {
    let number = version.policy.version;
    let audit = principal.audit(app, AuditAction::PolicyWithdrawn, number.to_string(), Vec::new());
    if app.store.policy_withdraw(version, &audit, app.clock.now()).await? {
        return Ok(());
    }
    // The shipped version has no row; of the others, somebody else has just done the same, or the time has come.
    let versions = app.store.policy_list().await?;
    let same = versions.iter().find(|version| version.policy.version == number);
    if same.is_some_and(|version| version.withdrawn_at.is_some()) {
        return Ok(());
    }
    let detail = "この版はすでに適用が始まっているため、取り消せません。新しい版を登録してください。";
    Err(Problem::conflict("in_force", detail))
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

/// A version as it is read, and the number of the newest.
async fn stored(app: &App, number: u32) -> Result<(u32, VersionView), Problem> {
    let versions = app.store.policy_list().await?;
    let latest = newest(&versions)?.version;
    let version = versions.into_iter().find(|version| version.policy.version == number);
    let version = version.ok_or_else(Problem::not_found)?;
    let now = app.clock.now();
    let state = state(&version, &app.store.policy_at(now).await?, now);
    Ok((latest, VersionView::of(version, state)))
}
