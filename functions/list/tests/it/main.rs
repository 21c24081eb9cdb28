//! The function `list` through its router.

mod cost;
mod cutoff;
mod detail;
mod facility;
mod filters;
mod history;
mod paging;
mod periods;
mod policy;
mod recount;
mod secrecy;
mod summary;
mod views;
