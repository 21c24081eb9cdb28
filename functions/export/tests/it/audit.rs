//! The audit record: as a file, and what an export leaves in it.

use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    history::{Change, Value},
    role::Role,
};
use serde_json::json;
use testbed::{TestBed, seed};

use crate::download::file;

const NOW: &str = "2026-11-24T13:02:00";

#[tokio::test]
async fn the_ministry_takes_the_record_along_oldest_first() {
    let bed = TestBed::start(export::router, NOW).await;
    bed.sign_in("tokyo").await;
    bed.set_clock("2026-11-24T13:03:00");
    let ministry = bed.sign_in("ministry").await;
    let (answer, rows) = file(&ministry, "audit/csv?from=2026-11-24&to=2026-11-24").await;
    assert!(answer.header("content-disposition").unwrap().contains("audit-record_20261124_1303.csv"));
    let told: Vec<_> = rows.iter().map(|row| [&row[0], &row[1], &row[5], &row[7]]).collect();
    assert_eq!(
        told,
        [
            ["2026/11/24 13:02", "tokyo", "ログイン", "tokyo"],
            ["2026/11/24 13:03", "ministry", "ログイン", "ministry"],
        ]
    );
    let listed = ministry.get("/api/reports?q=%E7%9B%A3%E6%9F%BB").await.expect(200).json();
    assert_eq!(listed["items"], json!([{"report": "audit", "title": "監査記録（期間別）", "period": true}]));
}

#[tokio::test]
async fn every_export_is_recorded_with_what_was_asked_for() {
    let bed = TestBed::start(export::router, NOW).await;
    let officer = bed.sign_in("tokyo").await;
    officer.get("/api/reports/requests/csv?from=2026-11-01&to=2026-11-24&encoding=utf_8").await.expect(200);
    officer.get("/api/reports/requests/csv?from=x").await.expect(422);
    let other = bed.sign_in("osaka").await;
    other.get("/api/reports/requests/csv").await.expect(200);
    let ministry = bed.sign_in("ministry").await;
    file(&ministry, "audit/csv").await;
    let subjects = async |user: &str| {
        let records = bed.app.store.audit_of(user, None, 1).await.unwrap();
        let entry = records[0].entry().unwrap();
        format!("{} {}", entry.action.label(), entry.subject)
    };
    assert_eq!(subjects("tokyo").await, "CSVの出力 requests 2026-11-01～2026-11-24 utf_8");
    assert_eq!(subjects("osaka").await, "CSVの出力 requests 全期間 shift_jis");
    assert_eq!(subjects("ministry").await, "監査記録の出力 audit 2026-11-24～2026-11-24 shift_jis");
}

#[tokio::test]
async fn to_everybody_else_there_is_no_such_report() {
    let bed = TestBed::start(export::router, NOW).await;
    for user in ["tokyo", "tokyo-hospital"] {
        let client = bed.sign_in(user).await;
        let absent = client.get("/api/reports/nothing/csv").await;
        let audit = client.get("/api/reports/audit/csv").await;
        if user == "tokyo" {
            assert_eq!(audit.clone().expect_problem(404, "not_found"), absent.json());
            let listed = client.get("/api/reports?q=%E7%9B%A3%E6%9F%BB").await.expect(200).json();
            assert_eq!(listed["items"], json!([]));
        }
        assert_eq!((audit.status, audit.bytes), (absent.status, absent.bytes));
    }
}

#[tokio::test]
async fn a_period_of_more_than_a_month_is_refused() {
    let bed = TestBed::start(export::router, NOW).await;
    let ministry = bed.sign_in("ministry").await;
    ministry.get("/api/reports/audit/csv?from=2026-10-25&to=2026-11-24").await.expect(200);
    let long = ministry.get("/api/reports/audit/csv?from=2026-10-24&to=2026-11-24").await;
    long.expect_errors(&[("from", "too_long")]);
    ministry.get("/api/reports/audit/csv?to=x").await.expect_errors(&[("to", "date")]);
}

#[tokio::test]
async fn a_busy_day_is_taken_in_parts() {
    let bed = TestBed::start(export::router, NOW).await;
    bed.sign_in("tokyo").await;
    bed.set_clock("2026-11-24T13:03:00");
    bed.sign_in("osaka").await;
    bed.set_clock("2026-11-24T13:04:00");
    let ministry = bed.sign_in("ministry").await;
    let check = async |period: &str, expected: &[&str]| {
        let (_, rows) = file(&ministry, &format!("audit/csv?action=sign_in&{period}")).await;
        assert_eq!(rows.iter().map(|row| row[1].to_owned()).collect::<Vec<_>>(), expected, "{period}");
    };
    check("from=2026-11-24T13:02&to=2026-11-24T13:03", &["tokyo"]).await;
    check("from=2026-11-24T13:03&to=2026-11-24T13:04", &["osaka"]).await;
    check("from=2026-11-24T13:03&to=2026-11-24", &["osaka", "ministry"]).await;
    check("from=2026-11-23&to=2026-11-24T13:04", &["tokyo", "osaka"]).await;
    check("from=2026-11-23T13:04&to=2026-11-24T13:02", &[]).await;
    check("from=2026-11-24T13:03", &["osaka", "ministry"]).await;
}

