//! The store on a real emulator: one test binary, since linking the SDK takes longer than running the tests.

mod audit;
mod bundle;
mod completion;
mod conflict;
mod corrupt;
mod cost_accounts;
mod cost_other;
mod cost_read;
mod cost_write;
mod digest;
mod facility;
mod facility_directory;
mod facility_import;
mod faults;
mod filter;
mod flags;
mod full_size;
mod history;
mod link;
mod list;
mod merge;
mod outbox;
mod policy;
mod prefecture;
mod raw;
mod round_trip;
mod sample;
mod security;
mod seed;
mod session;
mod steps;
mod summary;
mod survey;
mod tries;
mod user;
mod visibility;

use std::sync::atomic::{AtomicUsize, Ordering};

use store::Store;

/// A store on a table of its own.
async fn table() -> Store {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    let name = format!("t-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let store = Store::connect_local(&store_emulator::test_endpoint(), &name);
    store.table_create().await.unwrap();
    store
}
