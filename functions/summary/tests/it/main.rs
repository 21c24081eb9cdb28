//! The snapshot behind the chart, against figures counted by hand. Tuesday 2026-11-24 follows three closed days.

use axum::Router;
use chrono::NaiveDate;
use domain::{
    prefecture::Prefecture,
    request::withdraw,
    role::Role,
    summary::{PrefectureCounts, StatusCounts, Summary},
    supply::ItemCode,
};
use testbed::{TestBed, instant, seed};

/// Yesterday, for the snapshots taken here.
const MONDAY: &str = "2026-11-23";
const TUESDAY: &str = "2026-11-24";

/// One request in each status, and what the chart does not count: an older one and a draft.
async fn table() -> TestBed {
    let bed = TestBed::start(|_| Router::new(), "2026-11-20T10:00:00").await;
    bed.seed_under_review("tokyo-hospital").await; // due on Friday, and open since
    bed.set_clock("2026-11-23T15:00:00");
    let shipped = bed.seed_under_review("osaka-hospital").await;
    let decisions = [("n95_mask", seed::ship(1_500)), ("gloves", seed::refuse())];
    bed.seed_review(&shipped, true, &decisions).await;
    bed.set_clock("2026-11-24T10:00:00");
    bed.seed_under_review("tokyo-clinic").await; // due today
    let withdrawn = bed.seed_under_review("tokyo-hospital").await;
    let by = seed::actor("tokyo-hospital", Role::Facility, "東京中央見本病院");
    bed.seed_act(&withdrawn, &by, |act| withdraw(&withdrawn, act).unwrap()).await;
    bed.seed_under_review("tokyo-dental").await; // 要件未充足: without a designation
    bed.seed_draft("tokyo-hospital").await;
    bed.set_clock("2026-11-24T14:00:00");
    bed
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn prefecture(code: &str) -> Prefecture {
    Prefecture::parse(code).unwrap()
}

fn counts([ineligible, under_review, accepted, withdrawn]: [u64; 4]) -> StatusCounts {
    StatusCounts { ineligible, under_review, accepted, withdrawn }
}

fn by_item(each: [u64; 4]) -> std::collections::BTreeMap<ItemCode, StatusCounts> {
    ["gloves", "n95_mask"].map(|code| (ItemCode::parse(code).unwrap(), counts(each))).into()
}

/// The nation as counted by hand at 14:00.
fn nation() -> Summary {
    let none = PrefectureCounts::default();
    let tokyo = PrefectureCounts { by_status: counts([1, 1, 0, 1]), open: 2, overdue: 1, ..none };
    let osaka = PrefectureCounts { by_status: counts([0, 0, 1, 0]), national_quantity: 1_500, ..none };
    Summary {
        as_of: instant("2026-11-24T14:00:00"),
        due_today: 1,
        due_today_awaiting: 0,
        overdue: 1,
        by_item: by_item([1, 1, 1, 1]),
        by_day: [(day(MONDAY), counts([0, 0, 1, 0])), (day(TUESDAY), counts([1, 1, 0, 1]))].into(),
        by_prefecture: [(prefecture("13"), tokyo), (prefecture("27"), osaka)].into(),
        // Tokyo and Osaka have confirmed addresses in the samples.
        without_address: Prefecture::all().filter(|one| !["13", "27"].contains(&&*one.code())).collect(),
    }
}

#[tokio::test]
async fn the_nations_snapshot_is_what_a_hand_would_count() {
    let bed = table().await;
    assert_eq!(summary::run(&bed.app).await.unwrap(), nation());
    assert_eq!(bed.app.store.summary_get(None).await.unwrap(), Some(nation()), "and it is kept");
}

#[tokio::test]
async fn each_prefecture_has_its_share_as_a_snapshot_of_its_own() {
    let bed = table().await;
    summary::run(&bed.app).await.unwrap();
    let osaka = prefecture("27");
    let expected = Summary {
        due_today: 0,
        overdue: 0,
        by_item: by_item([0, 0, 1, 0]),
        by_day: [(day(MONDAY), counts([0, 0, 1, 0]))].into(),
        by_prefecture: [(osaka, nation().by_prefecture[&osaka])].into(),
        without_address: [].into(),
        ..nation()
    };
    assert_eq!(bed.app.store.summary_get(Some(osaka)).await.unwrap(), Some(expected));
    let quiet = bed.app.store.summary_get(Some(prefecture("47"))).await.unwrap();
    assert_eq!(quiet, Some(Summary::empty(nation().as_of)), "nothing came in there, which is counted too");
}

#[tokio::test]
async fn the_next_run_counts_anew() {
    let bed = table().await;
    summary::run(&bed.app).await.unwrap();
    bed.seed_under_review("osaka-hospital").await; // due tomorrow
    bed.set_clock("2026-11-24T17:00:00.001");
    let later = summary::run(&bed.app).await.unwrap();
    assert_eq!((later.as_of, later.due_today, later.overdue), (instant("2026-11-24T17:00:00.001"), 1, 2));
    assert_eq!(later.by_day[&day(TUESDAY)], counts([1, 2, 0, 1]));
    assert_eq!(bed.app.store.summary_get(None).await.unwrap(), Some(later));
}

#[tokio::test]
async fn a_run_that_was_overtaken_changes_nothing() {
    let bed = table().await;
    bed.set_clock("2026-11-24T14:10:00");
    let later = summary::run(&bed.app).await.unwrap();
    bed.set_clock("2026-11-24T14:00:00");
    assert_eq!(summary::run(&bed.app).await.unwrap(), nation());
    assert_eq!(bed.app.store.summary_get(None).await.unwrap(), Some(later));
    let osaka = bed.app.store.summary_get(Some(prefecture("27"))).await.unwrap().unwrap();
    assert_eq!(osaka.as_of, instant("2026-11-24T14:10:00"));
}

#[tokio::test]
async fn from_midnight_on_the_day_before_yesterday_is_left_out() {
    let bed = table().await;
    bed.set_clock("2026-11-25T00:00:00");
    let summary = summary::run(&bed.app).await.unwrap();
    assert_eq!(summary.by_day, [(day(TUESDAY), counts([1, 1, 0, 1]))].into());
    assert_eq!((summary.due_today, summary.overdue), (0, 2));
}
