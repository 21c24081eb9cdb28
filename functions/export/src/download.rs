//! `GET /api/reports/{report}/csv`: read page by page, encoded row by row.

use std::collections::HashSet;

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{prefecture::Prefecture, request::Request, role::Scope, row::RequestRow};
use futures::stream::{self, StreamExt, TryStreamExt};
use store::{Consistency, ListQuery, ListScope, Order};
use web::{App, PathPart, Principal, Problem, QueryParams, Situation};

use crate::{
    columns::{headings, rows},
    encoder::{Encoder, MAX_ANSWER_BYTES, TooLarge},
    file_name::content_disposition,
    params::{ExportParams, Selection},
    report::Report,
    sheet::Sheet,
};

/// Rows of the list read at a time.
const PAGE: usize = 50;
/// Requests read at the same time.
const AT_ONCE: usize = 8;
/// How many characters Shift-JIS could not hold.
const REPLACED: &str = "x-haifu-replaced-characters";

/// A report as a CSV file.
pub(crate) async fn download(
    State(app): State<App>,
    principal: Principal,
    PathPart(code): PathPart,
    QueryParams(params): QueryParams<ExportParams>,
) -> Result<Response, Problem> {
    let prefectures = prefectures(&principal.scope)?;
    let report = Report::find(&code).ok_or_else(Problem::not_found)?;
    let situation = Situation::national(&app).await?;
    let selection = params.read(report, situation.now)?;
    let sheet =
        Sheet::new(Encoder::new(selection.encoding, MAX_ANSWER_BYTES), &headings()).map_err(too_large)?;
    let sheet = fill(&app, sheet, report, &selection, prefectures, &situation).await?;
    let (bytes, replaced) = sheet.finish();
    answer(bytes, replaced, &selection, &situation)
}

/// Whose requests the caller exports; a facility exports nothing.
fn prefectures(scope: &Scope) -> Result<Vec<Prefecture>, Problem> {
    match scope {
        Scope::Facility(_) => Err(Problem::forbidden()),
        Scope::Prefecture(own) => Ok(vec![*own]),
        Scope::Nation => Ok(Prefecture::all().collect()),
    }
}

async fn fill(
    app: &App,
    mut sheet: Sheet,
    report: &Report,
    selection: &Selection,
    prefectures: Vec<Prefecture>,
    situation: &Situation,
) -> Result<Sheet, Problem> {
    let mut query = ListQuery {
        scope: ListScope::ByUpdated(prefectures),
        from: selection.from,
        until: selection.until,
        order: Order::Ascending,
        after: None,
        limit: PAGE,
    };
    // A request updated while the list is read comes a second time, at its new place.
    let mut seen = HashSet::new();
    loop {
        let page = app.store.request_list(&query, None).await?;
        let is_wanted = |row: &RequestRow| report.holds(row) && seen.insert(row.id.clone());
        let wanted: Vec<RequestRow> = page.rows.into_iter().filter(is_wanted).collect();
        let mut requests = stream::iter(wanted).map(|row| read(app, row)).buffered(AT_ONCE);
        while let Some(request) = requests.try_next().await? {
            // The index lags behind the table: what was reopened meanwhile must not be shipped.
            if !report.holds(&RequestRow::from(&request)) {
                continue;
            }
            for row in rows(&request, report.national_direct, &situation.policy, situation.now) {
                sheet.push(&row).map_err(too_large)?;
            }
        }
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(sheet),
        }
    }
}

async fn read(app: &App, row: RequestRow) -> Result<Request, Problem> {
    let request = app.store.request_get(&row.id, Consistency::Eventual).await?;
    // Requests are never deleted: an index entry without its request is a fault, and no row may go missing unnoticed.
    request.ok_or_else(|| Problem::internal(&format!("request {} of the index is not in the table", row.id)))
}

fn answer(
    bytes: Vec<u8>,
    replaced: usize,
    selection: &Selection,
    situation: &Situation,
) -> Result<Response, Problem> {
    let value = |text: String| HeaderValue::from_str(&text).map_err(|error| Problem::internal(&error));
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(selection.encoding.content_type()));
    headers.insert(header::CONTENT_DISPOSITION, value(content_disposition(situation.now))?);
    headers.insert(REPLACED, value(replaced.to_string())?);
    // Without an encoding of the content lambda_http would take the text for its own and turn Shift-JIS into UTF-8.
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
    Ok(response)
}

#[allow(clippy::needless_pass_by_value, reason = "used as a map_err function")]
fn too_large(error: TooLarge) -> Problem {
    let megabytes = error.limit / 1_000_000;
    Problem::invalid_field(
        "from",
        "too_large",
        format!(
            "ファイルが{megabytes}MBを超えるため、一度にダウンロードできません。期間を短くするか（例えば1か月ごと）、区分別のレポートを選んでください。"
        ),
    )
}
