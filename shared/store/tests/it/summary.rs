//! Snapshots of the chart equal a count of what is there.

use chrono::TimeDelta;
use domain::{
    policy::PrefectureSettings,
    prefecture::Prefecture,
    request::Request,
    row::RequestRow,
    status::Status,
    summary::Summary,
    time::{Instant, jst_date},
};

use crate::{
    merge::random_requests,
    raw,
    sample::{at, prefecture, tokyo},
    seed::{moved, store_all, submitted},
    steps::{decisions, review, withdraw},
    table,
};

/// The count as SPEC 9 says it, from all requests there are.
fn counted(requests: &[Request], now: Instant, of: impl Fn(Prefecture) -> bool) -> Summary {
    let rows: Vec<RequestRow> =
        requests.iter().map(RequestRow::from).filter(|row| of(row.prefecture)).collect();
    let yesterday = jst_date(now).pred_opt().unwrap();
    let recent: Vec<RequestRow> = rows
        .iter()
        .filter(|row| row.updated_at.is_some_and(|at| jst_date(at) >= yesterday))
        .cloned()
        .collect();
    let open: Vec<RequestRow> = rows.into_iter().filter(|row| row.status == Status::UnderReview).collect();
    Summary::count(now, &recent, &open)
}

/// Requests of five prefectures over three days, in several states, some due today at 17:00.
fn requests() -> Vec<Request> {
    let mut requests = random_requests(21, 60, 5);
    for (n, request) in requests.iter_mut().enumerate() {
        let day = at("2026-11-22T13:00:00") + TimeDelta::days(i64::try_from(n % 3).unwrap());
        *request = match n % 5 {
            0 => review(request, true, &decisions()).after,
            1 => withdraw(request).after,
            _ => request.clone(),
        };
        *request = moved(request.clone(), day);
    }
    requests
}

