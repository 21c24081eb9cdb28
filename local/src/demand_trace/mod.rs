//! Real demand of 2020, played through the HTTP API as facilities and officers would (`data/README.md`).

mod caller;
mod load;
mod play;
mod rows;

pub(crate) use load::load_and_tell;
pub use load::{LoadError, load};
pub use play::{PlayError, Played, play};
pub use rows::{Demand, demands};
