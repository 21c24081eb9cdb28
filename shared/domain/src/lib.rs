//! The rules of Haifu, and nothing else.
//!
//! Every function here takes loaded values, the instant `now` and a calendar, and returns a decision. Nothing does I/O, reads a
//! clock or the environment, or knows HTTP or a database. A rule of SPEC section *n* is found under the module named after its subject.

pub mod audit;
pub mod calendar;
pub mod completion;
pub mod deadline;
pub mod digest;
pub mod eligibility;
pub mod facility;
pub mod field;
pub mod history;
pub mod id;
pub mod label;
pub mod mail_address;
pub mod mask;
pub mod message;
pub mod password;
pub mod phone;
pub mod policy;
pub mod prefecture;
pub mod prefecture_settings;
pub mod quantity;
pub mod request;
pub mod review;
pub mod role;
pub mod row;
pub mod status;
pub mod summary;
pub mod supply;
pub mod survey;
pub mod text;
pub mod time;
pub mod transition;
