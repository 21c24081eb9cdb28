//! The embedded `DynamoDB` behind an HTTP endpoint.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use dynoxide::Database;
use tokio::net::TcpListener;

use crate::error::{StartError, SweepError};
use crate::server_thread::{ServerThread, StopSignal, bind};

/// The one file of a data folder; `SQLite` may put a journal beside it.
const DATABASE_FILE: &str = "dynamodb.sqlite";

/// Where the tables live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// In memory: gone when the emulator stops.
    Memory,
    /// In a folder, made if missing: still there after a restart. One emulator at a time may use it.
    Folder(PathBuf),
}

/// A running `DynamoDB` emulator. It stops when dropped: requests in progress are answered first (for at most
/// two seconds), then the port and the files are free again.
///
/// Dropping waits for the server's threads, so in an async test drop it after the last request was awaited.
pub struct Emulator {
    // Before the database: the server lets go of its handles first.
    server: ServerThread,
    database: Database,
}

impl Emulator {
    /// Starts on a free loopback port.
    pub fn start(data: Data) -> Result<Self, StartError> {
        Self::start_on(0, data)
    }

    /// Starts on the given loopback port; 0 takes a free one.
    pub fn start_on(port: u16, data: Data) -> Result<Self, StartError> {
        // The port first: where another emulator holds it, its files are better left alone.
        let listener = bind(port)?;
        let database = open(data)?;
        let handle = database.clone();
        let server =
            ServerThread::start("dynamodb", listener, |listener, stop| serve(listener, handle, stop))?;
        Ok(Self { server, database })
    }

    /// The URL for a client's `endpoint_url`, such as `http://127.0.0.1:41234`.
    pub fn endpoint(&self) -> String {
        self.server.endpoint()
    }

    /// Deletes the items past their expiry from every table that has a time to live set, judged by the
    /// system's clock; returns how many. AWS does this by itself within days; the emulator only when asked.
    pub fn sweep_ttl(&self) -> Result<usize, SweepError> {
        self.database.sweep_ttl().map_err(|error| SweepError(error.into()))
    }
}

/// The in-memory emulator that all tests of one process share. A table costs about 10 ms, an emulator much
/// more, so each test makes a table with a name of its own here.
///
/// # Panics
/// If it cannot start, which no test of the process could survive.
pub fn shared() -> &'static Emulator {
    static SHARED: OnceLock<Emulator> = OnceLock::new();
    SHARED.get_or_init(|| match Emulator::start(Data::Memory) {
        Ok(emulator) => emulator,
        Err(error) => panic!("{error}"),
    })
}

async fn serve(listener: TcpListener, database: Database, stop: StopSignal) {
    if let Err(error) = dynoxide::server::serve_with_shutdown(listener, database, stop.wait()).await {
        tracing::error!(error, "the embedded database stopped");
    }
}

fn open(data: Data) -> Result<Database, StartError> {
    match data {
        Data::Memory => Database::memory().map_err(StartError::other),
        Data::Folder(folder) => {
            let file = writable_file(&folder)
                .map_err(|source| StartError::FolderUnwritable { folder: folder.clone(), source })?;
            let Some(path) = file.to_str() else {
                return Err(StartError::other(format!("{} is not UTF-8", file.display())));
            };
            Database::new(path).map_err(StartError::other)
        }
    }
}

/// Makes the folder and opens the database file for writing once, because the operating system's refusal is
/// clearer than the database's. A new file stays empty, which is a valid empty database.
fn writable_file(folder: &Path) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let file = folder.join(DATABASE_FILE);
    OpenOptions::new().create(true).append(true).open(&file)?;
    Ok(file)
}
