//! One handler per method of `/api/session`.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use web::{App, JsonBody, Principal, Problem, session};

use crate::{
    credentials,
    wire::{SessionView, SignIn},
};

/// `POST /api/session`: signs in. Every sign-in gets a token of its own, whatever cookie came along.
pub(crate) async fn sign_in(State(app): State<App>, body: JsonBody<SignIn>) -> Result<Response, Problem> {
    let user = credentials::check(&app, body.value).await?;
    let (session, cookie) = session::open(&app, &user).await?;
    Ok(([(header::SET_COOKIE, cookie)], Json(SessionView::from(&session))).into_response())
}

/// `GET /api/session`: who is signed in.
pub(crate) async fn who_am_i(principal: Principal) -> Json<SessionView> {
    Json(SessionView::from(&principal.session))
}

/// `PUT /api/session`: the user asks to stay signed in; gives the full idle time again, never beyond the session's end.
pub(crate) async fn extend(
    State(app): State<App>,
    principal: Principal,
) -> Result<Json<SessionView>, Problem> {
    let extended = session::extend(&app, &principal.session_hash, principal.session).await?;
    Ok(Json(SessionView::from(&extended)))
}

/// `DELETE /api/session`: signs out. Asks for no live session: one that has just run out is to be ended as well, and doing it twice is
/// no fault.
pub(crate) async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    let cookie = session::close(&app, &headers).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}
