//! What every function needs to speak HTTP: the application's state, who calls, reading requests, writing answers and problems.
//!
//! *Architecture Invariants:* environment and clock are read here and nowhere else; one place maps faults to HTTP ([`Problem`]); every
//! function checks the session itself through [`Principal`]; what a caller may not know exists answers the same bytes as what is absent.

mod app;
mod body;
mod clock;
mod commit;
mod config;
mod cursor;
mod headers;
mod items;
mod load;
mod origin;
pub mod password;
mod path;
mod principal;
mod problem;
mod problem_domain;
mod query;
mod random;
mod request_view;
mod review_view;
mod router;
pub mod session;
mod situation;
mod trace;

pub use app::App;
pub use body::JsonBody;
pub use clock::Clock;
pub use commit::commit;
pub use config::{Config, ConfigError, Office, Stage};
pub use cursor::{CursorBinding, open_cursor, seal_cursor};
pub use headers::{IdempotencyKey, IfMatch, etag, with_etag};
pub use items::{read_items, read_quantity};
pub use load::{Subject, check_version, load_request, path_request_id, stale};
pub use path::PathPart;
pub use principal::{Ministry, OfFacility, OfPrefecture, Principal};
pub use problem::Problem;
pub use query::QueryParams;
pub use random::{digest, new_request_id, new_request_number, new_token};
pub use request_view::{RequestView, request_answer, wire_instant};
pub use review_view::review_fields;
pub use router::finish;
pub use situation::Situation;
pub use trace::init_tracing;
