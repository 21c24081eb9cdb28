//! The few kinds of call we make, each counted by the meter. Everything else in this crate says what, not how.

use std::time::Duration;

use aws_sdk_dynamodb::{
    error::{ProvideErrorMetadata, SdkError},
    operation::transact_write_items::TransactWriteItemsError,
    types::{AttributeValue, Delete, Put, TransactWriteItem},
};

use crate::{
    Consistency, Store, StoreError,
    item::{Item, PK, SK, key_item, text},
    keys::Key,
    schema::Index,
};

/// How often a transaction is tried again when another one held an item; the SDK does not retry that by itself.
const CONFLICT_RETRIES: u32 = 5;

/// What must be true for a write to happen.
#[derive(Debug, Clone, Default)]
pub(crate) struct Condition {
    pub(crate) expression: Option<String>,
    pub(crate) values: Vec<(String, AttributeValue)>,
}

impl Condition {
    /// Anything goes.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The row is not there yet.
    pub(crate) fn absent() -> Self {
        Self { expression: Some("attribute_not_exists(pk)".to_owned()), values: Vec::new() }
    }

    /// The expression holds, with these values.
    pub(crate) fn holds(expression: impl Into<String>, values: Vec<(String, AttributeValue)>) -> Self {
        Self { expression: Some(expression.into()), values }
    }
}

/// One write. `old` is the row as it was read, which only the meter needs.
#[derive(Debug, Clone)]
pub(crate) enum Write {
    Put { item: Item, old: Option<Item>, condition: Condition },
    Delete { key: Key, old: Option<Item> },
}

/// Why conditional writes did not happen.
#[derive(Debug)]
pub(crate) enum WriteError {
    /// The condition of the write with this index did not hold; nothing was written.
    ConditionFailed(usize),
    Store(StoreError),
}

impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What a Query asks for.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) index: Option<Index>,
    pub(crate) partition: String,
    /// Sort keys at or after this.
    pub(crate) from: Option<String>,
    /// Sort keys at or before this.
    pub(crate) to: Option<String>,
    pub(crate) ascending: bool,
    pub(crate) limit: Option<usize>,
    pub(crate) consistency: Consistency,
}

impl Query {
    /// Everything of a partition of the table, ascending.
    pub(crate) fn partition(partition: impl Into<String>, consistency: Consistency) -> Self {
        Self {
            index: None,
            partition: partition.into(),
            from: None,
            to: None,
            ascending: true,
            limit: None,
            consistency,
        }
    }

    /// Everything of a partition of an index, ascending.
    pub(crate) fn index(index: Index, partition: impl Into<String>) -> Self {
        Self { index: Some(index), ..Self::partition(partition, Consistency::Eventual) }
    }

    fn names(&self) -> (&'static str, &'static str) {
        self.index.map_or((PK, SK), |index| (index.partition, index.sort))
    }
}

/// The expression's constant end: above every sort key we write.
const ABOVE_ALL: &str = "\u{10FFFF}";

