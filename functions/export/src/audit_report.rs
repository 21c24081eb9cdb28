//! The audit record as a file, for the ministry: the entries of a period, oldest first.

use axum::response::Response;
use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    history::{Change, Value},
    label::audit_label,
    role::{Role, Scope},
    time::Instant,
};
use store::AuditRecord;
use web::{App, Principal, Problem};

use crate::{
    attachment::attachment,
    audit_params::AuditSelection,
    cell::Cell,
    encoder::{Encoder, MAX_ANSWER_BYTES, TooLarge},
    file_name::AUDIT,
    params::ExportParams,
    sheet::Sheet,
};

/// The report's name on the wire.
pub(crate) const CODE: &str = "audit";
/// Its title.
pub(crate) const TITLE: &str = "監査記録（期間別）";
/// Entries read at once.
const PAGE: usize = 250;
/// What the hash alone takes of a row of the file.
const HASH_BYTES: usize = 64;

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
    officer: Principal,
    params: &ExportParams,
) -> Result<Response, Problem> {
    // To every officer else there is no such report.
    if officer.scope != Scope::Nation {
        return Err(officer.refuse_foreign(&app, CODE).await);
    }
    let now = app.clock.session_now();
    let selection = AuditSelection::read(params, now)?;
    let mut sheet =
        Sheet::new(Encoder::new(selection.encoding, MAX_ANSWER_BYTES), &HEADINGS).map_err(too_large)?;
    for (from, until) in selection.parts() {
        for (record, entry) in entries(&app, &selection, from, until).await? {
            sheet.push(&row(&record, &entry)).map_err(too_large)?;
        }
    }
    let subject = format!("{CODE} {}", selection.told);
    app.store.audit_put(&officer.audit(&app, AuditAction::AuditExported, subject, Vec::new())).await?;
    attachment(sheet, AUDIT, selection.encoding, now)
}

/// The entries of a part of a day, oldest first.
async fn entries(
    app: &App,
    selection: &AuditSelection,
    from: Instant,
    until: Instant,
) -> Result<Vec<(AuditRecord, AuditEntry)>, Problem> {
    let (mut kept, mut place) = (Vec::new(), None::<String>);
    loop {
        let page = app.store.audit_within(from, until, place.as_deref(), PAGE).await?;
        for record in page.records {
            let entry = record.entry()?;
            if selection.keeps(&entry) {
                kept.push((record, entry));
            }
        }
        // They are held until all are read, since they are read from the newest on: no more of them than a file can take.
        if kept.len() * HASH_BYTES > MAX_ANSWER_BYTES {
            return Err(too_large(TooLarge { limit: MAX_ANSWER_BYTES }));
        }
        place = page.next;
        if place.is_none() {
            kept.reverse();
            return Ok(kept);
        }
    }
}

#[allow(clippy::needless_pass_by_value, reason = "used as a map_err function")]
fn too_large(error: TooLarge) -> Problem {
    let megabytes = error.limit / 1_000_000;
    let message = format!(
        "ファイルが{megabytes}MBを超えるため、一度にダウンロードできません。期間を短くしてください。1日分でも超えるときは、時刻で分けるか（例えば13時から14時まで）、操作かユーザ名で絞り込んでください。"
    );
    Problem::invalid_field("from", "too_large", message)
}

fn row(record: &AuditRecord, entry: &AuditEntry) -> Vec<Cell> {
    let plain = |text: &str| Cell::Plain(text.to_owned());
    let (user, role, name) = match &entry.by {
        AuditBy::User(actor) => {
            (plain(actor.user_name.as_str()), plain(role_label(actor.role)), Cell::Text(actor.name.clone()))
        }
        by @ (AuditBy::Stranger | AuditBy::AddressHolder(_) | AuditBy::Operator | AuditBy::System) => {
            (Cell::Empty, Cell::Empty, plain(by.label()))
        }
    };
    let changes: Vec<String> = entry.changes.iter().map(|change| told(entry.action, change)).collect();
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

fn told(action: AuditAction, change: &Change) -> String {
    let word = |value: &Value| match value {
        Value::Nothing => "（なし）".to_owned(),
        Value::Flag(on) => (if *on { "はい" } else { "いいえ" }).to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    };
    format!(
        "{}（{}）：{} → {}",
        audit_label(action, &change.field),
        change.field,
        word(&change.from),
        word(&change.to)
    )
}

fn role_label(role: Role) -> &'static str {
    match role {
        Role::Facility => "医療機関",
        Role::Prefecture => "都道府県",
        Role::Ministry => "国",
    }
}
