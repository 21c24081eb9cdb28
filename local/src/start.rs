//! Starting: listening, telling how to go on, stopping.

use std::{io, net::Ipv4Addr};

use store::StoreError;
use store_emulator::{Data, samples};
use tokio::net::TcpListener;
use web::Clock;

use crate::{
    Args, System, demand_trace,
    system::{Backend, TABLE},
};

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
    let data = args.data.clone().map_or(Data::Memory, Data::Folder);
    if args.backend_only {
        return serve_backend(data).await;
    }
    let listener = listen(args.port).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let system = System::start(data, args.clock, &address).await?;
    greet(&address);
    if args.demand_trace {
        let (api, app, back_to) = (system.api.clone(), system.app.clone(), args.clock);
        tokio::spawn(async move { demand_trace::load(&api, &app, back_to).await });
    }
    axum::serve(listener, system.router.clone()).with_graceful_shutdown(interrupted()).await?;
    Ok(())
}

/// Only what `cargo lambda watch` does not bring: prints its environment, then waits.
async fn serve_backend(data: Data) -> Result<(), StartError> {
    let backend = Backend::start(data, &Clock::system()).await?;
    for (name, value) in [
        ("HAIFU_STAGE", "local"),
        ("HAIFU_TABLE", TABLE),
        ("HAIFU_PUBLIC_URL", "http://127.0.0.1:9000"),
        ("HAIFU_OFFICE_NAME", "Haifu運用事務局"),
        ("HAIFU_OFFICE_PHONE", "03-0000-0000"),
        ("HAIFU_OFFICE_HOURS", "平日9時～17時"),
        ("HAIFU_MINISTRY_ADDRESSES", "nation@example.jp"),
        ("HAIFU_MAIL_FROM", "no-reply@haifu.example"),
        ("HAIFU_CURSOR_KEY", "a sample key, never used outside this machine"),
        ("AWS_ENDPOINT_URL_DYNAMODB", backend.emulator.endpoint().as_str()),
        ("AWS_ENDPOINT_URL_SESV2", backend.ses_endpoint.as_str()),
        ("AWS_REGION", "ap-northeast-1"),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
    ] {
        println!("export {name}='{value}'");
    }
    println!("# ready");
    interrupted().await;
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
    println!("  how to go on: README.md, \"One request, from draft to 受付完了\". Stop with Ctrl-C.");
}

/// Waits for Ctrl-C or a request to terminate.
async fn interrupted() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
