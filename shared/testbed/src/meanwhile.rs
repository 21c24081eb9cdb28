//! Two acts that cross, at a point of our choice.

use std::{
    future::Future,
    sync::{Mutex, PoisonError},
    thread,
};

use store_emulator::{Fault, FaultProxy};

/// Does `act` once, past the proxy, just before the first operation that `due` names is let through to the table. It is told of every
/// operation. `act` needs a store of its own that does not go through the proxy.
///
/// The rule behind it stays with the proxy and never makes anything fail: it counts as one of [`FaultProxy::faults_left`].
pub fn meanwhile(
    proxy: &FaultProxy,
    due: impl Fn(&str) -> bool + Send + 'static,
    act: impl Future<Output = ()> + Send + 'static,
) {
    let act = Mutex::new(Some(act));
    let rule = move |operation: &str| {
        let act = due(operation).then(|| act.lock().unwrap_or_else(PoisonError::into_inner).take()).flatten();
        act.into_iter().for_each(wait_for);
        false
    };
    proxy.fail_when(rule, Fault::Throttle, 1);
}

/// Waits in a thread of its own: the caller's belongs to the proxy's runtime.
fn wait_for(act: impl Future<Output = ()> + Send + 'static) {
    let run = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(act);
    };
    thread::spawn(run).join().expect("the act that crosses succeeds");
}
