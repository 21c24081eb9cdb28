//! A server on a thread and a runtime of its own.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::watch;

use crate::error::StartError;

/// How long a server may go on answering after it was asked to stop. A client that sent half a request
/// would otherwise hold it for ever.
const GRACE: Duration = Duration::from_secs(2);

/// Enough for one request in the database and one more being read or written.
const WORKERS: usize = 2;

/// Resolves when the server is asked to stop.
#[derive(Clone)]
pub(crate) struct StopSignal(watch::Receiver<()>);

impl StopSignal {
    /// Waits until the [`ServerThread`] is dropped. No value is ever sent: the closed channel is the signal.
    pub(crate) async fn wait(mut self) {
        while self.0.changed().await.is_ok() {}
    }
}

/// A running server. Dropping it stops the server, waits for its thread, and frees all it held.
pub(crate) struct ServerThread {
    address: SocketAddr,
    stop: Option<watch::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl ServerThread {
    /// Runs `serve` on `listener`. Clients can connect from the moment this returns.
    pub(crate) fn start<Serve, Serving>(
        name: &str,
        listener: std::net::TcpListener,
        serve: Serve,
    ) -> Result<Self, StartError>
    where
        Serve: FnOnce(TcpListener, StopSignal) -> Serving + Send + 'static,
        Serving: Future<Output = ()>,
    {
        let runtime = Builder::new_multi_thread()
            .worker_threads(WORKERS)
            .thread_name(name)
            .enable_all()
            .build()
            .map_err(StartError::other)?;
        let address = listener.local_addr().map_err(StartError::other)?;
        let listener = {
            let _inside = runtime.enter();
            TcpListener::from_std(listener).map_err(StartError::other)?
        };
        let (stop, stopped) = watch::channel(());
        let signal = StopSignal(stopped);
        let thread = thread::Builder::new()
            .name(name.to_owned())
            // The runtime is dropped at the end of the thread, which ends every connection task. So whoever
            // joins the thread knows that all handles are closed.
            .spawn(move || runtime.block_on(serve_until_stopped(serve(listener, signal.clone()), signal)))
            .map_err(StartError::other)?;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    /// The base URL to give to a client, without a slash at the end.
    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for ServerThread {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!(address = %self.address, "server thread panicked");
        }
    }
}

/// Binds `port` of 127.0.0.1, or a free one for 0. Loopback only: the emulator checks no signatures.
pub(crate) fn bind(port: u16) -> Result<std::net::TcpListener, StartError> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            StartError::PortTaken { port }
        } else {
            StartError::other(error)
        }
    })?;
    listener.set_nonblocking(true).map_err(StartError::other)?;
    Ok(listener)
}

/// Runs `serving` to its end, but no longer than [`GRACE`] after the stop signal.
async fn serve_until_stopped(serving: impl Future<Output = ()>, signal: StopSignal) {
    let overdue = async {
        signal.wait().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        () = serving => {}
        () = overdue => tracing::warn!("stopped with requests still open"),
    }
}
