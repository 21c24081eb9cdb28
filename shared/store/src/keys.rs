//! The only place that builds or parses partition and sort keys. See `docs/access-patterns.md` for what each is for.

use chrono::NaiveDate;
use domain::{
    id::{FacilityId, RequestId, RequestNumber, UserName},
    prefecture::Prefecture,
    survey::SurveyWeek,
    time::Instant,
};

/// Partition and sort key of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Partition key.
    pub pk: String,
    /// Sort key.
    pub sk: String,
}

fn key(pk: impl Into<String>, sk: impl Into<String>) -> Key {
    Key { pk: pk.into(), sk: sk.into() }
}

/// Sort keys within a request's partition.
pub(crate) mod part {
    pub(crate) const HEAD: &str = "h";
    pub(crate) const FACILITY: &str = "f";
    pub(crate) const REVIEW: &str = "v";
    pub(crate) const QUESTION: &str = "q#";
}

/// How many partitions the outbox is spread over.
pub(crate) const OUTBOX_SHARDS: u8 = 4;

pub(crate) fn request_partition(id: &RequestId) -> String {
    format!("R#{id}")
}

/// The request whose partition this is, if it is one.
pub(crate) fn request_of(partition: &str) -> Option<RequestId> {
    partition.strip_prefix("R#").and_then(|id| RequestId::parse(id).ok())
}

pub(crate) fn request_part(id: &RequestId, part: &str) -> Key {
    key(request_partition(id), part)
}

pub(crate) fn question(id: &RequestId, index: usize) -> Key {
    key(request_partition(id), format!("{}{:04}", part::QUESTION, index + 1))
}

pub(crate) fn history_partition(id: &RequestId) -> String {
    format!("H#{id}")
}

pub(crate) fn version_sort(version: u64) -> String {
    format!("{version:010}")
}

pub(crate) fn number(number: &RequestNumber) -> Key {
    key(format!("N#{number}"), "n")
}

pub(crate) fn outbox_partition(shard: u8) -> String {
    format!("O#{shard}")
}

/// Outbox ids begin with the millisecond of their making, so that a shard reads oldest first.
pub(crate) fn outbox_id(at: Instant, what: &str) -> String {
    format!("{:013}#{what}", at.timestamp_millis())
}

pub(crate) fn outbox(id: &str) -> Key {
    key(outbox_partition(shard(id, OUTBOX_SHARDS)), id)
}

/// What is gathered for a prefecture until that instant.
pub(crate) fn bundle_partition(prefecture: Prefecture, until: Instant) -> String {
    format!("BN#{prefecture}#{:013}", until.timestamp_millis())
}

/// What an outbox entry left in a bundle.
pub(crate) fn bundle_row(prefecture: Prefecture, until: Instant, entry: &str) -> Key {
    key(bundle_partition(prefecture, until), entry)
}

/// The outbox entry of a bundle, whose time is that of its end.
pub(crate) fn bundle_id(prefecture: Prefecture, until: Instant) -> String {
    outbox_id(until, &format!("{prefecture}#bundle"))
}

pub(crate) fn session(token_hash: &str) -> Key {
    key(format!("S#{token_hash}"), "s")
}

/// The sessions of a user, by the hash of their token.
pub(crate) fn sessions_of(name: &UserName) -> String {
    format!("US#{name}")
}

pub(crate) fn session_of(name: &UserName, token_hash: &str) -> Key {
    key(sessions_of(name), token_hash)
}

/// A mailed link, by the hash of its token.
pub(crate) fn link(token_hash: &str) -> Key {
    key(format!("T#{token_hash}"), "t")
}

/// Tries of somebody, such as to sign in as a user or from an address.
pub(crate) fn tries(whose: &str) -> Key {
    key(format!("L#{whose}"), "l")
}

/// Partition of the users of a prefecture and its facilities, or of the ministry's.
pub(crate) fn user_directory(area: Option<Prefecture>) -> String {
    area.map_or_else(|| "UD#00".to_owned(), |prefecture| format!("UD#{prefecture}"))
}

pub(crate) fn user_listing(area: Option<Prefecture>, name: &UserName) -> Key {
    key(user_directory(area), name.as_str())
}

pub(crate) fn user(name: &UserName) -> Key {
    key(format!("U#{name}"), "u")
}

pub(crate) fn facility(id: &FacilityId) -> Key {
    key(format!("F#{id}"), "m")
}

/// Partition of the facilities of a prefecture as lists show them.
pub(crate) fn facility_directory(prefecture: Prefecture) -> String {
    format!("FD#{prefecture}")
}

/// A facility in its directory: by code, which this keeps unique.
pub(crate) fn facility_listing(prefecture: Prefecture, code: &str) -> Key {
    key(facility_directory(prefecture), code)
}

pub(crate) fn facility_history_partition(id: &FacilityId) -> String {
    format!("FH#{id}")
}

