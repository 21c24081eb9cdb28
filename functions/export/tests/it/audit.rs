//! The audit record: as a file, and what an export leaves in it.

use serde_json::json;
use testbed::TestBed;

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