impl Store {
    pub(crate) async fn get(&self, key: &Key, consistency: Consistency) -> Result<Option<Item>, StoreError> {
        let call = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(key_item(key)))
            .consistent_read(consistency == Consistency::Strong);
        let item = call.send().await.map_err(call_error)?.item;
        if let Some(meter) = &self.meter {
            meter.read(item.as_slice(), consistency);
        }
        Ok(item)
    }

    /// One page of a Query, with the key to go on from when there is more.
    pub(crate) async fn query_page(
        &self,
        query: &Query,
        start: Option<Item>,
    ) -> Result<(Vec<Item>, Option<Item>), StoreError> {
        if matches!((&query.from, &query.to), (Some(from), Some(to)) if from > to) {
            return Ok((Vec::new(), None));
        }
        let (partition, sort) = query.names();
        let mut call = self
            .client
            .query()
            .table_name(&self.table)
            .set_index_name(query.index.map(|index| index.name.to_owned()))
            .expression_attribute_names("#p", partition)
            .expression_attribute_values(":p", text(&query.partition))
            .consistent_read(query.consistency == Consistency::Strong)
            .scan_index_forward(query.ascending)
            .set_limit(query.limit.and_then(|limit| i32::try_from(limit).ok()))
            .set_exclusive_start_key(start);
        if query.from.is_some() || query.to.is_some() {
            call = call
                .key_condition_expression("#p = :p AND #s BETWEEN :from AND :to")
                .expression_attribute_names("#s", sort)
                .expression_attribute_values(":from", text(query.from.as_deref().unwrap_or("!")))
                .expression_attribute_values(":to", text(query.to.as_deref().unwrap_or(ABOVE_ALL)));
        } else {
            call = call.key_condition_expression("#p = :p");
        }
        let page = call.send().await.map_err(call_error)?;
        let items = page.items.unwrap_or_default();
        if let Some(meter) = &self.meter {
            meter.read(&items, query.consistency);
        }
        Ok((items, page.last_evaluated_key.filter(|key| !key.is_empty())))
    }

    /// All pages of a Query.
    pub(crate) async fn query_all(&self, query: &Query) -> Result<Vec<Item>, StoreError> {
        let (mut items, mut next) = self.query_page(query, None).await?;
        while let Some(start) = next {
            let (more, after) = self.query_page(query, Some(start)).await?;
            items.extend(more);
            next = after;
        }
        Ok(items)
    }

    /// All of the writes or none.
    pub(crate) async fn transact(&self, writes: Vec<Write>) -> Result<(), WriteError> {
        let items: Vec<TransactWriteItem> =
            writes.iter().map(|write| self.transact_item(write)).collect::<Result<_, _>>()?;
        let mut attempt = 0;
        loop {
            let call = self.client.transact_write_items().set_transact_items(Some(items.clone()));
            let Err(error) = call.send().await else { break };
            match cancellation(&error) {
                Some(Cancellation::ConditionFailed(index)) => return Err(WriteError::ConditionFailed(index)),
                Some(Cancellation::Busy) if attempt < CONFLICT_RETRIES => {
                    attempt += 1;
                    tokio::time::sleep(Duration::from_millis(20 << attempt)).await;
                }
                Some(Cancellation::Busy) => return Err(StoreError::Busy.into()),
                None => return Err(call_error(error).into()),
            }
        }
        self.count(&writes, true);
        Ok(())
    }

    /// One write on its own.
    pub(crate) async fn write(&self, write: Write) -> Result<(), WriteError> {
        let sent = match &write {
            Write::Put { item, condition, .. } => {
                let call = self.client.put_item().table_name(&self.table).set_item(Some(item.clone()));
                let call = call.set_condition_expression(condition.expression.clone());
                let values = condition.values.iter().cloned();
                let call =
                    values.fold(call, |call, (name, value)| call.expression_attribute_values(name, value));
                call.send().await.map(drop).map_err(single_error)
            }
            Write::Delete { key, .. } => {
                let call = self.client.delete_item().table_name(&self.table).set_key(Some(key_item(key)));
                call.send().await.map(drop).map_err(single_error)
            }
        };
        sent?;
        self.count(std::slice::from_ref(&write), false);
        Ok(())
    }

    /// Changes some attributes of a row in place, if the condition holds.
    pub(crate) async fn update(
        &self,
        key: &Key,
        expression: &str,
        values: Vec<(String, AttributeValue)>,
        condition: &str,
    ) -> Result<(), WriteError> {
        let call = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key_item(key)))
            .update_expression(expression)
            .condition_expression(condition)
            .return_values(aws_sdk_dynamodb::types::ReturnValue::AllNew);
        let call = values
            .into_iter()
            .fold(call, |call, (name, value)| call.expression_attribute_values(name, value));
        let after = call.send().await.map_err(single_error)?.attributes;
        if let Some(meter) = &self.meter {
            meter.write(&[(after.as_ref(), after.as_ref())], false);
        }
        Ok(())
    }

    fn transact_item(&self, write: &Write) -> Result<TransactWriteItem, StoreError> {
        let unwritable =
            |error: aws_sdk_dynamodb::error::BuildError| StoreError::Unwritable(error.to_string());
        let builder = TransactWriteItem::builder();
        Ok(match write {
            Write::Put { item, condition, .. } => {
                let put = Put::builder().table_name(&self.table).set_item(Some(item.clone()));
                let put = put.set_condition_expression(condition.expression.clone());
                let values = condition.values.iter().cloned();
                let put = values.fold(put, |put, (name, value)| put.expression_attribute_values(name, value));
                builder.put(put.build().map_err(unwritable)?).build()
            }
            Write::Delete { key, .. } => {
                let delete = Delete::builder().table_name(&self.table).set_key(Some(key_item(key)));
                builder.delete(delete.build().map_err(unwritable)?).build()
            }
        })
    }

    fn count(&self, writes: &[Write], transaction: bool) {
        if let Some(meter) = &self.meter {
            let sizes: Vec<_> = writes
                .iter()
                .map(|write| match write {
                    Write::Put { item, old, .. } => (old.as_ref(), Some(item)),
                    Write::Delete { old, .. } => (old.as_ref(), None),
                })
                .collect();
            meter.write(&sizes, transaction);
        }
    }
}

enum Cancellation {
    ConditionFailed(usize),
    Busy,
}

/// Which reason cancelled a transaction. A failed condition counts before a conflict: it will fail again.
fn cancellation<R>(error: &SdkError<TransactWriteItemsError, R>) -> Option<Cancellation> {
    let TransactWriteItemsError::TransactionCanceledException(cancelled) = error.as_service_error()? else {
        return None;
    };
    let codes: Vec<&str> =
        cancelled.cancellation_reasons().iter().map(|reason| reason.code().unwrap_or("None")).collect();
    if let Some(index) = codes.iter().position(|code| *code == "ConditionalCheckFailed") {
        return Some(Cancellation::ConditionFailed(index));
    }
    let busy = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];
    codes.iter().any(|code| busy.contains(code)).then_some(Cancellation::Busy)
}

fn single_error<E, R>(error: SdkError<E, R>) -> WriteError
where
    E: std::error::Error + ProvideErrorMetadata + 'static,
    R: std::fmt::Debug,
{
    match error.code() {
        Some("ConditionalCheckFailedException") => WriteError::ConditionFailed(0),
        _ => call_error(error).into(),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "used as a map_err function")]
fn call_error<E, R>(error: SdkError<E, R>) -> StoreError
where
    E: std::error::Error + ProvideErrorMetadata + 'static,
    R: std::fmt::Debug,
{
    const BUSY: [&str; 5] = [
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "TransactionConflictException",
        "TransactionInProgressException",
    ];
    match error.code() {
        Some(code) if BUSY.contains(&code) => StoreError::Busy,
        _ => StoreError::unavailable(&error),
    }
}
