//! Who may call which route: `docs/routes.md` says so, and every route of the router table is really called by everybody to see.

use std::{collections::BTreeMap, fs, path::Path};

use axum::http::Method;
use cargo_metadata::MetadataCommand;
use testbed::{Client, TestBed};

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
async fn mark(caller: &Client, method: &str, path: &str) -> &'static str {
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
    match caller.send(method, &path, &[], None).await.status.as_u16() {
        401 | 403 => MAY_NOT,
        405 => NO_ROUTE,
        _ => MAY,
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
            marks.push(mark(caller, method, path).await.to_owned());
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
