//! Loading a request for a caller: a foreign one is answered exactly as an absent one (SPEC 2).

use domain::{
    id::RequestId,
    request::Request,
    role::{Offices, Scope},
};
use store::Consistency;

use crate::{App, Principal, Problem, Situation};

/// Reads the request's id from a path. Whatever is no id does not exist.
///
/// # Errors
/// 404.
pub fn path_request_id(text: &str) -> Result<RequestId, Problem> {
    RequestId::parse(text).map_err(|_| Problem::not_found())
}

/// The request, if it exists for this caller. A call for a foreign one is recorded.
///
/// # Errors
/// 404 for an absent and for a foreign one alike.
pub async fn load_request(
    app: &App,
    principal: &Principal,
    id: &RequestId,
    consistency: Consistency,
) -> Result<Request, Problem> {
    let request = app.store.request_get(id, consistency).await?.ok_or_else(Problem::not_found)?;
    if principal.scope.sees(&request) {
        Ok(request)
    } else {
        Err(principal.refuse_foreign(app, id.as_str()).await)
    }
}

/// Refuses a change that is based on another version than the one that stands, telling who saved when.
///
/// # Errors
/// 412.
pub fn check_version(app: &App, request: &Request, based_on: u64, scope: &Scope) -> Result<(), Problem> {
    if request.version == based_on { Ok(()) } else { Err(stale(app, request, scope)) }
}

/// The answer to a save that came too late. A facility does not learn an officer's name.
fn stale(app: &App, request: &Request, scope: &Scope) -> Problem {
    let saved = &request.saved;
    let offices =
        Offices { prefecture: request.facility.prefecture.name(), ministry: &app.config.ministry_label };
    let name = if scope.sees_review() { &saved.by.name } else { offices.shown(&saved.by) };
    let when = domain::time::long_stamp(saved.at);
    Problem::stale(format!(
        "{name}が{when}に保存しました。入力した内容はこの画面に残っています。最新の内容を確認してから、もう一度保存してください。"
    ))
    .with("saved_by", name)
    .with("saved_at", saved.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true))
    .with("version", request.version)
}

/// A request of the caller, from the path, read consistently, with what holds in its prefecture: what every act starts from.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The request.
    pub request: Request,
    /// What holds.
    pub situation: Situation,
}

impl Subject {
    /// Loads the request of that path segment for the caller.
    ///
    /// # Errors
    /// 404 for an absent and for a foreign one alike.
    pub async fn load(app: &App, principal: &Principal, id: &str) -> Result<Self, Problem> {
        let request = load_request(app, principal, &path_request_id(id)?, Consistency::Strong).await?;
        let situation = Situation::load(app, request.facility.prefecture).await?;
        Ok(Self { request, situation })
    }
}
