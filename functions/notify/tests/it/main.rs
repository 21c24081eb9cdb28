//! The outbox's sender on a table of its own, with mails kept in memory. Tuesday 2026-11-24 is a business day.

mod account_faults;
mod accounts;
mod bundling;
mod bundling_faults;
mod bundling_settled;
mod designation;
mod digests;
mod failures;
mod log;
mod messages;
mod ministry;
mod recipients;
mod record;
mod seed;
mod ses;
mod stage;
mod sweep;
mod turns;
mod undelivered;

use std::cell::Cell;

use axum::Router;
use domain::{digest::Slot, message::Message, prefecture::Prefecture, time::jst_date};
use mailer::{Mailer, MemoryMailer, Sent};
use notify::Drained;
use store::{OutboxEntry, Store};
use testbed::TestBed;

pub(crate) use log::logged;

const HOSPITAL: &str = "tokyo-hospital@example.jp";
const TOKYO: &str = "prefecture-13@example.jp";
const NATION: &str = "nation@example.jp";

/// A table with the sample data, and the mails that left it.
struct Post {
    bed: TestBed,
    mails: MemoryMailer,
    /// How many of them a test does not look at any more.
    forgotten: Cell<usize>,
}

impl Post {
    async fn start(jst: &str) -> Self {
        Self::of(TestBed::start(|_| Router::new(), jst).await)
    }

    async fn on(store: Store, jst: &str) -> Self {
        Self::of(TestBed::on(store, |_| Router::new(), jst).await)
    }

    fn of(bed: TestBed) -> Self {
        Self { bed, mails: MemoryMailer::default(), forgotten: Cell::new(0) }
    }

    fn mailer(&self) -> Mailer {
        Mailer::Memory(self.mails.clone())
    }

    async fn drain(&self) -> Drained {
        notify::drain(&self.bed.app, &self.mailer()).await.unwrap()
    }

    /// Drains at that Japanese time.
    async fn drain_at(&self, jst: &str) -> Drained {
        self.bed.set_clock(jst);
        self.drain().await
    }

    async fn outbox(&self) -> Vec<OutboxEntry> {
        self.bed.app.store.outbox_list().await.unwrap()
    }

    /// Puts a message into the outbox as the deadline check does, now.
    async fn claim(&self, what: &str, message: Message) {
        let now = self.bed.app.clock.now();
        self.bed.app.store.digest_claim(jst_date(now), what, message, now).await.unwrap();
    }

    /// Puts Tokyo's digest of a slot of today into the outbox.
    async fn claim_digest(&self, slot: Slot) {
        let day = jst_date(self.bed.app.clock.now());
        let prefecture = Prefecture::parse("13").unwrap();
        self.claim(slot.code(), Message::Digest { prefecture, day, slot }).await;
    }

    /// Mails sent, oldest first.
    fn sent(&self) -> Vec<Sent> {
        self.mails.sent().split_off(self.forgotten.get())
    }

    /// Mails to an address, oldest first.
    fn mails_to(&self, address: &str) -> Vec<Sent> {
        self.sent().into_iter().filter(|mail| mail.to == address).collect()
    }

    /// What is told apart in their subjects, behind the office's name.
    fn subjects_to(&self, address: &str) -> Vec<String> {
        let head = "【訓練】【Haifu運用事務局】";
        let mails = self.mails_to(address);
        mails
            .iter()
            .map(|mail| mail.subject.strip_prefix(head).expect("the office's name").to_owned())
            .collect()
    }

    /// Forgets the mails so far.
    fn forget(&self) {
        self.forgotten.set(self.mails.sent().len());
    }
}

fn drained(mails: usize, finished: usize, postponed: usize) -> Drained {
    Drained { mails, finished, postponed, ..Drained::default() }
}
