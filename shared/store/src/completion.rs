//! The day's record of completed requests, kept by the outbox's sender and read by the ministry's digest.

use chrono::NaiveDate;
use domain::{completion::Completion, id::RequestId, time::jst_date};

use crate::{
    Consistency, Store, StoreError,
    item::{decode, encode},
    keys,
    read::Query,
    write::{Condition, Write},
};

impl Store {
    /// Records a completion under its day (JST). Doing it again changes nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn completion_put(&self, completion: &Completion) -> Result<(), StoreError> {
        let item =
            encode(&keys::completion(jst_date(completion.completed_at), &completion.request), completion)?;
        self.write(Write::Put { item, old: None, condition: Condition::none() })
            .await
            .map_err(StoreError::from_unconditional)
    }

    /// Takes a completion back that was undone by a reopening.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn completion_delete(&self, day: NaiveDate, request: &RequestId) -> Result<(), StoreError> {
        let delete =
            Write::Delete { key: keys::completion(day, request), old: None, condition: Condition::none() };
        self.write(delete).await.map_err(StoreError::from_unconditional)
    }

    /// All completions of a day (JST).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn completion_list(&self, day: NaiveDate) -> Result<Vec<Completion>, StoreError> {
        let items =
            self.query_all(&Query::partition(keys::completion_partition(day), Consistency::Eventual)).await?;
        items.iter().map(decode).collect()
    }
}
