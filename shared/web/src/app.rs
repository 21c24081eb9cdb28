//! What every handler is given.

use std::sync::Arc;

use store::Store;

use crate::{Clock, Config, ConfigError};

/// The application's state. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// The table.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// The configuration.
    pub config: Arc<Config>,
}

impl App {
    /// The state of a function in an account: configuration and table from the environment, the system's clock.
    ///
    /// # Errors
    /// [`ConfigError`]; the function must not start.
    pub async fn from_env() -> Result<Self, ConfigError> {
        let config = Config::from_env()?;
        Ok(Self {
            store: Store::connect(&config.table).await,
            clock: Clock::system(),
            config: Arc::new(config),
        })
    }

    /// A state put together by hand: the local system and tests.
    pub fn new(store: Store, clock: Clock, config: Config) -> Self {
        Self { store, clock, config: Arc::new(config) }
    }
}
