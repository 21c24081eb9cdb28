//! `PUT /api/facilities/{id}/designations`: 要件② as its prefecture registers it, or the ministry.

use axum::{extract::State, response::Response};
use domain::facility::MasterData;
use web::{App, IfMatch, JsonBody, Officer, PathPart, Problem};

use super::{access, change::save, input::DesignationsInput};

/// Saves the designations and nothing else.
pub(super) async fn change(
    State(app): State<App>,
    Officer(principal): Officer,
    PathPart(id): PathPart,
    IfMatch(based_on): IfMatch,
    body: JsonBody<DesignationsInput>,
) -> Result<Response, Problem> {
    let before = access::load(&app, &principal, &id).await?;
    access::check_version(&app, &before, based_on).await?;
    let data = MasterData { designations: body.value.read()?, ..before.master_data() };
    save(&app, &principal, before, data).await
}
