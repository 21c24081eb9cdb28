//! Workflows across functions, over HTTP on the merged router.

mod day;
mod faults;
mod main_job;
mod policy_history;
mod replay;
mod routes;
mod secrecy;
mod world;
