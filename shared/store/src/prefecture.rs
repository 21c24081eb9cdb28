//! A prefecture's settings. A change goes with its audit entry, the mail it causes and the link that allows it, or not at all.

use domain::{audit::AuditEntry, message::Message, policy::PrefectureSettings, prefecture::Prefecture};

use crate::{
    Consistency, OutboxEntry, Store, StoreError,
    item::{Item, decode, encode, number},
    keys,
    link::use_up,
    outbox,
    write::{Condition, Write, WriteError},
};

/// A change of a prefecture's settings.
#[derive(Debug)]
pub struct PrefectureChange<'a> {
    /// The settings as they were read.
    pub before: &'a PrefectureSettings,
    /// The settings as they are to be, with their next version.
    pub after: &'a PrefectureSettings,
    /// What the audit record says of it.
    pub audit: &'a AuditEntry,
    /// What is to be mailed.
    pub message: Option<Message>,
    /// Hash of the mailed link that allows the change, which is used up by it.
    pub link: Option<&'a str>,
}

/// A change of settings did not happen.
#[derive(Debug, thiserror::Error)]
pub enum PrefectureChangeError {
    /// Somebody else wrote the settings since they were read.
    #[error("the settings were changed by somebody else")]
    Stale,
    /// The link that allowed the change is used up.
    #[error("the link is used up")]
    LinkUsed,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Writes a prefecture's settings whatever was there: samples and tests.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prefecture_put(&self, settings: &PrefectureSettings) -> Result<(), StoreError> {
        let item = settings_item(settings)?;
        self.write(Write::Put { item, old: None, condition: Condition::none() })
            .await
            .map_err(StoreError::from_unconditional)
    }

    /// A prefecture's settings; unset ones when it has made none. May miss the last moments.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prefecture_get(&self, prefecture: Prefecture) -> Result<PrefectureSettings, StoreError> {
        self.prefecture_read(prefecture, Consistency::Eventual).await
    }

    /// A prefecture's settings as they stand now, for who is going to change them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prefecture_current(&self, prefecture: Prefecture) -> Result<PrefectureSettings, StoreError> {
        self.prefecture_read(prefecture, Consistency::Strong).await
    }

    /// Writes a change with all that goes with it, if the settings are still as they were read.
    ///
    /// # Errors
    /// [`PrefectureChangeError`].
    pub async fn prefecture_change(&self, change: PrefectureChange<'_>) -> Result<(), PrefectureChangeError> {
        let PrefectureChange { before, after, audit, message, link } = change;
        let mut writes = vec![Write::Put {
            item: settings_item(after)?,
            old: Some(settings_item(before)?),
            condition: unchanged_since(before),
        }];
        // Second, so that the index of its condition is known.
        writes.extend(link.map(use_up));
        if let Some(message) = message {
            let what = format!("{}#{}", after.prefecture, after.version);
            writes.push(outbox::put(&OutboxEntry::new(message, audit.at, &what))?);
        }
        self.audited(audit, writes).await.map_err(|error| match error {
            WriteError::ConditionFailed(1) if link.is_some() => PrefectureChangeError::LinkUsed,
            WriteError::ConditionFailed(_) => PrefectureChangeError::Stale,
            WriteError::Store(error) => error.into(),
        })
    }

    async fn prefecture_read(
        &self,
        prefecture: Prefecture,
        consistency: Consistency,
    ) -> Result<PrefectureSettings, StoreError> {
        let item = self.get(&keys::prefecture(prefecture), consistency).await?;
        Ok(item.as_ref().map(decode).transpose()?.unwrap_or_else(|| PrefectureSettings::unset(prefecture)))
    }
}

fn settings_item(settings: &PrefectureSettings) -> Result<Item, StoreError> {
    encode(&keys::prefecture(settings.prefecture), settings)
}

/// Version 0 is that of a prefecture without a row as well.
fn unchanged_since(before: &PrefectureSettings) -> Condition {
    let same = if before.version == 0 {
        "attribute_not_exists(#version) OR #version = :version"
    } else {
        "#version = :version"
    };
    Condition::named(same, &["version"], vec![(":version".to_owned(), number(before.version))])
}
