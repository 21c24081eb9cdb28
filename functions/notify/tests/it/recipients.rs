//! Who reads mail for whom.

use std::collections::BTreeSet;

use domain::{
    digest::Slot, facility::Facility, id::FacilityId, policy::PrefectureSettings, prefecture::Prefecture,
};

use crate::{HOSPITAL, NATION, Post, TOKYO, drained, seed::Seed};

pub(crate) async fn set_addresses(post: &Post, addresses: &[&str]) {
    let store = &post.bed.app.store;
    let settings = store.prefecture_get(Prefecture::parse("13").unwrap()).await.unwrap();
    let notification_addresses: BTreeSet<String> = addresses.iter().map(|text| (*text).to_owned()).collect();
    store.prefecture_put(&PrefectureSettings { notification_addresses, ..settings }).await.unwrap();
}

async fn set_mail(post: &Post, mail: &str) {
    let store = &post.bed.app.store;
    let id = FacilityId::parse("tokyo-hospital").unwrap();
    let facility = store.facility_get(&id).await.unwrap().unwrap();
    store.facility_put(&Facility { mail: mail.to_owned(), ..facility }).await.unwrap();
}

/// How many mails each address has after a submission.
async fn counts<const N: usize>(post: &Post, addresses: [&str; N]) -> [usize; N] {
    Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain().await;
    addresses.map(|address| post.mails_to(address).len())
}

#[tokio::test]
async fn every_confirmed_address_of_the_prefecture_is_told() {
    let post = Post::start("2026-11-24T10:00:00").await;
    set_addresses(&post, &["a@example.jp", "b@example.jp"]).await;
    let counts = counts(&post, ["a@example.jp", "b@example.jp", HOSPITAL, TOKYO, NATION]).await;
    assert_eq!(counts, [1, 1, 1, 0, 0]);
}

#[tokio::test]
async fn a_prefecture_without_a_confirmed_address_is_told_through_the_ministry() {
    let post = Post::start("2026-11-24T10:00:00").await;
    set_addresses(&post, &[]).await;
    assert_eq!(counts(&post, [NATION, HOSPITAL, TOKYO]).await, [1, 1, 0]);
    assert!(post.mails_to(NATION)[0].body.contains("東京都 ご担当者様"));
}

#[tokio::test]
async fn an_address_that_waits_for_its_confirmation_is_told_nothing() {
    let post = Post::start("2026-11-24T10:00:00").await;
    let store = &post.bed.app.store;
    let mut settings = store.prefecture_get(Prefecture::parse("13").unwrap()).await.unwrap();
    settings.unconfirmed_addresses.insert("waiting@example.jp".to_owned(), post.bed.app.clock.now());
    store.prefecture_put(&settings).await.unwrap();
    assert_eq!(counts(&post, ["waiting@example.jp", TOKYO, NATION]).await, [0, 1, 0]);
    set_addresses(&post, &[]).await;
    assert_eq!(counts(&post, ["waiting@example.jp", NATION]).await, [0, 1], "and the ministry in its place");
}

#[tokio::test]
async fn its_digest_goes_to_the_ministry_as_well() {
    let post = Post::start("2026-11-24T10:00:00").await;
    set_addresses(&post, &[]).await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain_at("2026-11-24T13:01:00").await;
    post.forget();
    post.claim_digest(Slot::Cutoff).await;
    assert_eq!(post.drain().await, drained(1, 1, 0));
    assert_eq!(post.subjects_to(NATION), ["本日17時までに入力をお願いする緊急配布要請（1件）"]);
}

#[tokio::test]
async fn an_address_that_reads_for_both_is_told_as_both() {
    let post = Post::start("2026-11-24T10:00:00").await;
    set_mail(&post, TOKYO).await;
    assert_eq!(counts(&post, [TOKYO]).await, [2]);
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn a_facility_without_an_address_is_told_once_it_has_one_and_the_prefecture_at_once() {
    let post = Post::start("2026-11-24T10:00:00").await;
    set_mail(&post, "").await;
    assert_eq!(counts(&post, [TOKYO]).await, [1]);
    assert_eq!(post.outbox().await.len(), 1, "kept until there is somebody to tell");
    set_mail(&post, HOSPITAL).await;
    assert_eq!(post.drain_at("2026-11-24T10:01:00").await, drained(1, 1, 0));
    assert_eq!(post.mails_to(HOSPITAL).len(), 1);
}
