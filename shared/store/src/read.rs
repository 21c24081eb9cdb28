//! Reading calls, each counted by the meter.

use crate::{
    Consistency, Store, StoreError,
    call_error::call_error,
    item::{Item, PK, SK, key_item, text},
    keys::Key,
    schema::Index,
};

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
}
