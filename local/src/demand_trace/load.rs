//! Loading the trace into the running system, once.

use axum::http::Method;
use domain::time::Instant;
use store::StoreError;
use store_emulator::samples::{self, trace_user};

use super::{Demand, PlayError, Played, caller::Caller, demands, play};
use crate::System;

/// How often the console is told.
const TELL_EVERY: usize = 200;

/// Why the trace was not loaded, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The data folder has it from an earlier run, whole or in part.
    #[error("it was loaded here before; choose an empty folder to load it anew")]
    Again,
    /// The table failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A step failed.
    #[error(transparent)]
    Play(#[from] PlayError),
}

/// Loads the facilities of the trace and plays these requests of it; mails go out as they would. Afterwards the clock shows `back_to`, or
/// runs on from the last request.
///
/// # Errors
/// [`LoadError`].
pub async fn load(
    system: &System,
    demands: &[Demand],
    back_to: Option<Instant>,
    after_each: impl Fn(usize),
) -> Result<Vec<Played>, LoadError> {
    samples::load_trace(&system.app.store).await?;
    if was_loaded(system, demands).await? {
        return Err(LoadError::Again);
    }
    let played = play(&system.api, &system.app.clock, demands, after_each).await;
    // The last mails carry the trace's time as well.
    system.drain().await?;
    if let Some(back_to) = back_to {
        system.app.clock.set(back_to);
    }
    Ok(played?)
}

/// Whether the trace's first facility has requests already.
async fn was_loaded(system: &System, demands: &[Demand]) -> Result<bool, PlayError> {
    let Some(first) = demands.first() else { return Ok(false) };
    let facility = Caller::sign_in(&system.api, &trace_user(first.facility)).await?;
    let seen = facility.send(Method::GET, "/api/requests?view=all&limit=1", "", None).await?;
    Ok(seen.json["items"].as_array().is_some_and(|items| !items.is_empty()))
}

/// Loads the whole trace, telling on the console how far it is.
pub(crate) async fn load_and_tell(system: &System, back_to: Option<Instant>) {
    let demands = demands();
    println!("demand trace: {} requests are being played; the clock follows them", demands.len());
    let tell = |done: usize| {
        if done.is_multiple_of(TELL_EVERY) {
            println!("demand trace: {done} done");
        }
    };
    match load(system, &demands, back_to, tell).await {
        Ok(played) => println!("demand trace: all {} done", played.len()),
        Err(error) => eprintln!("demand trace: {error}"),
    }
}
