//! Real demand of 2020, replayed through the HTTP API: every request ends with the right outcome, every prefecture got exactly its mails, and
//! the export's rows and sums are the trace's.

use std::collections::BTreeMap;

use encoding_rs::SHIFT_JIS;
use local::{
    demand_trace::{Demand, Played, demands, play},
    jobs::{self, Mailer, MemoryMailer},
};
use store_emulator::samples;
use testbed::{Client, TestBed};
use web::Clock;

/// Requests whose mails are sent together, as a sweep would.
const DRAIN_EVERY: usize = 300;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demand_of_2020_is_decided_mailed_and_exported() {
    let mut bed = TestBed::start(|_| axum::Router::new(), "2020-04-01T09:00:00").await;
    // The trace is played on a clock that runs: sessions last, though the trace jumps from month to month.
    bed.app.clock = Clock::system();
    samples::load_trace(&bed.app.store).await.expect("the samples can be written");
    let api = local::router(bed.app.clone());
    let (demands, mails) = (demands(), MemoryMailer::default());
    let mut played = Vec::new();
    for some in demands.chunks(DRAIN_EVERY) {
        played.extend(play(&api, &bed.app.clock, some, |_| {}).await.expect("every step is taken"));
        let drained =
            jobs::drain(&bed.app, &Mailer::Memory(mails.clone())).await.expect("the outbox can be drained");
        assert_eq!((drained.finished, drained.postponed), (2 * some.len(), 0));
    }
    assert!(bed.app.store.outbox_list().await.expect("the outbox can be read").is_empty());
    outcomes(&demands, &played);
    mails_of(&played, &mails);
    let ministry = bed.sign_in("ministry").await.at(api);
    export(&demands, &ministry).await;
}

fn outcomes(demands: &[Demand], played: &[Played]) {
    assert_eq!(played.len(), demands.len());
    for (demand, request) in demands.iter().zip(played) {
        let outcome = if demand.delivered { "full" } else { "none" };
        assert_eq!((request.status.as_str(), request.outcome.as_str()), ("accepted", outcome), "{request:?}");
    }
    let prefectures: std::collections::BTreeSet<&str> =
        played.iter().map(|request| request.prefecture.as_str()).collect();
    assert_eq!(prefectures.len(), samples::TRACE_PREFECTURES.len(), "the trace is spread over prefectures");
}

/// A prefecture got one mail per request of its own, a facility the registration and the result of each; nobody got anything else.
fn mails_of(played: &[Played], mails: &MemoryMailer) {
    let mut expected: BTreeMap<String, usize> = BTreeMap::new();
    for request in played {
        *expected.entry(format!("prefecture-{}@example.jp", request.prefecture)).or_default() += 1;
        *expected.entry(samples::facility_address(&request.facility)).or_default() += 2;
    }
    let mut got: BTreeMap<String, usize> = BTreeMap::new();
    for mail in mails.sent() {
        *got.entry(mail.to).or_default() += 1;
    }
    assert_eq!(got, expected);
}

/// The export of each month, since a whole year does not fit into one file.
async fn export(demands: &[Demand], ministry: &Client) {
    let (mut rows, mut requested, mut distributed) = (0, BTreeMap::new(), BTreeMap::new());
    for (from, to) in
        [("2020-04-01", "2020-07-31"), ("2020-08-01", "2020-10-31"), ("2020-11-01", "2020-12-31")]
    {
        let path = format!("/api/reports/requests/csv?from={from}&to={to}&encoding=shift_jis");
        let answer = ministry.get(&path).await.expect(200);
        assert_eq!(answer.header("x-haifu-replaced-characters"), Some("0"));
        let (text, _, broken) = SHIFT_JIS.decode(&answer.bytes);
        assert!(!broken && !text.contains("&#"));
        let mut csv = csv::Reader::from_reader(text.as_bytes());
        let headings = csv.headers().expect("a row of headings").clone();
        let at = |name: &str| headings.iter().position(|heading| heading == name).expect("a column");
        let (item, asked, total) = (at("物資コード"), at("要請枚数"), at("総配布枚数"));
        for row in csv.records() {
            let row = row.expect("a row");
            rows += 1;
            *requested.entry(row[item].to_owned()).or_insert(0) +=
                row[asked].parse::<i64>().expect("a number");
            *distributed.entry(row[item].to_owned()).or_insert(0) += row[total].parse::<i64>().unwrap_or(0);
        }
    }
    let (mut all, mut delivered) = (BTreeMap::new(), BTreeMap::new());
    for demand in demands {
        for (item, quantity) in &demand.items {
            *all.entry(item.clone()).or_insert(0) += quantity;
            *delivered.entry(item.clone()).or_insert(0) += if demand.delivered { *quantity } else { 0 };
        }
    }
    assert_eq!(rows, demands.iter().map(|demand| demand.items.len()).sum::<usize>());
    assert_eq!((requested, distributed), (all, delivered));
}
