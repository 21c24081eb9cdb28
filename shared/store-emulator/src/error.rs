//! What can go wrong when an emulator or a proxy starts or sweeps.

use std::error::Error;
use std::io;
use std::path::PathBuf;

/// Why an emulator or a proxy did not start. Each displays as one line, in Japanese and English.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program listens on the wanted port.
    #[error("ポート {port} は別のプログラムが使用中です (port {port} is already in use)")]
    PortTaken {
        /// The wanted port.
        port: u16,
    },
    /// The data folder cannot be created, or the database file in it cannot be written.
    #[error("フォルダー {} に書き込めません (cannot write to the data folder): {source}", folder.display())]
    FolderUnwritable {
        /// The folder as it was given.
        folder: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Anything else: no thread or socket to be had, a damaged database file, a malformed endpoint.
    #[error("データベースを起動できません (cannot start the database): {0}")]
    Other(#[source] Box<dyn Error + Send + Sync>),
}

impl StartError {
    /// Wraps a cause that has no variant of its own.
    pub(crate) fn other(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Other(cause.into())
    }
}

/// Why a sweep of expired items failed.
#[derive(Debug, thiserror::Error)]
#[error("期限切れの項目を削除できません (cannot sweep expired items): {0}")]
pub struct SweepError(#[source] pub(crate) Box<dyn Error + Send + Sync>);
