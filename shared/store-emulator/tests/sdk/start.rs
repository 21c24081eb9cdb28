//! Starting, stopping and starting again.

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;

use store_emulator::{Data, Emulator, FaultProxy, StartError};

use crate::client::{attribute, client, create_table, put, text};

#[tokio::test]
async fn a_folder_keeps_its_tables_and_items_over_a_restart() {
    let parent = tempfile::tempdir().unwrap();
    let data = Data::Folder(parent.path().join("made/on/demand"));

    let first = Emulator::start(data.clone()).unwrap();
    let before = client(first.endpoint(), 1);
    create_table(&before, "kept").await;
    put(&before, "kept", "a", "open").await;
    drop(first);

    let second = Emulator::start(data).unwrap();
    let after = client(second.endpoint(), 1);
    assert_eq!(attribute(&after, "kept", "a", "state").await, Some(text("open")));
}

#[tokio::test]
async fn memory_is_empty_after_a_restart_on_the_same_port() {
    let first = Emulator::start(Data::Memory).unwrap();
    let port = first.endpoint().rsplit(':').next().unwrap().parse().unwrap();
    create_table(&client(first.endpoint(), 1), "forgotten").await;
    drop(first);

    let second = Emulator::start_on(port, Data::Memory).unwrap();
    let tables = client(second.endpoint(), 1).list_tables().send().await.unwrap();
    assert_eq!(tables.table_names(), [] as [&str; 0]);
}

#[test]
fn a_taken_port_is_named() {
    let holder = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = holder.local_addr().unwrap().port();

    let error = start_error(Emulator::start_on(taken, Data::Memory));

    assert!(matches!(error, StartError::PortTaken { port } if port == taken), "{error:?}");
    assert_eq!(
        error.to_string(),
        format!("ポート {taken} は別のプログラムが使用中です (port {taken} is already in use)")
    );
}

#[test]
fn a_taken_port_leaves_the_folder_untouched() {
    let holder = TcpListener::bind("127.0.0.1:0").unwrap();
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("data");

    start_error(Emulator::start_on(holder.local_addr().unwrap().port(), Data::Folder(folder.clone())));

    assert!(!folder.exists());
}

/// Not a folder without permission, since the superuser could write there all the same.
#[test]
fn a_folder_below_a_file_is_unwritable() {
    let parent = tempfile::tempdir().unwrap();
    let file = parent.path().join("file");
    fs::write(&file, "").unwrap();
    let wanted = file.join("data");

    let error = start_error(Emulator::start(Data::Folder(wanted.clone())));

    assert!(matches!(&error, StartError::FolderUnwritable { folder, .. } if *folder == wanted), "{error:?}");
    check_one_line(&error, &wanted.display().to_string());
}

#[test]
fn a_damaged_database_file_is_refused_and_kept() {
    let parent = tempfile::tempdir().unwrap();
    let file: PathBuf = parent.path().join("dynamodb.sqlite");
    let damaged = "this is no database at all".repeat(100);
    fs::write(&file, &damaged).unwrap();

    let error = start_error(Emulator::start(Data::Folder(parent.path().to_owned())));

    assert!(matches!(error, StartError::Other(_)), "{error:?}");
    check_one_line(&error, "cannot start the database");
    assert_eq!(fs::read_to_string(&file).unwrap(), damaged);
}

#[test]
fn a_proxy_refuses_a_target_without_a_host() {
    let error = start_error(FaultProxy::start("/only/a/path"));
    check_one_line(&error, "/only/a/path");
}

#[track_caller]
fn start_error<Started>(result: Result<Started, StartError>) -> StartError {
    match result {
        Ok(_) => panic!("started"),
        Err(error) => error,
    }
}

#[track_caller]
fn check_one_line(error: &StartError, part: &str) {
    let line = error.to_string();
    assert!(line.contains(part) && !line.contains('\n'), "{line}");
}
