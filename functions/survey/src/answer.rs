//! Answering a week's survey.

use axum::{Json, extract::State};
use domain::{
    field::FieldError,
    policy::Policy,
    role::Actor,
    survey::{Survey, SurveyWeek},
    time::{Instant, jst_date, long_date},
};
use web::{App, JsonBody, OfFacility, PathPart, Problem};

use crate::{
    flags,
    wire::{SurveyInput, SurveyView},
};

/// `PUT /api/surveys/{week}`: the facility's answer for a week, in place of an earlier one; then the flags that follow from it.
///
/// Should the flags fail, the call fails although the answer stands: the client sends it again, and the flags with it.
pub(crate) async fn answer(
    State(app): State<App>,
    OfFacility(principal, facility): OfFacility,
    PathPart(week): PathPart,
    body: JsonBody<SurveyInput>,
) -> Result<Json<SurveyView>, Problem> {
    let now = app.clock.now();
    let policy = app.store.policy_at(now).await?;
    let survey = survey(&week, body.value, &policy, principal.actor(), now).map_err(Problem::invalid)?;
    app.store.survey_put(&facility, &survey).await?;
    flags::refresh(&app, &facility).await?;
    Ok(Json(survey.into()))
}

/// The survey that was sent, or everything that is wrong with week and items.
fn survey(
    week: &str,
    input: SurveyInput,
    policy: &Policy,
    by: Actor,
    now: Instant,
) -> Result<Survey, Vec<FieldError>> {
    match (answerable(week, now), input.parse(&policy.catalogue, jst_date(now))) {
        (Ok(week), Ok(items)) => Ok(Survey { week, items, answered_at: now, answered_by: by }),
        (week, items) => Err(week.err().into_iter().chain(items.err().into_iter().flatten()).collect()),
    }
}

/// The current week and every earlier one: SPEC 6 sets no end to late answers and corrections, and the flag follows the latest week, so
/// that an old one cannot hide a newer one. A future week would do just that until it comes.
fn answerable(text: &str, now: Instant) -> Result<SurveyWeek, FieldError> {
    let week = SurveyWeek::parse(text).map_err(|_| {
        FieldError::new(
            "week",
            "invalid_week",
            "その週はありません。週次調査の画面で、「これまでの回答」の週を選び直してください。",
        )
    })?;
    let current = SurveyWeek::at(now);
    if week > current {
        let begins = |week: SurveyWeek| format!("{}からの週", long_date(week.monday()));
        let message = format!(
            "{}はまだ始まっていません。今週（{}）か、それより前の週の調査に回答してください。",
            begins(week),
            begins(current)
        );
        return Err(FieldError::new("week", "future_week", message));
    }
    Ok(week)
}
