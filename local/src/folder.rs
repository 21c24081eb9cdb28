//! The data folder belongs to one process at a time: two systems on one database would each send half of the mails.

use std::fs::{self, File, TryLockError};

use store_emulator::Data;

use crate::StartError;

const LOCK_FILE: &str = "in-use.lock";

/// Keeps the folder for this process until the file is dropped. Data in memory need no lock.
pub(crate) fn lock(data: &Data) -> Result<Option<File>, StartError> {
    let Data::Folder(folder) = data else { return Ok(None) };
    let file = fs::create_dir_all(folder)
        .and_then(|()| File::create(folder.join(LOCK_FILE)))
        .map_err(|source| store_emulator::StartError::FolderUnwritable { folder: folder.clone(), source })?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(StartError::FolderInUse(folder.clone())),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}
