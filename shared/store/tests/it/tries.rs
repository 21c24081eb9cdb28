//! Failed tries, counted so that none is lost.

use store::TriesRow;

use crate::{raw, sample::at, table};

fn tries(failures: u32) -> TriesRow {
    let (not_before, forgotten_at) = (at("2026-11-24T09:00:00"), at("2026-11-24T09:15:00"));
    TriesRow { failures, not_before, forgotten_at, refused: 0 }
}

#[tokio::test]
async fn tries_are_read_back_until_they_are_forgotten() {
    let store = table().await;
    assert_eq!(store.tries_get("user tokyo").await.unwrap(), None);
    assert!(store.tries_put("user tokyo", None, &tries(1)).await.unwrap());
    assert_eq!(store.tries_get("user tokyo").await.unwrap(), Some(tries(1)));
    assert_eq!(store.tries_get("user osaka").await.unwrap(), None);
    store.tries_delete("user tokyo").await.unwrap();
    assert_eq!(store.tries_get("user tokyo").await.unwrap(), None);
    store.tries_delete("user tokyo").await.unwrap();
}

#[tokio::test]
async fn of_two_counted_from_the_same_row_one_has_to_count_anew() {
    let store = table().await;
    assert!(store.tries_put("user tokyo", None, &tries(1)).await.unwrap());
    assert!(!store.tries_put("user tokyo", None, &tries(1)).await.unwrap());
    assert!(store.tries_put("user tokyo", Some(&tries(1)), &tries(2)).await.unwrap());
    assert!(!store.tries_put("user tokyo", Some(&tries(1)), &tries(2)).await.unwrap());
    let waiting = TriesRow { not_before: at("2026-11-24T09:00:01"), ..tries(2) };
    let prolonged = TriesRow { forgotten_at: at("2026-11-24T09:15:01"), ..tries(2) };
    for other in [waiting, prolonged] {
        assert!(!store.tries_put("user tokyo", Some(&other), &tries(3)).await.unwrap(), "{other:?}");
    }
    assert_eq!(store.tries_get("user tokyo").await.unwrap(), Some(tries(2)));
}

#[tokio::test]
async fn those_refused_meanwhile_keep_nobody_from_counting() {
    let store = table().await;
    let refused = TriesRow { refused: 7, ..tries(5) };
    assert!(store.tries_put("user tokyo", None, &refused).await.unwrap());
    assert!(store.tries_put("user tokyo", Some(&tries(5)), &tries(6)).await.unwrap());
}

#[tokio::test]
async fn the_table_deletes_them_when_they_are_forgotten() {
    let store = table().await;
    store.tries_put("user tokyo", None, &tries(1)).await.unwrap();
    let row = raw::row(&store, "L#user tokyo", "l").await;
    assert_eq!(row["ttl"], raw::number(tries(1).forgotten_at.timestamp()));
}
