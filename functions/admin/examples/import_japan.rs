//! Measures the import of facilities at the size of the nation, on the embedded emulator, through the function's own router:
//! `cargo run --release -p admin --example import_japan [rows]`. All rows are invented.

use std::time::{Duration, Instant};

use axum::http::Method;
use serde_json::Value;
use store::{Meter, Units};
use store_emulator::isolated_store;
use testbed::{Client, TestBed};

/// Institutions of the nation, about.
const ROWS: usize = 180_000;
/// Bytes of a part: what one call takes.
const PART_BYTES: usize = 256 * 1024;
const HEADINGS: &str = "医療機関コード,医療機関名,区分,登録の区分,担当者名,電話番号,郵便番号,住所,受取り可能な時間,メールアドレス,有効期間の始まり,有効期間の終わり\r\n";

#[tokio::main]
async fn main() {
    let rows = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(ROWS);
    let (store, meter) = isolated_store().await.expect("the emulator makes a table").metered();
    let bed = TestBed::on(store, admin::router, "2026-11-24T10:00:00").await;
    let ministry = bed.sign_in("ministry").await;
    let parts = parts(rows);
    let bytes: usize = parts.iter().map(Vec::len).sum();
    println!("{rows} rows, {} parts, {:.1} MB", parts.len(), megabytes(bytes));
    for round in ["first import, all new", "the same file again, nothing new"] {
        println!("{round}");
        import(&ministry, &parts, &meter).await;
    }
}

async fn import(ministry: &Client, parts: &[Vec<u8>], meter: &Meter) {
    meter.take();
    let made = ministry.post_empty("/api/facility-imports", &[]).await.expect(201);
    let path = made.header("location").unwrap_or_default().to_owned();

    let begun = Instant::now();
    for (at, part) in parts.iter().enumerate() {
        let path = format!("{path}/parts/{}", at + 1);
        let headers = [("content-type", "text/csv")];
        ministry.send_bytes(Method::PUT, &path, &headers, Some(part.clone())).await.expect(200);
    }
    tell("put in parts", begun.elapsed(), meter.take());

    let begun = Instant::now();
    let checked = ministry.post_empty(&format!("{path}/check"), &[]).await.expect(200).json();
    assert_eq!(checked["state"], "checked", "{checked}");
    tell("checked", begun.elapsed(), meter.take());

    let begun = Instant::now();
    let (done, steps) = apply(ministry, &path).await;
    tell("applied", begun.elapsed(), meter.take());
    let longest = steps.iter().max().copied().unwrap_or_default();
    println!("  {} steps, the longest {:.2} s", steps.len(), longest.as_secs_f64());
    println!("  created {}, changed {}, unchanged {}", done["created"], done["changed"], done["unchanged"]);
}

/// Steps to the end: the last answer, and how long each step took.
async fn apply(ministry: &Client, path: &str) -> (Value, Vec<Duration>) {
    let mut steps = Vec::new();
    loop {
        let begun = Instant::now();
        let answer = ministry.post_empty(&format!("{path}/steps"), &[]).await.expect(200).json();
        steps.push(begun.elapsed());
        if answer["state"] == "done" {
            return (answer, steps);
        }
    }
}

fn tell(what: &str, took: Duration, units: Units) {
    println!(
        "  {what}: {:.1} s, {:.0} read units, {:.0} write units",
        took.as_secs_f64(),
        units.read,
        units.write
    );
}

/// A file in parts of whole lines, the headings in the first.
fn parts(rows: usize) -> Vec<Vec<u8>> {
    let mut parts = vec![HEADINGS.as_bytes().to_vec()];
    for number in 0..rows {
        let row = row(number);
        if parts.last().is_none_or(|part| part.len() + row.len() > PART_BYTES) {
            parts.push(Vec::new());
        }
        parts.last_mut().expect("there is a part").extend_from_slice(row.as_bytes());
    }
    parts
}

fn row(number: usize) -> String {
    let (prefecture, running) = (number % 47 + 1, number / 47 + 5_000_000);
    let (digit, category) = [(1, "診療所"), (3, "歯科診療所"), (1, "病院")][number % 3];
    let designation = ["", "外来対応医療機関", "外来対応医療機関、後方支援医療機関"][number % 3];
    format!(
        "{prefecture:02}{digit}{running:07},見本{category}第{number},{category},{designation},見本 花子,03-0000-0000,100-0000,\
         見本県見本市見本町{running}-1-2,平日9時～17時,facility-{number}@example.jp,2026-04-01,\r\n"
    )
}

#[allow(clippy::cast_precision_loss, reason = "a figure for people")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1_000_000.0
}
