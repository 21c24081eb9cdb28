//! `GET /api/prefectures`: which prefectures can be reached, for the ministry.

use axum::{Json, extract::State};
use domain::{policy::PrefectureSettings, prefecture::Prefecture};
use futures::future::try_join_all;
use serde::Serialize;
use web::{App, Ministry, Problem};

/// All 47, in code order.
#[derive(Debug, Serialize)]
pub(super) struct PrefectureList {
    items: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    code: String,
    name: &'static str,
    /// Whether 担当課名 and phone are set, which facilities are shown.
    office_set: bool,
    /// Whether there is a confirmed address; without one the ministry gets the prefecture's mail (SPEC 8).
    address_confirmed: bool,
}

/// The handler: 47 reads at once.
pub(super) async fn list(State(app): State<App>, _: Ministry) -> Result<Json<PrefectureList>, Problem> {
    let settings =
        try_join_all(Prefecture::all().map(|prefecture| app.store.prefecture_get(prefecture))).await?;
    Ok(Json(PrefectureList { items: settings.iter().map(row).collect() }))
}

fn row(settings: &PrefectureSettings) -> Row {
    Row {
        code: settings.prefecture.code(),
        name: settings.prefecture.name(),
        office_set: !settings.office.is_empty() && !settings.phone.is_empty(),
        address_confirmed: !settings.notification_addresses.is_empty(),
    }
}
