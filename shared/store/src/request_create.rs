//! Writing a new draft.

use domain::request::Request;

use crate::{
    Store, StoreError,
    rows::disassemble,
    write::{Condition, Write, WriteError},
};

impl Store {
    /// Writes a new draft.
    ///
    /// # Errors
    /// [`StoreError`]. An id that is taken, which a ULID is not, counts as unavailable.
    pub async fn request_create(&self, request: &Request) -> Result<(), StoreError> {
        let put = |item| Write::Put { item, old: None, condition: Condition::absent() };
        let writes = disassemble(request)?.items().map(put).collect();
        self.transact(writes).await.map_err(|error| match error {
            WriteError::Store(error) => error,
            WriteError::ConditionFailed(_) => {
                StoreError::Unavailable(format!("request {} exists already", request.id))
            }
        })
    }
}
