//! Reading one request.

use domain::{
    id::{RequestId, RequestNumber},
    request::Request,
};
use serde::{Deserialize, Serialize};

use crate::{Consistency, Store, StoreError, item::decode, keys, read::Query, rows::assemble};

/// The guard that keeps a number unique, and leads from it to the request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct NumberRow {
    pub(crate) id: RequestId,
}

impl Store {
    /// The request with both parts and its questions.
    ///
    /// # Errors
    /// [`StoreError`]; a request whose rows do not fit together is [`StoreError::Corrupt`].
    pub async fn request_get(
        &self,
        id: &RequestId,
        consistency: Consistency,
    ) -> Result<Option<Request>, StoreError> {
        let items = self.query_all(&Query::partition(keys::request_partition(id), consistency)).await?;
        assemble(id, &items)
    }

    /// The id behind a number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn request_find(&self, number: &RequestNumber) -> Result<Option<RequestId>, StoreError> {
        let item = self.get(&keys::number(number), Consistency::Strong).await?;
        Ok(item.as_ref().map(decode::<NumberRow>).transpose()?.map(|row| row.id))
    }
}
