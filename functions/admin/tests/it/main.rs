//! The function `admin`, called as a browser would.

mod audit;
mod facilities;
mod policy;
mod prefectures;
mod users;
