//! `POST /dev/run/{job}`: runs a job of the day, and answers when it is done.

use axum::{Json, extract::State};
use serde_json::{Value, json};
use web::{PathPart, Problem};

use super::Dev;
use crate::jobs;

pub(super) async fn run(State(dev): State<Dev>, PathPart(job): PathPart) -> Result<Json<Value>, Problem> {
    let report = match job.as_str() {
        "notify" => {
            let drained = dev.outbox.drain().await?;
            json!({"mails": drained.mails, "finished": drained.finished, "postponed": drained.postponed})
        }
        "summary" => {
            let counted = jobs::count(&dev.app).await?;
            json!({"as_of": counted.as_of, "due_today": counted.due_today, "overdue": counted.overdue})
        }
        "deadline-check" => {
            let checked = jobs::deadline_check(&dev.app, dev.app.clock.now()).await;
            let report = checked.map_err(|error| Problem::unavailable(&error))?;
            serde_json::to_value(report).map_err(|error| Problem::internal(&error))?
        }
        _ => return Err(Problem::not_found()),
    };
    Ok(Json(report))
}
