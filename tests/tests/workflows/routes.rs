//! Who may call which route: `docs/routes.md` says so, and every route of the router table is really called by everybody to see.

use std::{collections::BTreeMap, fs, path::Path};

use axum::http::Method;
use cargo_metadata::MetadataCommand;
use domain::audit::AuditAction;
use testbed::{Answer, Client, TestBed};

const ROLES: [&str; 4] = ["nobody", "tokyo-hospital", "tokyo", "ministry"];
const MAY: &str = "○";
const MAY_NOT: &str = "–";
/// In the table, but no function answers it: such a row is never right.
const NO_ROUTE: &str = "no such route";

/// A route as the table of the root manifest names it, and its function.
type Table = BTreeMap<(String, String), String>;

fn manifest() -> Table {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo tells of the workspace");
    let router = &metadata.workspace_metadata["lambda"]["watch"]["router"];
    let mut table = Table::new();
    for (path, methods) in router.as_object().expect("a router table") {
        for row in methods.as_array().expect("rows of methods") {
            let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            table.insert((path.clone(), text("method")), text("function"));
        }
    }
    table
}

/// A row of the document: the function and who may call.
fn documented() -> BTreeMap<(String, String), (String, Vec<String>)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/routes.md");
    let text = fs::read_to_string(file).expect("docs/routes.md");
    let cells = |line: &str| -> Vec<String> { line.split('|').map(|cell| cell.trim().to_owned()).collect() };
    let rows = text.lines().filter(|line| line.starts_with("| `")).map(cells);
    rows.map(|cells| {
        let route = cells[1].trim_matches('`');
        let (method, path) = route.split_once(' ').expect("method and path");
        ((path.to_owned(), method.to_owned()), (cells[2].trim_matches('`').to_owned(), cells[3..7].to_vec()))
    })
    .collect()
}

/// Signed in anew for each route, since one of them signs out.
async fn callers(bed: &TestBed) -> Vec<Client> {
    let mut callers = vec![bed.stranger()];
    for role in &ROLES[1..] {
        callers.push(bed.sign_in(role).await);
    }
    callers
}

/// A role that is turned away is told 401 or 403 before anything is looked at; whatever else is answered, it may call.
fn mark(answer: &Answer) -> &'static str {
    match answer.status.as_u16() {
        401 | 403 => MAY_NOT,
        405 => NO_ROUTE,
        _ => MAY,
    }
}

async fn call(caller: &Client, method: &str, path: &str) -> Answer {
    let method: Method = method.parse().expect("a method");
    let path = path
        .split('/')
        .map(|part| match part {
            "{code}" => "13",
            "{week}" => "2026-W47",
            "{report}" => "recent",
            part if part.starts_with('{') => "0",
            part => part,
        })
        .collect::<Vec<_>>()
        .join("/");
    caller.send(method, &path, &[], None).await
}

/// The newest entry of a user's chain, as action and subject.
async fn newest(bed: &TestBed, user: &str) -> (u64, AuditAction, String) {
    let record = bed.app.store.audit_of(user, None, 1).await.expect("the record can be read").remove(0);
    let entry = record.entry().expect("an entry");
    (record.sequence, entry.action, entry.subject)
}

#[tokio::test]
async fn whoever_is_turned_away_is_in_the_audit_record_with_the_route() {
    let bed = TestBed::start(local::router, "2026-11-24T12:40:00").await;
    let (mut unrecorded, mut refusals) = (Vec::new(), 0);
    for (path, method) in manifest().keys() {
        for user in &ROLES[1..] {
            let caller = bed.sign_in(user).await;
            let (before, ..) = newest(&bed, user).await;
            if call(&caller, method, path).await.status != 403 {
                continue;
            }
            refusals += 1;
            let expected = (before + 1, AuditAction::AccessRefused, format!("{method} {path}"));
            let found = newest(&bed, user).await;
            if found != expected {
                unrecorded.push(format!("{user}: {expected:?}, found {found:?}"));
            }
        }
    }
    assert!(unrecorded.is_empty(), "{}", unrecorded.join("\n"));
    assert!(refusals > 50, "{refusals}");
}

#[tokio::test]
async fn a_foreign_request_is_answered_as_an_absent_one_and_recorded() {
    let bed = TestBed::start(local::router, "2026-11-24T12:40:00").await;
    let id = bed.seed_under_review("tokyo-hospital").await.id;
    let absent = "req-01ARZ3NDEKTSV4RRFFQ69G5FAV";
    for user in ["osaka", "osaka-hospital"] {
        let caller = bed.sign_in(user).await;
        let nothing = caller.get(&format!("/api/requests/{absent}")).await.expect(404);
        let (before, ..) = newest(&bed, user).await;
        for (route, path) in [
            ("GET /api/requests/{id}", format!("/api/requests/{id}")),
            ("GET /api/requests/{id}/history", format!("/api/requests/{id}/history")),
        ] {
            let answer = caller.get(&path).await;
            assert_eq!((answer.status, &answer.bytes), (nothing.status, &nothing.bytes));
            let (_, action, subject) = newest(&bed, user).await;
            assert_eq!((action, subject), (AuditAction::AccessRefused, format!("{route} {id}")));
        }
        assert_eq!(newest(&bed, user).await.0, before + 2);
    }
}

#[tokio::test]
async fn each_route_has_a_row_that_says_who_may_call_it() {
    let (table, documented) = (manifest(), documented());
    let bed = TestBed::start(local::router, "2026-11-24T12:40:00").await;
    let mut wrong = Vec::new();
    for ((path, method), function) in &table {
        let mut marks = Vec::new();
        for caller in &callers(&bed).await {
            marks.push(mark(&call(caller, method, path).await).to_owned());
        }
        let row = documented.get(&(path.clone(), method.clone()));
        if row != Some(&(function.clone(), marks.clone())) {
            wrong.push(format!("| `{method} {path}` | `{function}` | {} | ", marks.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "docs/routes.md lacks these rows, or has others:\n{}", wrong.join("\n"));
    let gone: Vec<_> = documented.keys().filter(|route| !table.contains_key(*route)).collect();
    assert!(gone.is_empty(), "docs/routes.md has rows for no route: {gone:?}");
}
