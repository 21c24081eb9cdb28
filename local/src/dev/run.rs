//! `POST /dev/run/{job}`: runs a job of the day, and answers when it is done.

use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use deadline_check::RunError;
use serde_json::{Value, json};
use web::{App, PathPart, Problem};

use super::{
    input::is_form,
    page::{escape, page},
};
use crate::{jobs, outbox::Outbox};

pub(super) async fn run(
    State((app, outbox)): State<(App, Outbox)>,
    PathPart(job): PathPart,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let report = match job.as_str() {
        "notify" => notify(&outbox).await?,
        "summary" => summary(&app).await?,
        "deadline-check" => deadline_check(&app).await?,
        _ => return Err(Problem::not_found()),
    };
    Ok(if is_form(&headers) { shown(&report).into_response() } else { Json(report).into_response() })
}

async fn notify(outbox: &Outbox) -> Result<Value, Problem> {
    let drained = outbox.drain().await?;
    Ok(json!({"mails": drained.mails, "finished": drained.finished, "postponed": drained.postponed}))
}

async fn summary(app: &App) -> Result<Value, Problem> {
    let counted = jobs::count(app).await?;
    Ok(json!({"as_of": counted.as_of, "due_today": counted.due_today, "overdue": counted.overdue}))
}

async fn deadline_check(app: &App) -> Result<Value, Problem> {
    match jobs::deadline_check(app, app.clock.now()).await {
        Ok(report) => serde_json::to_value(report).map_err(|error| Problem::internal(&error)),
        Err(RunError::Store(error)) => Err(error.into()),
        Err(RunError::OutsideCalendar(outside)) => Err(outside.into()),
    }
}

fn shown(report: &Value) -> impl IntoResponse {
    page("定時処理の結果", &format!("<pre>{}</pre>", escape(&format!("{report:#}"))))
}
