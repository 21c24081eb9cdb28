//! An HTTP proxy that makes chosen requests fail.

use std::convert::Infallible;
use std::error::Error;
use std::sync::Arc;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1 as client;
use hyper::header::HeaderMap;
use hyper::server::conn::http1 as server;
use hyper::service::service_fn;
use hyper::{Request, Response, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use crate::error::StartError;
use crate::fault::Fault;
use crate::fault_plan::FaultPlan;
use crate::server_thread::{ServerThread, StopSignal, bind};

type Cause = Box<dyn Error + Send + Sync>;

/// Passes requests on to an emulator unchanged, except those that were told to fail, and counts them all.
/// It stops when dropped. Make one per test: its faults and its log are its own.
pub struct FaultProxy {
    server: ServerThread,
    plan: Arc<FaultPlan>,
}

impl FaultProxy {
    /// Starts on a free loopback port in front of `target_endpoint`, a URL such as
    /// [`Emulator::endpoint`](crate::Emulator::endpoint) gives.
    pub fn start(target_endpoint: &str) -> Result<Self, StartError> {
        let uri: Uri = target_endpoint.parse().map_err(StartError::other)?;
        let Some(target) = uri.authority().map(ToString::to_string) else {
            return Err(StartError::other(format!("no host and port in {target_endpoint:?}")));
        };
        let plan = Arc::new(FaultPlan::default());
        let shared = Arc::clone(&plan);
        let server =
            ServerThread::start("faults", bind(0)?, |listener, stop| serve(listener, target, shared, stop))?;
        Ok(Self { server, plan })
    }

    /// The URL for a client's `endpoint_url`.
    pub fn endpoint(&self) -> String {
        self.server.endpoint()
    }

    /// Makes the next request fail, whatever it is. Several calls queue up, also behind
    /// [`fail_when`](Self::fail_when). A retry by the client is a request too.
    pub fn fail_next(&self, fault: Fault) {
        self.fail_when(|_| true, fault, 1);
    }

    /// Makes the next `times` requests fail whose operation (`"PutItem"`, `"TransactWriteItems"`, …)
    /// `matches`. The predicate must not call this proxy.
    pub fn fail_when(&self, matches: impl Fn(&str) -> bool + Send + 'static, fault: Fault, times: usize) {
        self.plan.add(Box::new(matches), fault, times);
    }

    /// Every operation that came in, oldest first, with retries and failed ones. A request
    /// that names no operation, such as a health check, is an empty string.
    pub fn seen(&self) -> Vec<String> {
        self.plan.seen()
    }

    /// How often `operation` came in, with retries and failed ones.
    pub fn count(&self, operation: &str) -> usize {
        self.plan.seen().iter().filter(|seen| *seen == operation).count()
    }

    /// How many injections are still to happen. A test asserts 0 to know that its fault took place.
    pub fn faults_left(&self) -> usize {
        self.plan.left()
    }
}

async fn serve(listener: TcpListener, target: String, plan: Arc<FaultPlan>, stop: StopSignal) {
    let target: Arc<str> = target.into();
    tokio::select! {
        never = accept(&listener, &target, &plan) => match never {},
        () = stop.wait() => {}
    }
}

async fn accept(listener: &TcpListener, target: &Arc<str>, plan: &Arc<FaultPlan>) -> Infallible {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(converse(stream, Arc::clone(target), Arc::clone(plan)));
            }
            // The client is gone again, or no file handle is free: the next one may do better.
            Err(error) => {
                tracing::warn!(%error, "connection not accepted");
                tokio::task::yield_now().await;
            }
        }
    }
}

/// Serves one connection. An error of the service ends it without an answer, which is how an answer is lost.
async fn converse(stream: TcpStream, target: Arc<str>, plan: Arc<FaultPlan>) {
    let service = service_fn(|request| answer(request, &target, &plan));
    if let Err(error) = server::Builder::new().serve_connection(TokioIo::new(stream), service).await {
        tracing::debug!(%error, "connection ended");
    }
}

async fn answer(
    request: Request<Incoming>,
    target: &str,
    plan: &FaultPlan,
) -> Result<Response<Full<Bytes>>, Cause> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let operation = operation(&head.headers).unwrap_or_default();
    let fault = plan.meet(operation);
    if let Some(answer) = fault.and_then(|fault| fault.answer(operation, &body)) {
        return Ok(answer);
    }
    let answer = forward(Request::from_parts(head, Full::new(body)), target).await?;
    if fault == Some(Fault::LostResponse) {
        return Err("the answer was lost on purpose".into());
    }
    Ok(answer)
}

/// The operation of `X-Amz-Target: DynamoDB_20120810.PutItem`.
fn operation(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-amz-target")?.to_str().ok()?.rsplit('.').next()
}

/// Sends the request to the target on a connection of its own and reads the whole answer. Headers pass
/// unchanged both ways: `x-amz-crc32` and the lengths still fit, since the bodies are untouched.
async fn forward(request: Request<Full<Bytes>>, target: &str) -> Result<Response<Full<Bytes>>, Cause> {
    let stream = TcpStream::connect(target).await?;
    let (mut sender, connection) = client::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let (head, body) = sender.send_request(request).await?.into_parts();
    let body = body.collect().await?.to_bytes();
    Ok(Response::from_parts(head, Full::new(body)))
}
