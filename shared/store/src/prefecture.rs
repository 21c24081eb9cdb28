//! A prefecture's settings.

use domain::{policy::PrefectureSettings, prefecture::Prefecture};

use crate::{
    Consistency, Store, StoreError,
    item::{decode, encode},
    keys,
    write::{Condition, Write},
};

impl Store {
    /// Writes a prefecture's settings.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prefecture_put(&self, settings: &PrefectureSettings) -> Result<(), StoreError> {
        let item = encode(&keys::prefecture(settings.prefecture), settings)?;
        self.write(Write::Put { item, old: None, condition: Condition::none() })
            .await
            .map_err(StoreError::from_unconditional)
    }

    /// A prefecture's settings; unset ones when it has made none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prefecture_get(&self, prefecture: Prefecture) -> Result<PrefectureSettings, StoreError> {
        let item = self.get(&keys::prefecture(prefecture), Consistency::Eventual).await?;
        Ok(item.as_ref().map(decode).transpose()?.unwrap_or_else(|| PrefectureSettings::unset(prefecture)))
    }
}
