//! What stands in the system while the screens are looked at.

use domain::{id::FacilityId, survey::SurveyWeek};
use serde_json::{Value, json};
use testbed::input;

use crate::{
    others::{Requested, all_given, review},
    stage::Stage,
};

/// Requests of the sample facilities in every status.
pub(super) struct Data {
    /// Tokyo clinic's: since Friday, overdue.
    pub(super) overdue: Requested,
    /// Tokyo hospital's: completed, one item given and one refused.
    pub(super) accepted: Requested,
    /// Osaka hospital's: completed, shipped by the nation.
    pub(super) shipped: Requested,
    /// Tokyo hospital's: under review, with a question.
    pub(super) asked: Requested,
}

/// When all of it stands there: later than any figures counted before, which would otherwise stay.
const FULL: &str = "2026-11-24T12:50:00";

/// Fills the system, and sets its clock to [`FULL`].
pub(super) async fn fill(stage: &Stage) -> Data {
    surveys(stage).await;
    stage.clock("2026-11-20T10:00:00").await;
    let overdue = stage.requested("tokyo-clinic").await;
    stage.clock("2026-11-24T09:30:00").await;
    let accepted = stage.requested("tokyo-hospital").await;
    let partly = json!({"n95_mask": input::distribute(1500), "gloves": input::refuse()});
    complete(stage, "tokyo", &accepted, &partly).await;
    let shipped = stage.requested("osaka-hospital").await;
    complete(stage, "osaka", &shipped, &ship(all_given())).await;
    stage.clock("2026-11-24T11:10:00").await;
    let asked = stage.requested("tokyo-hospital").await;
    let officer = stage.elsewhere("tokyo").await;
    let question = json!({"text": "N95等マスクの在庫量（前日時点）を改めてお知らせください。"});
    officer.post(&format!("/api/requests/{}/questions", asked.id), &question).await.expect(200);
    stage.clock(FULL).await;
    let ministry = stage.elsewhere("ministry").await;
    ministry.post_empty("/api/summary", &[]).await.expect(200);
    stage.elsewhere("tokyo").await.post_empty("/api/summary", &[]).await.expect(200);
    Data { overdue, accepted, shipped, asked }
}

async fn complete(stage: &Stage, officer: &str, request: &Requested, items: &Value) {
    let officer = stage.elsewhere(officer).await;
    review(&officer, &request.id, &json!({"status": "completed", "items": items})).await;
}

/// The same quantities, but shipped by the nation.
fn ship(mut items: Value) -> Value {
    for decision in items.as_object_mut().into_iter().flat_map(|items| items.values_mut()) {
        let quantity = decision["prefecture_quantity"].take();
        decision["source"] = json!("nation");
        decision["prefecture_quantity"] = json!(0);
        decision["national_quantity"] = quantity;
    }
    items
}

/// Six weeks of answers, with so much in stock in the last that its flag shows.
async fn surveys(stage: &Stage) {
    let id = FacilityId::parse("tokyo-clinic").expect("a facility id");
    for (at, week) in
        ["2026-W42", "2026-W43", "2026-W44", "2026-W45", "2026-W46", "2026-W47"].into_iter().enumerate()
    {
        let figures = |stock: usize| {
            let figures = json!({"stock": stock, "weekly_consumption": 500 + 40 * at, "planned_purchase": 200, "outlook": "two_to_three_weeks"});
            serde_json::from_value(figures).expect("figures of a survey")
        };
        let survey = domain::survey::Survey {
            week: SurveyWeek::parse(week).expect("a week"),
            items: [
                (testbed::seed::code("n95_mask"), figures(1700 + 300 * at)),
                (testbed::seed::code("gloves"), figures(900 + 30 * at)),
            ]
            .into(),
            answered_at: testbed::instant("2026-11-18T09:00:00"),
            answered_by: testbed::seed::actor(
                "tokyo-clinic",
                domain::role::Role::Facility,
                "見本町内科クリニック",
            ),
        };
        stage.system.app.store.survey_put(&id, &survey).await.expect("the table answers");
    }
}
