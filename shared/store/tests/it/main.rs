//! The store on a real emulator: one test binary, since linking the SDK takes longer than running the tests.

mod completion;
mod conflict;
mod corrupt;
mod cost_other;
mod cost_read;
mod cost_write;
mod digest;
mod facility;
mod faults;
mod filter;
mod full_size;
mod history;
mod list;
mod merge;
mod outbox;
mod policy;
mod raw;
mod round_trip;
mod sample;
mod seed;
mod session;
mod steps;
mod summary;
mod survey;
mod visibility;

use std::sync::atomic::{AtomicUsize, Ordering};

use store::Store;

/// A store on a table of its own.
async fn table() -> Store {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    let name = format!("t-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let store = Store::connect_local(&store_emulator::shared().endpoint(), &name);
    store.table_create().await.unwrap();
    store
}
