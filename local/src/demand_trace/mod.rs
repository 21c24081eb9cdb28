//! Real demand of 2020, played through the HTTP API as facilities and officers would (`data/README.md`).

mod caller;
mod play;
mod rows;

pub use play::{PlayError, Played, play};
pub use rows::{Demand, demands};

use axum::Router;
use domain::time::Instant;
use store_emulator::samples;
use web::App;

/// Loads the trace into the running system, telling how far it is; the clock is set back afterwards, or stays where the trace ended.
pub(crate) async fn load(api: &Router, app: &App, back_to: Option<Instant>) {
    let demands = demands();
    println!("demand trace: {} requests", demands.len());
    if let Err(error) = samples::load_trace(&app.store).await {
        eprintln!("demand trace: {error}");
        return;
    }
    let tell = |done: usize| {
        if done.is_multiple_of(200) {
            println!("demand trace: {done} done");
        }
    };
    match play(api, &app.clock, &demands, tell).await {
        Ok(played) => println!("demand trace: all {} done", played.len()),
        Err(error) => eprintln!("demand trace: {error}"),
    }
    if let Some(back_to) = back_to {
        app.clock.set(back_to);
    }
}