#[tokio::test]
async fn a_snapshot_is_the_count_of_what_is_there() {
    let store = table().await;
    let (requests, now) = (requests(), at("2026-11-24T17:01:00"));
    store_all(&store, &requests).await;
    assert_eq!(store.summary_get(None).await.unwrap(), None);
    let nation = store.summary_recount_nation(now).await.unwrap();
    assert_eq!(nation.without_address.len(), 47, "none has made settings");
    let all = Prefecture::all().collect();
    assert_eq!(nation, Summary { without_address: all, ..counted(&requests, now, |_| true) });
    assert!(nation.due_today > 0 && nation.overdue > 0 && nation.by_day.len() == 2);
    assert_eq!(store.summary_get(None).await.unwrap(), Some(nation));
    for code in ["01", "02", "05", "47"] {
        let one = prefecture(code);
        let expected = counted(&requests, now, |prefecture| prefecture == one);
        assert_eq!(store.summary_get(Some(one)).await.unwrap(), Some(expected.clone()));
        assert_eq!(store.summary_recount(one, now).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn yesterday_begins_at_midnight_in_japan_and_open_work_is_of_any_day() {
    let store = table().await;
    let now = at("2026-11-24T16:00:00");
    let mut requests = vec![
        submitted(1, tokyo(), at("2026-11-22T23:59:59")),
        submitted(2, tokyo(), at("2026-11-23T00:00:00")),
        submitted(3, tokyo(), at("2026-11-24T13:00:00")),
        submitted(4, tokyo(), at("2026-11-24T13:00:00")),
    ];
    requests[3].deadline.as_mut().unwrap().due_at += TimeDelta::days(1);
    store_all(&store, &requests).await;
    let summary = store.summary_recount(tokyo(), now).await.unwrap();
    assert_eq!(summary.by_day.values().map(|counts| counts.under_review).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((summary.due_today, summary.overdue), (1, 2));
    assert_eq!(summary.by_prefecture[&tokyo()].open, 4);
}

#[tokio::test]
async fn the_nations_snapshot_names_the_prefectures_without_a_confirmed_address() {
    let store = table().await;
    for one in Prefecture::all().filter(|one| ![tokyo(), prefecture("01")].contains(one)) {
        let notification_addresses = [format!("p{one}@example.jp")].into();
        let settings = PrefectureSettings { notification_addresses, ..PrefectureSettings::unset(one) };
        store.prefecture_put(&settings).await.unwrap();
    }
    store.prefecture_put(&PrefectureSettings::unset(tokyo())).await.unwrap();
    store.summary_recount_nation(at("2026-11-24T10:00:00")).await.unwrap();
    let nation = store.summary_get(None).await.unwrap().unwrap();
    assert_eq!(nation.without_address, [prefecture("01"), tokyo()].into());
    let own = store.summary_get(Some(tokyo())).await.unwrap().unwrap();
    assert!(own.without_address.is_empty(), "a prefecture's own snapshot does not tell it");
}

/// Counts at these times, one request more each time, and looks which count stands.
async fn check_standing(times: &[&str], standing: &str, under_review: u64) {
    let store = table().await;
    for (n, time) in times.iter().enumerate() {
        store_all(&store, &[submitted(n + 1, tokyo(), at("2026-11-24T09:00:00"))]).await;
        let counted = store.summary_recount(tokyo(), at(time)).await.unwrap();
        assert_eq!(counted.as_of, at(time), "whoever counted reads what was counted");
    }
    let kept = store.summary_get(Some(tokyo())).await.unwrap().unwrap();
    let counted = kept.by_day.values().map(|counts| counts.under_review).sum::<u64>();
    assert_eq!((kept.as_of, counted), (at(standing), under_review), "{times:?}");
}

#[tokio::test]
async fn a_snapshot_gives_way_only_to_a_later_one() {
    check_standing(&["2026-11-24T10:00:00", "2026-11-24T10:00:00.001"], "2026-11-24T10:00:00.001", 2).await;
    check_standing(&["2026-11-24T10:00:00", "2026-11-24T10:00:00"], "2026-11-24T10:00:00", 1).await;
    check_standing(&["2026-11-24T10:00:00.001", "2026-11-24T10:00:00"], "2026-11-24T10:00:00.001", 1).await;
}

#[tokio::test]
async fn a_snapshot_from_before_open_work_was_counted_is_read() {
    let store = table().await;
    store_all(&store, &[submitted(1, tokyo(), at("2026-11-24T09:00:00"))]).await;
    let now = store.summary_recount(tokyo(), at("2026-11-24T10:00:00")).await.unwrap();
    let mut row = raw::row(&store, "Z#13", "z").await;
    let json =
        row["summary"].as_s().unwrap().replace(",0,0,1]", ",0,0]").replace("\"due_today_awaiting\":0,", "");
    row.insert("summary".to_owned(), raw::text(&json));
    raw::put(&store, row).await;
    let before = store.summary_get(Some(tokyo())).await.unwrap().unwrap();
    assert_eq!((before.due_today, before.by_prefecture[&tokyo()].open), (1, 0));
    assert_eq!(before.by_prefecture[&tokyo()].by_status, now.by_prefecture[&tokyo()].by_status);
}

#[tokio::test]
async fn a_snapshot_from_before_there_was_an_order_is_read_and_gives_way() {
    let store = table().await;
    let early = store.summary_recount(tokyo(), at("2026-11-24T10:00:00")).await.unwrap();
    let mut row = raw::row(&store, "Z#13", "z").await;
    row.remove("at").unwrap();
    raw::put(&store, row).await;
    assert_eq!(store.summary_get(Some(tokyo())).await.unwrap(), Some(early));
    let now = at("2026-11-24T09:00:00");
    store.summary_recount(tokyo(), now).await.unwrap();
    assert_eq!(store.summary_get(Some(tokyo())).await.unwrap().unwrap().as_of, now);
}
