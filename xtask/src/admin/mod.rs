//! `cargo xtask admin`: what an operator does at the table itself, before anybody can sign in or without it.

mod create_user;
mod verify_audit;

use clap::{Args, Subcommand};
use store::Store;

/// Which table, and where.
#[derive(Debug, Args)]
pub(crate) struct Table {
    /// The table's name.
    #[arg(long, default_value = "haifu")]
    table: String,
    /// An emulator's address, such as the one `cargo dev --backend-only` prints; without it, the account and region of the environment.
    #[arg(long)]
    endpoint: Option<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Create a user, who is invited by mail.
    CreateUser(create_user::NewUser),
    /// Follow the audit record from its beginning; fails when a row was altered, removed or cut off.
    VerifyAudit(verify_audit::Extent),
}

/// Does it.
///
/// # Errors
/// One line that says what went wrong.
pub(crate) fn run(task: Task) -> Result<(), String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        match task {
            Task::CreateUser(user) => create_user::run(user).await,
            Task::VerifyAudit(extent) => verify_audit::run(&extent).await,
        }
    })
}

impl Table {
    async fn open(&self) -> Store {
        match &self.endpoint {
            Some(endpoint) => Store::connect_local(endpoint, &self.table),
            None => Store::connect(&self.table).await,
        }
    }
}
