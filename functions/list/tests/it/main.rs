//! The function `list` through its router.

mod detail;
mod filters;
mod history;
mod paging;
mod policy;
mod summary;
mod views;
