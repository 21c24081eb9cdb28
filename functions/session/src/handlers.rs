//! One handler per method of `/api/session`.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Response},
};
use domain::id::UserName;
use store::{SessionRow, UserRow};
use web::{App, CallerAddress, Enrolling, JsonBody, NoBody, Problem, device, session};

use crate::{
    credentials::{self, Proof},
    refusal::Refusal,
    tries::{Tries, Wait},
    wire::{SessionView, SignIn},
};

/// How often somebody is proved anew whose row changed meanwhile, such as by another sign-in at the same moment.
const ATTEMPTS: usize = 4;

/// `POST /api/session`: signs in. Every sign-in gets a token of its own, whatever cookie came along.
pub(crate) async fn sign_in(
    State(app): State<App>,
    CallerAddress(from): CallerAddress,
    headers: HeaderMap,
    body: JsonBody<SignIn>,
) -> Result<Response, Problem> {
    let sign_in = body.value;
    let name = UserName::parse(sign_in.user_name.trim()).ok();
    let device = name.and_then(|name| device::known(&app, &headers, &name));
    match admit(&app, &sign_in, device.as_deref(), &from).await {
        Ok((session, cookie)) => {
            let mut cookies = vec![(header::SET_COOKIE, cookie)];
            if device.is_none() {
                cookies.push((header::SET_COOKIE, device::remember(&app, &session.user_name)?));
            }
            Ok((AppendHeaders(cookies), Json(SessionView::from(&session))).into_response())
        }
        Err(refusal) => Err(refusal.record(&app, &sign_in.user_name, &from).await),
    }
}

async fn admit(
    app: &App,
    sign_in: &SignIn,
    device: Option<&str>,
    from: &str,
) -> Result<(SessionRow, HeaderValue), Refusal> {
    let tries = Tries::to_sign_in(&sign_in.user_name, device, from);
    if let Some(Wait(seconds)) = tries.count(app).await? {
        return Err(Refusal::TooManyTries(seconds));
    }
    let opened = open(app, sign_in, from).await;
    let counted = match &opened {
        Ok(_) => tries.succeed(app).await,
        Err(Refusal::CodeMissing) => tries.take_back(app).await,
        Err(_) => Ok(()),
    };
    if let Err(problem) = counted {
        // Who is let in is not turned away for it: the tries are forgotten by themselves.
        tracing::warn!(status = problem.status().as_u16(), "tries that were no failures stay counted");
    }
    opened
}

async fn open(app: &App, sign_in: &SignIn, from: &str) -> Result<(SessionRow, HeaderValue), Refusal> {
    for _ in 0..ATTEMPTS {
        let Proof { before, after } = credentials::check(app, sign_in).await?;
        let must_enroll = must_enroll(app, &after).await?;
        if let Some(opened) = session::open(app, &before, &after, must_enroll, from).await? {
            return Ok(opened);
        }
    }
    Err(Refusal::Fault(Problem::busy()))
}

/// Whether the ministry requires of this user a second factor that is not set up yet.
async fn must_enroll(app: &App, user: &UserRow) -> Result<bool, Problem> {
    let rules = app.store.security_get().await?;
    Ok(user.second_factor.is_none() && rules.second_factor_required.contains(&user.role))
}

/// `GET /api/session`: who is signed in.
pub(crate) async fn who_am_i(Enrolling(principal): Enrolling) -> Json<SessionView> {
    Json(SessionView::from(&principal.session))
}

/// `PUT /api/session`: the user asks to stay signed in; gives the full idle time again, never beyond the session's end.
pub(crate) async fn extend(
    State(app): State<App>,
    Enrolling(principal): Enrolling,
    _: NoBody,
) -> Result<Json<SessionView>, Problem> {
    let extended = session::extend(&app, &principal.session_hash, principal.session).await?;
    Ok(Json(SessionView::from(&extended)))
}

/// `DELETE /api/session`: signs out. Asks for no live session: one that has just run out is to be ended as well, and doing it twice is
/// no fault.
pub(crate) async fn sign_out(
    State(app): State<App>,
    headers: HeaderMap,
    _: NoBody,
) -> Result<Response, Problem> {
    let cookie = session::close(&app, &headers).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}
