//! Reading many rows by their keys in few calls.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::KeysAndAttributes;

use crate::{
    Consistency, Store, StoreError,
    call_error::call_error,
    item::{Item, PK, SK, attribute, key_item},
    keys::Key,
};

/// The most keys that DynamoDB takes in one call.
const MAX_KEYS: usize = 100;

impl Store {
    /// The rows of these keys that are there, by key, read consistently. No key may be named twice.
    pub(crate) async fn get_many(&self, keys: &[Key]) -> Result<HashMap<(String, String), Item>, StoreError> {
        let mut found = HashMap::with_capacity(keys.len());
        for keys in keys.chunks(MAX_KEYS) {
            let mut left: Vec<Item> = keys.iter().map(key_item).collect();
            // What one call leaves out, for its size or for load, the next one asks for; the SDK waits where it has to.
            while !left.is_empty() {
                let asked = left.len();
                let items = self.get_batch(&mut left).await?;
                if items.is_empty() && left.len() == asked {
                    return Err(StoreError::Busy);
                }
                let key = |item: &Item| (attribute(item, PK).to_owned(), attribute(item, SK).to_owned());
                found.extend(items.into_iter().map(|item| (key(&item), item)));
            }
        }
        Ok(found)
    }

    /// One call; `keys` are afterwards those it left out.
    async fn get_batch(&self, keys: &mut Vec<Item>) -> Result<Vec<Item>, StoreError> {
        let (count, asked) = (keys.len(), std::mem::take(keys));
        let asked = KeysAndAttributes::builder()
            .set_keys(Some(asked))
            .consistent_read(true)
            .build()
            .map_err(|error| StoreError::Unwritable(error.to_string()))?;
        let call = self.client.batch_get_item().request_items(&self.table, asked);
        let answer = call.send().await.map_err(call_error)?;
        if let Some(mut left) = answer.unprocessed_keys {
            *keys = left.remove(&self.table).map(|left| left.keys).unwrap_or_default();
        }
        let items = answer.responses.and_then(|mut found| found.remove(&self.table)).unwrap_or_default();
        if let Some(meter) = &self.meter {
            // Each row is rounded up by itself, and one that is not there costs as much as the smallest.
            for row in 0..count - keys.len() {
                meter.read(items.get(row..=row).unwrap_or_default(), Consistency::Strong);
            }
        }
        Ok(items)
    }
}
