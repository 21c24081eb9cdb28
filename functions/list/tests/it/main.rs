//! The function `list` through its router.

mod cost;
mod detail;
mod facility;
mod filters;
mod history;
mod paging;
mod periods;
mod policy;
mod secrecy;
mod summary;
mod views;
