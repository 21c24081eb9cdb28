//! Writing calls, each counted by the meter.

use std::{collections::HashMap, time::Duration};

use aws_sdk_dynamodb::types::{AttributeValue, Delete, Put, ReturnValue, TransactWriteItem};

use crate::{
    Store, StoreError,
    call_error::{Cancellation, call_error, cancellation, single_error},
    item::{Item, key_item},
    keys::Key,
};

/// How often a transaction is tried again when another one held an item; the SDK does not retry that by itself.
const CONFLICT_RETRIES: u32 = 5;

/// How long to wait before the next try: longer each time, and never the same for two that collided, so that they do not collide again.
fn pause(attempt: u32) -> Duration {
    let longest = Duration::from_millis(20 << attempt);
    longest.mul_f64(0.5 + fastrand::f64() / 2.0)
}

/// What must be true for a write to happen.
#[derive(Debug, Clone, Default)]
pub(crate) struct Condition {
    pub(crate) expression: Option<String>,
    pub(crate) values: Vec<(String, AttributeValue)>,
    /// Names behind `#`, since DynamoDB reserves many plain words.
    pub(crate) names: Vec<String>,
}

impl Condition {
    /// Anything goes.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The row is not there yet.
    pub(crate) fn absent() -> Self {
        Self { expression: Some("attribute_not_exists(pk)".to_owned()), ..Self::default() }
    }

    /// The expression holds, with these values.
    pub(crate) fn holds(expression: impl Into<String>, values: Vec<(String, AttributeValue)>) -> Self {
        Self { expression: Some(expression.into()), values, names: Vec::new() }
    }

    /// The expression holds, in which `#name` stands for each of these names.
    pub(crate) fn named(
        expression: impl Into<String>,
        names: &[&str],
        values: Vec<(String, AttributeValue)>,
    ) -> Self {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Self { expression: Some(expression.into()), values, names }
    }

    fn values(&self) -> Option<HashMap<String, AttributeValue>> {
        (!self.values.is_empty()).then(|| self.values.iter().cloned().collect())
    }

    fn names(&self) -> Option<HashMap<String, String>> {
        let named = |name: &String| (format!("#{name}"), name.clone());
        (!self.names.is_empty()).then(|| self.names.iter().map(named).collect())
    }
}

/// One write. `old` is the row as it was read, which only the meter needs.
#[derive(Debug, Clone)]
pub(crate) enum Write {
    Put { item: Item, old: Option<Item>, condition: Condition },
    Delete { key: Key, old: Option<Item>, condition: Condition },
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

impl Store {
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
                    tokio::time::sleep(pause(attempt)).await;
                }
                Some(Cancellation::Busy) => {
                    tracing::warn!(attempt, "a transaction is given up: others keep holding its rows");
                    return Err(StoreError::Busy.into());
                }
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
                call.set_condition_expression(condition.expression.clone())
                    .set_expression_attribute_values(condition.values())
                    .set_expression_attribute_names(condition.names())
                    .send()
                    .await
                    .map(drop)
                    .map_err(single_error)
            }
            Write::Delete { key, condition, .. } => {
                let call = self.client.delete_item().table_name(&self.table).set_key(Some(key_item(key)));
                call.set_condition_expression(condition.expression.clone())
                    .set_expression_attribute_values(condition.values())
                    .set_expression_attribute_names(condition.names())
                    .send()
                    .await
                    .map(drop)
                    .map_err(single_error)
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
            .return_values(ReturnValue::AllNew);
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
                let put = Put::builder()
                    .table_name(&self.table)
                    .set_item(Some(item.clone()))
                    .set_condition_expression(condition.expression.clone())
                    .set_expression_attribute_values(condition.values())
                    .set_expression_attribute_names(condition.names());
                builder.put(put.build().map_err(unwritable)?).build()
            }
            Write::Delete { key, condition, .. } => {
                let delete = Delete::builder()
                    .table_name(&self.table)
                    .set_key(Some(key_item(key)))
                    .set_condition_expression(condition.expression.clone())
                    .set_expression_attribute_values(condition.values())
                    .set_expression_attribute_names(condition.names());
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
