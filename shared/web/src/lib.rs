//! What every function needs to speak HTTP: the application's state, who calls, reading requests, writing answers and problems.
//!
//! *Architecture Invariants:* environment and clock are read here and nowhere else; one place maps faults to HTTP ([`Problem`]); every
//! function checks the session itself through [`Principal`]; what a caller may not know exists answers the same bytes as what is absent.

mod app;
mod at_once;
mod audit;
mod body;
mod caller;
mod clock;
mod commit;
mod config;
mod cookies;
mod cursor;
pub mod device;
mod headers;
mod items;
mod late_survey;
mod load;
mod no_body;
mod origin;
pub mod password;
mod path;
mod principal;
mod problem;
mod problem_domain;
mod problem_sign_in;
mod query;
mod random;
mod request_view;
mod review_view;
mod router;
mod seal;
pub mod second_factor;
mod sent;
pub mod session;
mod situation;
mod trace;
pub mod turn;
mod unique_keys;

pub use app::App;
pub use at_once::all_at_once;
pub use audit::audit_of_stranger;
pub use body::{JsonBody, JsonText};
pub use caller::CallerAddress;
pub use clock::Clock;
pub use commit::commit;
pub use config::{Config, ConfigError, Office, Stage};
pub use cursor::{CursorBinding, open_cursor, seal_cursor};
pub use headers::{IdempotencyKey, IfMatch, etag, with_etag};
pub use items::{ItemFields, read_items};
pub use late_survey::follow_late_survey;
pub use load::{Subject, check_version, load_request, path_request_id};
pub use no_body::NoBody;
pub use path::PathPart;
pub use principal::{Enrolling, EnrollingOfficer, Ministry, OfFacility, OfPrefecture, Officer, Principal};
pub use problem::Problem;
pub use query::QueryParams;
pub use random::{LINK_TOKEN, SESSION_TOKEN, digest, new_request_id, new_request_number, new_token};
pub use request_view::{RequestView, request_answer, wire_instant};
pub use review_view::review_fields;
pub use router::finish;
pub use sent::Sent;
pub use situation::Situation;
pub use trace::init_tracing;
