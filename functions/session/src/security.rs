//! `/api/security`: of which roles the ministry requires a second factor. Who is signed in stays so; the next sign-in asks for it.

use std::collections::BTreeSet;

use axum::{
    Json, Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    audit::AuditAction,
    history::{Change, Value},
    role::Role,
};
use serde::{Deserialize, Serialize};
use store::SecurityRow;
use web::{App, IfMatch, JsonBody, Ministry, Problem, with_etag};

/// The rules, as sent and answered.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Security {
    second_factor_required: BTreeSet<Role>,
}

/// Its routes.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/api/security", get(read).put(save))
}

async fn read(State(app): State<App>, _: Ministry) -> Result<Response, Problem> {
    Ok(answer(app.store.security_get().await?))
}

async fn save(
    State(app): State<App>,
    Ministry(principal): Ministry,
    IfMatch(based_on): IfMatch,
    body: JsonBody<Security>,
) -> Result<Response, Problem> {
    let before = app.store.security_get().await?;
    if before.version != based_on {
        return Err(stale());
    }
    let wanted = body.value.second_factor_required;
    if wanted.contains(&Role::Facility) {
        let message = "医療機関の利用者には二要素認証がないため、必須にできません。";
        return Err(Problem::invalid_field("second_factor_required", "no_second_factor", message));
    }
    if wanted == before.second_factor_required {
        return Ok(answer(before));
    }
    let change = Change {
        field: "second_factor_required".to_owned(),
        from: Value::Text(names(&before.second_factor_required)),
        to: Value::Text(names(&wanted)),
    };
    let entry = principal.audit(&app, AuditAction::SecurityChanged, "security", vec![change]);
    let after = SecurityRow { second_factor_required: wanted, version: before.version + 1 };
    if app.store.security_change(&before, &after, &entry).await? { Ok(answer(after)) } else { Err(stale()) }
}

fn answer(row: SecurityRow) -> Response {
    let body = Json(Security { second_factor_required: row.second_factor_required });
    with_etag(row.version, body).into_response()
}

fn stale() -> Problem {
    Problem::stale(
        "読み込んだ後に、ほかの人がログインの決まりを変更しました。画面を開き直して確認してください。",
    )
}

fn names(roles: &BTreeSet<Role>) -> String {
    let name = |role: &Role| match role {
        Role::Facility => "医療機関",
        Role::Prefecture => "都道府県",
        Role::Ministry => "国",
    };
    let names: Vec<&str> = roles.iter().map(name).collect();
    names.join("、")
}
