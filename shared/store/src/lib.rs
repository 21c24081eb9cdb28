//! DynamoDB, and the only place that knows it: one table, laid out by `docs/access-patterns.md`.
//!
//! *Architecture Invariants:* keys are built and parsed in [`keys`] alone; lists and details are Queries, there is no Scan; a row that
//! cannot be decoded is an error, never skipped; a transition is one conditional transaction.

mod audit;
mod bundle;
mod call_error;
mod completion;
mod digest_mark;
mod error;
mod facility;
mod facility_change;
mod facility_directory;
mod facility_import;
mod fingerprint;
mod flags;
mod history;
mod item;
pub mod keys;
mod link;
mod list_stream;
mod meter;
mod outbox;
mod policy;
mod prefecture;
mod read;
mod read_many;
mod request;
mod request_create;
mod request_list;
mod request_transition;
mod rows;
pub mod schema;
mod security;
mod session;
mod summary;
mod survey;
mod tries;
mod user;
mod write;

pub use audit::{
    AuditFollowed, AuditHead, AuditMark, AuditPage, AuditPointerFault, AuditPointers, AuditRecord,
    AuditVerdict, PointerPlace,
};
pub use bundle::{BundleRow, Gathered};
pub use digest_mark::Claim;
pub use error::StoreError;
pub use facility_change::FacilityWrite;
pub use facility_directory::{FacilityListing, FacilityPage, FacilityQuery};
pub use facility_import::{FacilityImport, ImportState, ImportWritten, RowFault};
pub use fingerprint::Fingerprint;
pub use history::HistoryPage;
pub use item::Consistency;
pub use link::{LinkPurpose, LinkRow};
pub use meter::{Meter, Units};
pub use outbox::OutboxEntry;
pub use policy::PolicyVersion;
pub use prefecture::{PrefectureChange, PrefectureChangeError};
pub use request_list::{ListQuery, ListScope, Order, RowPage};
pub use request_transition::TransitionError;
pub use security::SecurityRow;
pub use session::SessionRow;
pub use tries::TriesRow;
pub use user::{SecondFactor, UserChange, UserListing, UserRow, UserWriteError};

use std::{sync::Arc, time::Duration};

use aws_config::{BehaviorVersion, Region, retry::RetryConfig, timeout::TimeoutConfig};
use aws_sdk_dynamodb::{Client, config::Credentials};

/// The table and how to reach it. Cheap to clone; clones share the connection pool.
#[derive(Debug, Clone)]
pub struct Store {
    client: Client,
    table: String,
    meter: Option<Arc<Meter>>,
}

impl Store {
    /// Connects to the table in the account and region of the environment, as the AWS SDK reads it.
    pub async fn connect(table: &str) -> Self {
        let shared = aws_config::defaults(BehaviorVersion::latest())
            .retry_config(retries())
            .timeout_config(timeouts())
            .load()
            .await;
        Self { client: Client::new(&shared), table: table.to_owned(), meter: None }
    }

    /// Connects to an emulator on this machine. Credentials are made up, so that no real account can be reached by mistake.
    pub fn connect_local(endpoint: &str, table: &str) -> Self {
        let config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("ap-northeast-1"))
            .credentials_provider(Credentials::new("local", "local", None, None, "local"))
            .endpoint_url(endpoint)
            .retry_config(retries())
            .timeout_config(timeouts())
            .build();
        Self { client: Client::from_conf(config), table: table.to_owned(), meter: None }
    }

    /// The same store, counting what it consumes. Used by tests that hold the cost ceilings, and by logs.
    #[must_use]
    pub fn metered(&self) -> (Self, Arc<Meter>) {
        let meter = Arc::new(Meter::default());
        (Self { meter: Some(Arc::clone(&meter)), ..self.clone() }, meter)
    }

    /// The table's name.
    pub fn table(&self) -> &str {
        &self.table
    }
}

/// The SDK retries throttling and lost responses; a repeated transaction carries the same client token, so it is applied once.
fn retries() -> RetryConfig {
    RetryConfig::standard().with_max_attempts(4).with_initial_backoff(Duration::from_millis(50))
}

fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(2))
        .operation_attempt_timeout(Duration::from_secs(10))
        .build()
}
