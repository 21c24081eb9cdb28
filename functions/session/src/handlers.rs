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
    tries::{Counted, Counting, Tries, Turn},
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
    let typed = sign_in.user_name.as_str();
    let name = UserName::parse(typed.trim()).ok();
    let device = name.and_then(|name| device::known(&app, &headers, &name));
    // A known device waits for nobody but itself, and so for no turn.
    let turn = match &device {
        Some(_) => None,
        None => Some(Turn::of(&app, &headers, typed, &from).await?),
    };
    let turn_has_come = turn.as_ref().filter(|turn| turn.has_come());
    let tries = match &device {
        Some(device) => Tries::on_device(typed, device),
        None if turn_has_come.is_some() => Tries::in_turn(&from),
        None => Tries::to_sign_in(typed, &from),
    };
    match admit(&app, &sign_in, tries, turn_has_come, &from).await {
        Ok((session, cookie)) => {
            let device = device::remember(&app, &headers, &session.user_name)?;
            let cookies = AppendHeaders([(header::SET_COOKIE, cookie), (header::SET_COOKIE, device)]);
            Ok((cookies, Json(SessionView::from(&session))).into_response())
        }
        Err(Refusal::TooManyTries(seconds)) => keep_waiting(&app, turn.as_ref(), seconds),
        Err(refusal) => Err(refusal.problem()),
    }
}

/// Tells how long to wait, with a ticket for a turn of one's own.
fn keep_waiting(app: &App, turn: Option<&Turn>, seconds: u64) -> Result<Response, Problem> {
    let (seconds, ticket) = turn.map_or(Ok((seconds, None)), |turn| turn.wait(app, seconds))?;
    let cookie = ticket.map(|ticket| AppendHeaders([(header::SET_COOKIE, ticket)]));
    Ok((cookie, Refusal::TooManyTries(seconds).problem()).into_response())
}

async fn admit(
    app: &App,
    sign_in: &SignIn,
    tries: Tries,
    turn: Option<&Turn>,
    from: &str,
) -> Result<(SessionRow, HeaderValue), Refusal> {
    let counted = match tries.count(app).await? {
        Counting::Counted(counted) => counted,
        Counting::Wait(seconds) => return Err(Refusal::TooManyTries(seconds)),
    };
    if let Some(turn) = turn
        && !turn.use_up(app).await?
    {
        counted.take_back(app).await?;
        return Err(Refusal::TooManyTries(1));
    }
    let opened = open(app, sign_in, from).await;
    if let Err(problem) = settle(app, &counted, turn, &opened).await {
        // Who is let in is not turned away for it: the tries are forgotten by themselves.
        tracing::warn!(status = problem.status().as_u16(), "tries are not counted as they turned out");
    }
    if let Err(refusal) = &opened {
        let told = counted.told(app.clock.session_now());
        refusal.record(app, &sign_in.user_name, from, told).await;
    }
    opened
}

/// Makes of a counted try what it turned out to be. Who has yet to type a code goes on in the same turn.
async fn settle<T>(
    app: &App,
    counted: &Counted,
    turn: Option<&Turn>,
    opened: &Result<T, Refusal>,
) -> Result<(), Problem> {
    match opened {
        Ok(_) => counted.succeed(app).await,
        Err(Refusal::CodeMissing | Refusal::Fault(_)) => {
            if let Some(turn) = turn {
                turn.give_back(app).await?;
            }
            counted.take_back(app).await
        }
        Err(_) => counted.fail(app).await,
    }
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