#[tokio::test]
async fn the_record_is_narrowed_by_user_and_action_which_its_own_entry_tells() {
    let bed = TestBed::start(export::router, NOW).await;
    let officer = bed.sign_in("tokyo").await;
    officer.get("/api/reports/requests/csv").await.expect(200);
    bed.sign_in("osaka").await;
    let ministry = bed.sign_in("ministry").await;
    let actions = |rows: &[csv::StringRecord]| rows.iter().map(|row| row[6].to_owned()).collect::<Vec<_>>();
    let (_, rows) = file(&ministry, "audit/csv?user=tokyo").await;
    assert_eq!(actions(&rows), ["sign_in", "exported"]);
    let (_, rows) = file(&ministry, "audit/csv?user=tokyo&action=exported&from=2026-11-24T13:00").await;
    assert_eq!(actions(&rows), ["exported"]);
    let last = bed.app.store.audit_of("ministry", None, 1).await.unwrap()[0].entry().unwrap();
    assert_eq!(last.subject, "audit 2026-11-24T13:00～2026-11-24 shift_jis action=exported user=tokyo");
}

#[tokio::test]
async fn what_is_asked_for_wrongly_is_named_and_narrows_no_other_report() {
    let bed = TestBed::start(export::router, NOW).await;
    let ministry = bed.sign_in("ministry").await;
    let check = async |query: &str, expected: &[(&str, &str)]| {
        ministry.get(&format!("/api/reports/{query}")).await.expect_errors(expected);
    };
    check("audit/csv?user=T%20okyo&action=dance", &[("action", "unknown_value"), ("user", "malformed")])
        .await;
    check("audit/csv?from=2026-11-24T25:00&to=2026-02-30T10:00", &[("from", "date"), ("to", "date")]).await;
    check("audit/csv?from=2026-11-24T13:00&to=2026-11-24T13:00", &[("to", "before_from")]).await;
    check("audit/csv?encoding=ebcdic", &[("encoding", "unknown_value")]).await;
    check("requests/csv?action=sign_in", &[("action", "unknown_parameter")]).await;
    check("requests/csv?user=tokyo", &[("user", "unknown_parameter")]).await;
    check("requests/csv?from=2026-11-24T13:00", &[("from", "date")]).await;
}

#[tokio::test]
async fn more_than_a_file_can_take_names_the_way_to_take_it_in_parts() {
    let bed = TestBed::start(export::router, NOW).await;
    let ministry = bed.sign_in("ministry").await;
    let change =
        Change { field: "text".to_owned(), from: Value::Nothing, to: Value::Text("x".repeat(300_000)) };
    let actor = seed::actor("ministry", Role::Ministry, "国の担当者");
    let at = bed.app.clock.session_now();
    let entry = AuditEntry {
        at,
        by: AuditBy::User(actor),
        from: "-".to_owned(),
        action: AuditAction::PolicyAdded,
        subject: "1".to_owned(),
        changes: vec![change],
    };
    for _ in 0..15 {
        bed.app.store.audit_put(&entry).await.unwrap();
    }
    let problem = ministry.get("/api/reports/audit/csv").await.expect_errors(&[("from", "too_large")]);
    assert!(
        problem["errors"][0]["message"].as_str().unwrap().contains("例えば13時から14時まで"),
        "{problem}"
    );
    file(&ministry, "audit/csv?action=sign_in").await;
}

#[tokio::test]
async fn refusals_are_recorded() {
    let bed = TestBed::start(export::router, NOW).await;
    let facility = bed.sign_in("tokyo-hospital").await;
    facility.get("/api/reports").await.expect_problem(403, "forbidden");
    facility.get("/api/reports/requests/csv").await.expect_problem(403, "forbidden");
    facility.get("/api/reports/audit/csv").await.expect_problem(403, "forbidden");
    let officer = bed.sign_in("tokyo").await;
    officer.get("/api/reports/audit/csv").await.expect_problem(404, "not_found");
    officer.get("/api/reports/nothing/csv").await.expect_problem(404, "not_found");
    let refused = async |user: &str| {
        let records = bed.app.store.audit_of(user, None, 10).await.unwrap();
        let entries = records.iter().rev().map(|record| record.entry().unwrap());
        let refused = entries.filter(|entry| entry.action == AuditAction::AccessRefused);
        refused.map(|entry| entry.subject).collect::<Vec<_>>()
    };
    let route = "GET /api/reports/{report}/csv";
    assert_eq!(refused("tokyo-hospital").await, ["GET /api/reports", route, route]);
    assert_eq!(refused("tokyo").await, [format!("{route} audit")]);
}
