//! Workflows across functions, over HTTP on the merged router.

mod accounts;
mod day;
mod faults;
mod main_job;
mod master_data;
mod policy_history;
mod replay;
mod routes;
mod secrecy;
mod settings;
mod world;
