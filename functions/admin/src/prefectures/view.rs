//! Settings as those who may change them read them.

use std::collections::BTreeMap;

use axum::{Json, response::Response};
use domain::{
    policy::{ExtraDays, PrefectureSettings},
    prefecture_settings::StockLevel,
    supply::ItemCode,
    time::Instant,
};
use serde::Serialize;
use web::{wire_instant, with_etag};

#[derive(Debug, Serialize)]
struct SettingsView {
    code: String,
    name: &'static str,
    /// Of what `PUT` changes; an address that comes or goes does not count.
    version: u64,
    office: String,
    phone: String,
    emergency_phone: Option<String>,
    bundling_minutes: u8,
    days: ExtraDays,
    stock: BTreeMap<ItemCode, StockLevel>,
    addresses: Vec<AddressView>,
    saved_by: Option<String>,
    saved_at: Option<String>,
    /// Something the officer should know about what was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct AddressView {
    address: String,
    confirmed: bool,
    /// When the link was last asked for, while it is not confirmed.
    asked_at: Option<String>,
    /// When the mail service last told that it cannot be reached, and whether a reader complained.
    undeliverable: Option<UndeliverableView>,
}

#[derive(Debug, Serialize)]
struct UndeliverableView {
    at: String,
    complaint: bool,
}

/// The answer to every call about settings: how they stand, with their tag.
pub(super) fn answer(settings: PrefectureSettings, warning: Option<&'static str>) -> Response {
    let addresses = addresses(&settings);
    let edition = settings.edition;
    let (saved_by, saved_at) = settings.saved.map(|saved| (saved.by.name, wire_instant(saved.at))).unzip();
    let view = SettingsView {
        code: settings.prefecture.code(),
        name: settings.prefecture.name(),
        version: edition,
        office: settings.office,
        phone: settings.phone,
        emergency_phone: settings.emergency_phone,
        bundling_minutes: settings.bundling_minutes,
        days: settings.days,
        stock: settings.stock,
        addresses,
        saved_by,
        saved_at,
        warning,
    };
    with_etag(edition, Json(view))
}

/// All of them in order of the alphabet, so that one does not move when it is confirmed.
fn addresses(settings: &PrefectureSettings) -> Vec<AddressView> {
    let confirmed = settings.notification_addresses.iter().map(|address| (address, None));
    let waiting = settings.unconfirmed_addresses.iter().map(|(address, asked_at)| (address, Some(asked_at)));
    let all: BTreeMap<_, _> = confirmed.chain(waiting).collect();
    let view = |(address, asked_at): (&String, Option<&Instant>)| AddressView {
        address: address.clone(),
        confirmed: asked_at.is_none(),
        asked_at: asked_at.copied().map(wire_instant),
        undeliverable: settings
            .undeliverable
            .get(address)
            .map(|told| UndeliverableView { at: wire_instant(told.at), complaint: told.complaint }),
    };
    all.into_iter().map(view).collect()
}
