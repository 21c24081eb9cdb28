//! `POST /api/users/imports`: files that are refused, and calls that are broken off.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::Method;
use serde_json::{Value, json};
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};
use testbed::TestBed;

use super::{
    START, audit,
    importing::{HEADINGS, officers, send},
    invited, officer, row, start,
};

const PATH: &str = "/api/users/imports?dry_run=false";

fn told(json: &Value) -> Vec<(u64, Option<&str>, &str)> {
    let errors = json["row_errors"].as_array().unwrap_or_else(|| panic!("{json}"));
    errors
        .iter()
        .map(|e| (e["row"].as_u64().unwrap(), e["column"].as_str(), e["code"].as_str().unwrap()))
        .collect()
}

/// A file whose first row is good and whose others are wrong in this way; nothing of it is applied, dry or not.
async fn check(lines: &str, expected: &[(u64, Option<&str>, &str)]) {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let file = format!("{HEADINGS}\ngood,国,国 次席,good@example.jp,,\n{lines}");
    for dry_run in [true, false] {
        let json = send(&ministry, dry_run, &file).await.expect_problem(422, "invalid");
        assert_eq!(told(&json), expected, "{lines}");
        assert!(
            json["row_errors"].as_array().unwrap().iter().all(|e| !e["message"].as_str().unwrap().is_ascii())
        );
    }
    assert_eq!(row(&bed, "good").await, None);
    assert!(invited(&bed).await.is_empty() && audit(&bed, "ministry").await.is_empty());
}

/// A file that is refused as a whole.
async fn check_whole(file: Vec<u8>, code: &str) -> String {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let answer = ministry.send_file(PATH, "text/csv", file).await;
    let json = answer.expect_errors(&[("file", code)]);
    assert!(invited(&bed).await.is_empty());
    json["errors"][0]["message"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_empty_cell_is_to_be_filled_in_not_to_be_chosen() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let file = format!("{HEADINGS}\na2,,名,a@example.jp,,\nb2,都道府県,名,b@example.jp,,\n");
    let json = send(&ministry, true, &file).await.expect_problem(422, "invalid");
    let messages: Vec<_> = json["row_errors"].as_array().unwrap().iter().map(|e| &e["message"]).collect();
    assert_eq!(messages, ["役割を入力してください。", "都道府県を入力してください。"]);
}

#[tokio::test]
async fn what_is_wrong_is_told_row_by_row_and_nothing_is_applied() {
    check(
        "A,王,,x,,\n\
         tokyo,都道府県,別人,t@example.jp,13,\n\
         b2,国,名,b@example.jp,13,osaka-hospital\n\
         c2,医療機関,名,c@example.jp,,no-such-place\n\
         d2,医療機関,名,d@example.jp,13,\n\
         e2,都道府県,名,e@example.jp,架空県,\n\
         imports,国,名,e@example.jp,,\n",
        &[
            (3, Some("ユーザ名"), "user_name_form"),
            (3, Some("役割"), "unknown_value"),
            (3, Some("名前"), "required"),
            (3, Some("メールアドレス"), "mail_form"),
            (4, Some("ユーザ名"), "taken"),
            (5, Some("都道府県"), "not_for_role"),
            (5, Some("医療機関ID"), "not_for_role"),
            (6, Some("医療機関ID"), "unknown_facility"),
            (7, Some("都道府県"), "not_for_role"),
            (7, Some("医療機関ID"), "required"),
            (8, Some("都道府県"), "unknown_value"),
            (9, Some("ユーザ名"), "user_name_form"),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_name_twice_in_the_file_is_a_fault_of_the_second_row() {
    check(
        "a2,国,名,a@example.jp,,\n\na2,国,名,a@example.jp,,\ngood,国,国 次席,good@example.jp,,\n",
        &[(5, Some("ユーザ名"), "duplicate"), (6, Some("ユーザ名"), "duplicate")],
    )
    .await;
}

#[tokio::test]
async fn formulas_and_control_characters_are_refused_by_their_cell() {
    check(
        "a2,国,=1+1,a@example.jp,,\nb2,国,@SUM(A1),b@example.jp,,\nc2,国,a\u{7}b,+c@example.jp,,\n",
        &[
            (3, Some("名前"), "formula"),
            (4, Some("名前"), "formula"),
            (5, Some("名前"), "control_character"),
            (5, Some("メールアドレス"), "formula"),
        ],
    )
    .await;
}

#[tokio::test]
async fn missing_unknown_and_repeated_columns_are_named() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let file = "ユーザ名,ユーザ名,役割,名前,パスワード\na2,a2,国,名,Haifu-2026\n";
    let json = send(&ministry, false, file).await.expect_problem(422, "invalid");
    assert_eq!(
        told(&json),
        [
            (1, Some("パスワード"), "unknown_column"),
            (1, Some("メールアドレス"), "missing_column"),
            (1, Some("ユーザ名"), "duplicate_column"),
        ]
    );
}

#[tokio::test]
async fn a_file_in_another_encoding_or_form_is_refused_as_a_whole() {
    let (euc, _, _) = encoding_rs::EUC_JP.encode(HEADINGS);
    let whole = [euc.as_ref(), b"\n\xFF\xFF"].concat();
    assert!(check_whole(whole, "unknown_encoding").await.contains("Shift-JIS"));
    let utf16 = HEADINGS.encode_utf16().flat_map(u16::to_le_bytes);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf16).collect();
    assert!(check_whole(utf16, "unknown_encoding").await.contains("UTF-16"));
    assert!(check_whole(b"PK\x03\x04".to_vec(), "not_csv").await.contains("Excel"));
    check_whole(Vec::new(), "empty_file").await;
    check_whole(HEADINGS.as_bytes().to_vec(), "empty_file").await;
}

#[tokio::test]
async fn a_hundred_thousand_rows_are_refused_with_what_is_allowed() {
    let short = format!("ユーザ名,役割,名前,メールアドレス\n{}", "a,b,c,d\n".repeat(100_000));
    let message = check_whole(short.into_bytes(), "too_many_rows").await;
    assert!(message.contains("1,000行まで") && message.contains("100,000行"), "{message}");
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let json = send(&ministry, false, &officers(100_000)).await.expect_problem(413, "file_too_large");
    assert!(json["detail"].as_str().unwrap().contains("1MB"), "{json}");
    assert!(invited(&bed).await.is_empty());
}

#[tokio::test]
async fn many_faults_are_told_up_to_a_limit_with_the_number_of_the_others() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let line = |n| format!("new-{n:04},王,名,new@example.jp,,\n");
    let file = format!("{HEADINGS}\n{}", (0..500).map(line).collect::<String>());
    let json = send(&ministry, false, &file).await.expect_problem(422, "invalid");
    assert_eq!((told(&json).len(), &json["more_row_errors"]), (200, &json!(300)));
}

#[tokio::test]
async fn neither_checking_nor_writing_is_taken_for_granted() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    for query in ["", "?dry_run=", "?dry_run=1"] {
        let path = format!("/api/users/imports{query}");
        let answer = ministry.send_file(&path, "text/csv", officers(1).into_bytes()).await;
        answer.expect_errors(&[("dry_run", "unknown_value")]);
    }
    let other = ministry.send_file("/api/users/imports?dry=true", "text/csv", Vec::new()).await;
    other.expect_errors(&[("dry", "unknown_parameter")]);
    for content_type in ["application/json", "text/plain", "multipart/form-data"] {
        let answer = ministry.send_file(PATH, content_type, officers(1).into_bytes()).await;
        answer.expect_problem(400, "content_type");
    }
    ministry.send(Method::POST, PATH, &[], None).await.expect_problem(400, "content_type");
    assert!(invited(&bed).await.is_empty());
}

