//! The audit record as a file, for the ministry: the entries of a period, oldest first.

use axum::response::Response;
use chrono::{NaiveDate, TimeDelta};
use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    history::{Change, Value},
    label::label,
    role::{Role, Scope},
    time::jst_date,
};
use store::AuditRecord;
use web::{App, Principal, Problem};

use crate::{
    attachment::{attachment, too_large},
    cell::Cell,
    download::record,
    encoder::{Encoder, MAX_ANSWER_BYTES},
    file_name::AUDIT,
    params::{ExportParams, Selection},
    sheet::Sheet,
};

/// The report's name on the wire.
pub(crate) const CODE: &str = "audit";
/// Its title.
pub(crate) const TITLE: &str = "監査記録（期間別）";
/// The longest period, in days.
const MAX_DAYS: i64 = 31;
/// Entries read at once.
const PAGE: usize = 100;

const HEADINGS: [&str; 12] = [
    "日時",
    "ユーザ名",
    "役割",
    "名前",
    "接続元",
    "操作",
    "操作コード",
    "対象",
    "変更の内容",
    "記録の系列",
    "番号",
    "検証値（SHA-256）",
];

/// The file. Entries are dated by the system's clock, which nobody moves for practice.
pub(crate) async fn download(
    app: App,
    principal: Principal,
    params: &ExportParams,
) -> Result<Response, Problem> {
    // To every officer else there is no such report; a facility exports nothing.
    match principal.scope {
        Scope::Nation => {}
        Scope::Prefecture(_) => return Err(Problem::not_found()),
        Scope::Facility(_) => return Err(Problem::forbidden()),
    }
    let now = app.clock.session_now();
    let today = jst_date(now);
    let given = params.read_period()?;
    let last = given.to.unwrap_or(today).min(today);
    let selection = Selection { from: given.from.or(Some(last)), to: Some(last), ..given };
    let days = days(&selection)?;
    let mut sheet =
        Sheet::new(Encoder::new(selection.encoding, MAX_ANSWER_BYTES), &HEADINGS).map_err(too_large)?;
    for day in days {
        for record in entries(&app, day).await? {
            sheet.push(&row(&record, &record.entry()?)).map_err(too_large)?;
        }
    }
    record(&app, &principal, AuditAction::AuditExported, CODE, &selection).await?;
    attachment(sheet, AUDIT, selection.encoding, now)
}

fn days(selection: &Selection) -> Result<Vec<NaiveDate>, Problem> {
    let (Some(from), Some(to)) = (selection.from, selection.to) else { return Ok(Vec::new()) };
    if to - from >= TimeDelta::days(MAX_DAYS) {
        let message = format!("監査記録の期間は{MAX_DAYS}日以内にしてください。");
        return Err(Problem::invalid_field("from", "too_long", message));
    }
    Ok(from.iter_days().take_while(|day| *day <= to).collect())
}

/// A day's entries, oldest first.
async fn entries(app: &App, day: NaiveDate) -> Result<Vec<AuditRecord>, Problem> {
    let (mut records, mut place) = (Vec::new(), None::<String>);
    loop {
        let page = app.store.audit_on(day, place.as_deref(), PAGE).await?;
        records.extend(page.records);
        place = page.next;
        if place.is_none() {
            records.reverse();
            return Ok(records);
        }
    }
}

fn row(record: &AuditRecord, entry: &AuditEntry) -> Vec<Cell> {
    let plain = |text: &str| Cell::Plain(text.to_owned());
    let (user, role, name) = match &entry.by {
        AuditBy::User(actor) => {
            (plain(actor.user_name.as_str()), plain(role_label(actor.role)), Cell::Text(actor.name.clone()))
        }
        by @ (AuditBy::Stranger | AuditBy::Operator | AuditBy::System) => {
            (Cell::Empty, Cell::Empty, plain(by.label()))
        }
    };
    let changes: Vec<String> = entry.changes.iter().map(told).collect();
    let action = serde_json::to_value(entry.action).ok();
    vec![
        Cell::date_time(entry.at),
        user,
        role,
        name,
        plain(&entry.from),
        plain(entry.action.label()),
        action.as_ref().and_then(|action| action.as_str()).map_or(Cell::Empty, plain),
        Cell::Text(entry.subject.clone()),
        Cell::Text(changes.join("\n")),
        plain(&record.chain),
        Cell::Number(i64::try_from(record.sequence).unwrap_or(i64::MAX)),
        plain(&record.hash),
    ]
}

fn told(change: &Change) -> String {
    let word = |value: &Value| match value {
        Value::Nothing => "（なし）".to_owned(),
        Value::Flag(on) => (if *on { "はい" } else { "いいえ" }).to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    };
    format!("{}（{}）：{} → {}", label(&change.field), change.field, word(&change.from), word(&change.to))
}

fn role_label(role: Role) -> &'static str {
    match role {
        Role::Facility => "医療機関",
        Role::Prefecture => "都道府県",
        Role::Ministry => "国",
    }
}
