//! A `Store` on a table of its own.

use std::sync::atomic::{AtomicU32, Ordering};

use store::{Store, StoreError};

use crate::shared;

static TABLES: AtomicU32 = AtomicU32::new(0);

/// A store on a new, empty table of the process's emulator, which no other test sees.
pub async fn isolated_store() -> Result<Store, StoreError> {
    store_on(&test_endpoint()).await
}

/// Where the tests' database answers: the process's emulator, or the independent one that `HAIFU_TEST_DYNAMODB` names
/// (`docs/second-database.md`).
#[allow(clippy::disallowed_methods, reason = "a setting of the tests, which no App has")]
pub fn test_endpoint() -> String {
    std::env::var("HAIFU_TEST_DYNAMODB").unwrap_or_else(|_| shared().endpoint())
}

/// A store on a new, empty table behind an endpoint, such as that of a [`crate::FaultProxy`].
pub async fn store_on(endpoint: &str) -> Result<Store, StoreError> {
    let number = TABLES.fetch_add(1, Ordering::Relaxed);
    let store = Store::connect_local(endpoint, &format!("test-{}-{number}", std::process::id()));
    store.table_create().await?;
    Ok(store)
}
