//! `POST /api/users/imports`: many users from a file.
//!
//! Nothing is written while any row is wrong. Writing many users is no single transaction, so a file is applied in steps: each call writes
//! some and tells how many remain, and the same file sent again goes on where it stopped, whatever stopped it, since users who are there
//! just as the file has them are passed over.

use axum::{Json, extract::State};
use futures::{StreamExt, TryStreamExt, stream};
use serde::{Deserialize, Serialize};
use store::UserRow;
use web::{App, Ministry, Principal, Problem, QueryParams};

use super::{
    candidate::{Candidate, Finding, is_same, taken},
    create::write,
    csv_body::CsvBody,
    import_rows::{LAYOUT, candidates},
};
use crate::csv_input::{self, Sheet};

/// Users written by one call: each is a transaction in the chain of the same actor, one after the other, within the time a call has.
const STEP: usize = 200;
/// Rows held against the table at once.
const AT_ONCE: usize = 16;

/// The query as it came.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ImportParams {
    dry_run: Option<String>,
}

/// What a call came to.
#[derive(Debug, Default, Serialize)]
pub(super) struct ImportAnswer {
    /// Whether the file was only checked.
    dry_run: bool,
    /// Rows of the file.
    rows: usize,
    /// Users created by this call.
    created: usize,
    /// Users who were there already, just as the file has them.
    unchanged: usize,
    /// Users still to be created: send the same file again until there are none.
    remaining: usize,
}

/// `POST /api/users/imports?dry_run=true|false`, for the ministry.
pub(super) async fn import(
    State(app): State<App>,
    Ministry(principal): Ministry,
    QueryParams(params): QueryParams<ImportParams>,
    CsvBody(bytes): CsvBody,
) -> Result<Json<ImportAnswer>, Problem> {
    let dry_run = params.read()?;
    let mut sheet = csv_input::read(&bytes, &LAYOUT)?;
    let candidates = candidates(&mut sheet);
    let rows = candidates.len();
    let new = checked(&app, &mut sheet, candidates).await?;
    let unchanged = rows - new.len();
    let answer = ImportAnswer { dry_run, rows, created: 0, unchanged, remaining: new.len() };
    if dry_run { Ok(Json(answer)) } else { apply(&app, &principal, sheet, &new, answer).await.map(Json) }
}

impl ImportParams {
    /// Neither is taken for granted: one would write what was only to be checked, the other check what was to be written.
    fn read(&self) -> Result<bool, Problem> {
        match self.dry_run.as_deref() {
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            _ => {
                let message = "dry_runは、確認だけならtrue、登録するならfalseにしてください。";
                Err(Problem::invalid_field("dry_run", "unknown_value", message))
            }
        }
    }
}

/// The users to be created with their rows.
///
/// # Errors
/// 422 with everything that is wrong in the file; 503 when the store fails.
async fn checked(
    app: &App,
    sheet: &mut Sheet,
    candidates: Vec<(u64, Candidate)>,
) -> Result<Vec<(u64, UserRow)>, Problem> {
    let look_up = |(row, candidate): (u64, Candidate)| async move {
        Ok::<_, Problem>((row, candidate.look_up(app).await?))
    };
    let findings: Vec<(u64, Finding)> =
        stream::iter(candidates).map(look_up).buffered(AT_ONCE).try_collect().await?;
    let mut new = Vec::new();
    for (row, finding) in findings {
        match finding {
            Finding::New(user) => new.push((row, *user)),
            Finding::There => {}
            Finding::Wrong(errors) => errors.into_iter().for_each(|error| sheet.errors.cell(row, error)),
        }
    }
    sheet.errors.none_or_problem().map(|()| new)
}

/// Creates the next users. Should somebody else have taken a name since it was checked, that row is a fault now, and the answer tells what
/// was created before it.
async fn apply(
    app: &App,
    principal: &Principal,
    mut sheet: Sheet,
    new: &[(u64, UserRow)],
    mut answer: ImportAnswer,
) -> Result<ImportAnswer, Problem> {
    for (row, user) in new.iter().take(STEP) {
        if write(app, principal, user).await? {
            answer.created += 1;
        } else if is_there(app, user).await? {
            answer.unchanged += 1;
        } else {
            sheet.errors.cell(*row, taken(&user.user_name));
            return Err(sheet.errors.problem().with("created", answer.created));
        }
        answer.remaining -= 1;
    }
    Ok(answer)
}

async fn is_there(app: &App, user: &UserRow) -> Result<bool, Problem> {
    let there = app.store.user_get(&user.user_name).await?;
    Ok(there.is_some_and(|there| is_same(user, &there)))
}
