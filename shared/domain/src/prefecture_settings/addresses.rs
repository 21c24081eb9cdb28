//! Notification addresses: several, each confirmed by whoever reads there before a request is mailed to it (SPEC 8).

use chrono::TimeDelta;

use super::{PrefectureSettings, Undeliverable};
use crate::{field::FieldError, mail_address::read_mail_address, time::Instant};

/// What an address is called in messages.
pub const ADDRESS_LABEL: &str = "通知先メールアドレス";
/// How many addresses a prefecture may have, confirmed or not.
pub const MAX_ADDRESSES: usize = 20;
/// How long the link is not mailed again: nobody is to flood a stranger's mailbox.
const SEND_AGAIN_AFTER: TimeDelta = TimeDelta::minutes(1);

/// What adding an address comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adding {
    /// It is new: the link is to be mailed.
    Added(Box<PrefectureSettings>),
    /// It was waiting for its confirmation: the link is to be mailed again.
    SentAgain(Box<PrefectureSettings>),
    /// It is waiting, and the link was mailed less than a minute ago: nothing is to be done.
    JustSent,
    /// It is confirmed: nothing is to be done.
    Confirmed,
}

impl PrefectureSettings {
    /// Adds an address, to be confirmed, or has its link mailed again. `address` is as [`read_address`](Self::read_address) gives it.
    ///
    /// # Errors
    /// A [`FieldError`] when there are [`MAX_ADDRESSES`] already.
    pub fn add_address(&self, address: &str, now: Instant) -> Result<Adding, FieldError> {
        if self.notification_addresses.contains(address) {
            return Ok(Adding::Confirmed);
        }
        let sent = self.unconfirmed_addresses.get(address);
        if sent.is_some_and(|sent| (now - *sent).abs() < SEND_AGAIN_AFTER) {
            return Ok(Adding::JustSent);
        }
        let count = self.notification_addresses.len() + self.unconfirmed_addresses.len();
        if sent.is_none() && count >= MAX_ADDRESSES {
            let message =
                format!("通知先は{MAX_ADDRESSES}件までです。使わない通知先を削除してから追加してください。");
            return Err(FieldError::new("address", "too_many", message));
        }
        let mut after = self.next();
        after.unconfirmed_addresses.insert(address.to_owned(), now);
        after.undeliverable.remove(address);
        Ok(if sent.is_none() { Adding::Added(Box::new(after)) } else { Adding::SentAgain(Box::new(after)) })
    }

    /// With the address confirmed; none when it is not waiting for that.
    pub fn confirm_address(&self, address: &str) -> Option<Self> {
        let mut after = self.next();
        after.unconfirmed_addresses.remove(address)?;
        after.notification_addresses.insert(address.to_owned());
        // Somebody has just read a mail there.
        after.undeliverable.remove(address);
        Some(after)
    }

    /// Without the address, confirmed or not; none when it is not there.
    pub fn remove_address(&self, address: &str) -> Option<Self> {
        let mut after = self.next();
        after.undeliverable.remove(address);
        let waited = after.unconfirmed_addresses.remove(address).is_some();
        (after.notification_addresses.remove(address) || waited).then_some(after)
    }

    /// With the address marked as one the mail service does not reach; none when it is not an address of this prefecture, or something as
    /// new is noted of it. Letters of the domain may differ in case, as the mail service writes them its own way.
    pub fn mark_undeliverable(&self, address: &str, told: Undeliverable) -> Option<Self> {
        let address = read_mail_address(address)?;
        let own = self.notification_addresses.contains(&address)
            || self.unconfirmed_addresses.contains_key(&address);
        let known = self.undeliverable.get(&address).is_some_and(|known| known.at >= told.at);
        if !own || known {
            return None;
        }
        let mut after = self.next();
        after.undeliverable.insert(address, told);
        Some(after)
    }

    /// An address as it was typed, in the form it is kept in.
    ///
    /// # Errors
    /// A [`FieldError`] when nothing was typed, or nothing that can be an address.
    pub fn read_address(typed: &str) -> Result<String, FieldError> {
        if typed.trim().is_empty() {
            return Err(FieldError::missing("address", ADDRESS_LABEL));
        }
        read_mail_address(typed).ok_or_else(|| {
            let message =
                format!("{ADDRESS_LABEL}は半角で、254文字以内の「name@example.jp」の形で入力してください。");
            FieldError::new("address", "mail", message)
        })
    }

    pub(super) fn next(&self) -> Self {
        Self { version: self.version + 1, ..self.clone() }
    }
}