pub(crate) fn facility_history(id: &FacilityId, version: u64) -> Key {
    key(facility_history_partition(id), version_sort(version))
}

/// How far the import of a file of facilities got.
pub(crate) fn facility_import(id: &str) -> Key {
    key(format!("IM#{id}"), "h")
}

/// A part of the file, from 1.
pub(crate) fn facility_import_part(id: &str, part: u32) -> Key {
    key(format!("IM#{id}"), format!("p#{part:05}"))
}

pub(crate) fn survey_partition(id: &FacilityId) -> String {
    format!("Y#{id}")
}

pub(crate) fn survey(id: &FacilityId, week: SurveyWeek) -> Key {
    key(survey_partition(id), week.to_string())
}

pub(crate) fn survey_history(id: &FacilityId, week: SurveyWeek, at: Instant) -> Key {
    key(format!("YH#{id}"), format!("{week}#{:013}", at.timestamp_millis()))
}

pub(crate) fn prefecture(prefecture: Prefecture) -> Key {
    key(format!("E#{prefecture}"), "s")
}

/// The rules of signing in, one row for the nation.
pub(crate) fn security() -> Key {
    key("SECURITY", "s")
}

pub(crate) const POLICY_PARTITION: &str = "POLICY";

/// Versions sort by the time they begin, then by their number.
pub(crate) fn policy(from: Instant, version: u32) -> Key {
    key(POLICY_PARTITION, format!("{}{version:08}", policy_time(from)))
}

/// Behind every version that has begun at an instant.
pub(crate) fn policy_bound(now: Instant) -> String {
    format!("{}~", policy_time(now))
}

/// Fifteen digits, since the time is somebody's input: text order is time order up to the year 33658.
fn policy_time(at: Instant) -> String {
    format!("{:015}#", at.timestamp_millis().max(0))
}

pub(crate) fn policy_head() -> Key {
    key("POLICYHEAD", "h")
}

/// How many partitions the audit's heads, and its pointers of a day, are spread over.
pub(crate) const AUDIT_SHARDS: u8 = 4;

fn shard(text: &str, shards: u8) -> u8 {
    text.bytes().fold(0u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte)) % shards
}

pub(crate) fn audit_partition(chain: &str) -> String {
    format!("A#{chain}")
}

pub(crate) fn audit(chain: &str, sequence: u64) -> Key {
    key(audit_partition(chain), version_sort(sequence))
}

pub(crate) fn audit_heads_partition(shard: u8) -> String {
    format!("AH#{shard}")
}

pub(crate) fn audit_head(chain: &str) -> Key {
    key(audit_heads_partition(shard(chain, AUDIT_SHARDS)), chain)
}

pub(crate) fn audit_day_partition(day: NaiveDate, shard: u8) -> String {
    format!("AD#{day}#{shard}")
}

/// Where a day's entry is to be found: time, chain and sequence.
pub(crate) fn audit_pointer(day: NaiveDate, at: Instant, chain: &str, sequence: u64) -> Key {
    let place = format!("{}{chain}#{}", time_bound(at), version_sort(sequence));
    key(audit_day_partition(day, shard(chain, AUDIT_SHARDS)), place)
}

/// Time, chain and sequence of a place.
pub(crate) fn audit_place(place: &str) -> Option<(&str, &str, u64)> {
    let (time, rest) = place.split_once('#')?;
    let (chain, sequence) = rest.rsplit_once('#')?;
    Some((time, chain, sequence.parse().ok()?))
}

/// The chart's snapshot of a prefecture; the nation's without one.
pub(crate) fn summary(prefecture: Option<Prefecture>) -> Key {
    key(prefecture.map_or_else(|| "Z#00".to_owned(), |p| format!("Z#{p}")), "z")
}

pub(crate) fn digest_mark(day: NaiveDate, what: &str) -> Key {
    key(format!("K#{day}"), what)
}

pub(crate) fn completion_partition(day: NaiveDate) -> String {
    format!("D#{day}")
}

pub(crate) fn completion(day: NaiveDate, id: &RequestId) -> Key {
    key(completion_partition(day), id.as_str())
}

/// Index partition of a prefecture's requests (G1, G2).
pub(crate) fn prefecture_index(prefecture: Prefecture) -> String {
    format!("P#{prefecture}")
}

/// Index partition of a facility's requests (G3).
pub(crate) fn facility_index(id: &FacilityId) -> String {
    format!("F#{id}")
}

/// Sort key by time, then id. Times after 2001 and before 2286 have thirteen digits, so text order is time order.
pub(crate) fn time_sort(at: Instant, id: &RequestId) -> String {
    format!("{}{id}", time_bound(at))
}

/// The smallest sort key at or after an instant.
pub(crate) fn time_bound(at: Instant) -> String {
    format!("{:013}#", at.timestamp_millis().max(0))
}

#[cfg(test)]
mod tests;