#[tokio::test]
async fn only_the_ministry_imports_users() {
    let bed = start().await;
    for who in ["tokyo", "tokyo-clinic"] {
        send(&bed.sign_in(who).await, false, &officers(1)).await.expect_problem(403, "forbidden");
    }
    send(&bed.stranger(), false, &officers(1)).await.expect_problem(401, "signed_out");
    assert!(invited(&bed).await.is_empty());
}

#[tokio::test]
async fn what_is_broken_off_goes_on_where_it_stopped() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, admin::router, START).await;
    let ministry = bed.sign_in("ministry").await;
    let writes = AtomicUsize::new(0);
    let fourth_on = move |operation: &str| {
        operation == "TransactWriteItems" && writes.fetch_add(1, Ordering::SeqCst) >= 3
    };
    proxy.fail_when(fourth_on, Fault::Throttle, 4);
    send(&ministry, false, &officers(10)).await.expect_problem(503, "unavailable");
    assert_eq!((invited(&bed).await.len(), proxy.faults_left()), (3, 0));
    let again = send(&ministry, false, &officers(10)).await.expect(200).json();
    assert_eq!((&again["created"], &again["unchanged"]), (&json!(7), &json!(3)));
    assert_eq!(invited(&bed).await.len(), 10);
    assert_eq!(audit(&bed, "ministry").await.len(), 10);
}

#[tokio::test]
async fn of_two_files_at_once_that_want_the_same_names_one_is_applied() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let other = bed.colleague("ministry", "ministry-2", "国 次席").await;
    let (mine, theirs) = (officers(5), officers(5).replace("担当", "主任"));
    let (one, two) = tokio::join!(send(&ministry, false, &mine), send(&other, false, &theirs));
    let (applied, refused) = if one.status == 200 { (one, two) } else { (two, one) };
    assert_eq!(applied.expect(200).json()["created"], 5);
    let json = refused.expect_problem(422, "invalid");
    assert!(!told(&json).is_empty() && told(&json).iter().all(|(_, _, code)| *code == "taken"), "{json}");
    assert_eq!(invited(&bed).await.len(), 5);
}

#[tokio::test]
async fn while_the_table_is_throttled_every_write_asks_to_try_again_and_changes_nothing() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, admin::router, START).await;
    let ministry = bed.sign_in("ministry").await;
    let before = row(&bed, "osaka").await;
    let is_write = |operation: &str| matches!(operation, "PutItem" | "TransactWriteItems");
    // Three calls, of which each tries four times.
    proxy.fail_when(is_write, Fault::Throttle, 12);
    let body = json!({"name": "名", "mail": "x@example.jp", "disabled": true});
    for answer in [
        ministry.post("/api/users", &officer("osaka-2")).await,
        ministry.put("/api/users/osaka", "\"1\"", &body).await,
        send(&ministry, false, &officers(1)).await,
    ] {
        assert_eq!(answer.header("retry-after"), Some("5"));
        answer.expect_problem(503, "unavailable");
    }
    assert_eq!((proxy.faults_left(), row(&bed, "osaka").await), (0, before));
    assert!(invited(&bed).await.is_empty() && audit(&bed, "ministry").await.is_empty());
}
