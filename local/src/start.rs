//! Starting: listening, telling how to go on, stopping.

use std::{future, io, net::Ipv4Addr, path::PathBuf};

use store::StoreError;
use store_emulator::{Data, samples};
use tokio::net::TcpListener;
use web::Clock;

use crate::{Args, System, backend::Backend, demand_trace, stop::Stop};

/// Why the system did not start. Displayed in one line.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port is another program's, or may not be used.
    #[error(
        "ポート{port}を使えません。--port で別の番号を指定してください。(port {port} cannot be used: {source})"
    )]
    Port {
        /// Which.
        port: u16,
        /// Why.
        source: io::Error,
    },
    /// The database did not start: its folder cannot be written, or its file is damaged.
    #[error(transparent)]
    Emulator(#[from] store_emulator::StartError),
    /// Another process keeps its data there.
    #[error(
        "フォルダー {0} は別の cargo dev が使っています (the data folder is in use by another cargo dev)"
    )]
    FolderInUse(PathBuf),
    /// The sample data could not be written.
    #[error("見本データを書き込めません。(the sample data cannot be written: {0})")]
    Store(#[from] StoreError),
    /// The system does not let us listen or wait.
    #[error("起動できません。(cannot start: {0})")]
    Io(#[from] io::Error),
}

/// Runs the system until it is interrupted.
///
/// # Errors
/// [`StartError`].
pub async fn serve(args: &Args) -> Result<(), StartError> {
    let stop = Stop::listen()?;
    let data = args.data.clone().map_or(Data::Memory, Data::Folder);
    if args.backend_only {
        return serve_backend(data, stop).await;
    }
    let listener = listen(args.port).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let system = System::start(data, args.clock, &address).await?;
    greet(&address);
    let server =
        axum::serve(listener, system.router.clone()).with_graceful_shutdown(stop.asked()).into_future();
    let trace = async {
        if args.demand_trace {
            demand_trace::load_and_tell(&system, args.clock).await;
        }
        // However it went, the system stays up.
        future::pending::<()>().await;
    };
    tokio::select! {
        ended = server => ended?,
        () = trace => {}
    }
    Ok(())
}

/// Only what `cargo lambda watch` does not bring: prints its environment, as a shell reads it, then waits.
async fn serve_backend(data: Data, stop: Stop) -> Result<(), StartError> {
    let backend = Backend::start(data, &Clock::system()).await?;
    for (name, value) in backend.environment() {
        println!("export {name}='{value}'");
    }
    println!("# mails: {}/dev/mail", backend.ses_endpoint);
    println!("# ready");
    stop.asked().await;
    Ok(())
}

async fn listen(port: u16) -> Result<TcpListener, StartError> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|source| StartError::Port { port, source })
}

fn greet(address: &str) {
    let password = samples::PASSWORD;
    println!("Haifu is ready: {address}");
    println!(
        "  sign in with {password} as tokyo-hospital, tokyo-clinic, osaka-hospital, tokyo-dental (facilities),"
    );
    println!("  tokyo, osaka (prefectures) or ministry");
    println!("  mails       {address}/dev/mail");
    println!("  clock, jobs {address}/dev");
    println!("  how to go on: README.md, \"Start\". Stop with Ctrl-C.");
}
