//! The table: its keys, its three indexes, its time-to-live. Infrastructure and emulator are made from the same data.

use aws_sdk_dynamodb::{
    error::SdkError,
    operation::create_table::CreateTableError,
    types::{
        AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
        ProjectionType, ScalarAttributeType, TimeToLiveSpecification,
    },
};

use crate::{
    Store, StoreError,
    item::{Item, PK, SK, TTL},
};

/// A secondary index over heads of requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Index {
    /// Its name.
    pub name: &'static str,
    /// Attribute of its partition key.
    pub partition: &'static str,
    /// Attribute of its sort key.
    pub sort: &'static str,
}

/// G1: a prefecture's requests by the facility's last submission or update.
pub const BY_UPDATED: Index = Index { name: "by_updated", partition: "g1", sort: "s1" };
/// G2: a prefecture's requests under review by their target.
pub const BY_DUE: Index = Index { name: "by_due", partition: "g2", sort: "s2" };
/// G3: a facility's requests by their making, drafts too.
pub const BY_FACILITY: Index = Index { name: "by_facility", partition: "g3", sort: "s3" };

/// All of them.
pub const INDEXES: [Index; 3] = [BY_UPDATED, BY_DUE, BY_FACILITY];

/// Attributes of the table's own partition and sort key.
pub const KEYS: [&str; 2] = [PK, SK];
/// Attribute by which rows end: seconds since 1970.
pub const TIME_TO_LIVE: &str = TTL;

/// The attributes of a head that every index holds: the row of a list (see `rows::head`).
pub const PROJECTED: [&str; 18] = [
    "n", "st", "oc", "ps", "fi", "fn", "ct", "pf", "it", "so", "nq", "ol", "sa", "ua", "da", "aw", "dl", "xo",
];

impl Index {
    /// The entry this index has for an item, if any.
    pub(crate) fn entry(&self, item: &Item) -> Option<Item> {
        let keys = [self.partition, self.sort];
        if !keys.iter().all(|name| item.contains_key(*name)) {
            return None;
        }
        let names = PROJECTED.iter().chain([&PK, &SK]).chain(keys.iter());
        Some(
            names
                .filter_map(|name| item.get(*name).map(|value| ((*name).to_owned(), value.clone())))
                .collect(),
        )
    }

    /// Whether two entries have the same key.
    pub(crate) fn same_key(&self, one: &Item, two: &Item) -> bool {
        [self.partition, self.sort].iter().all(|name| one.get(*name) == two.get(*name))
    }
}

impl Store {
    /// Makes the table and its time-to-live unless the table is there already. For the emulator; in an account it is made by `infra/`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the call fails.
    pub async fn table_create(&self) -> Result<(), StoreError> {
        let mut call = self
            .client
            .create_table()
            .table_name(&self.table)
            .billing_mode(BillingMode::PayPerRequest)
            .key_schema(key(PK, KeyType::Hash)?)
            .key_schema(key(SK, KeyType::Range)?);
        for name in [PK, SK].into_iter().chain(INDEXES.iter().flat_map(|index| [index.partition, index.sort]))
        {
            call = call.attribute_definitions(attribute(name)?);
        }
        for index in INDEXES {
            call = call.global_secondary_indexes(definition(index)?);
        }
        match call.send().await {
            Ok(_) => self.time_to_live_enable().await,
            Err(SdkError::ServiceError(error))
                if matches!(error.err(), CreateTableError::ResourceInUseException(_)) =>
            {
                Ok(())
            }
            Err(error) => Err(StoreError::unavailable(&error)),
        }
    }

    async fn time_to_live_enable(&self) -> Result<(), StoreError> {
        let ttl = TimeToLiveSpecification::builder()
            .enabled(true)
            .attribute_name(TTL)
            .build()
            .map_err(build_error)?;
        let call = self.client.update_time_to_live().table_name(&self.table).time_to_live_specification(ttl);
        call.send().await.map(drop).map_err(|error| StoreError::unavailable(&error))
    }
}

fn definition(index: Index) -> Result<GlobalSecondaryIndex, StoreError> {
    let mut projection = Projection::builder().projection_type(ProjectionType::Include);
    for name in PROJECTED {
        projection = projection.non_key_attributes(name);
    }
    GlobalSecondaryIndex::builder()
        .index_name(index.name)
        .key_schema(key(index.partition, KeyType::Hash)?)
        .key_schema(key(index.sort, KeyType::Range)?)
        .projection(projection.build())
        .build()
        .map_err(build_error)
}

fn key(name: &str, kind: KeyType) -> Result<KeySchemaElement, StoreError> {
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build().map_err(build_error)
}

fn attribute(name: &str) -> Result<AttributeDefinition, StoreError> {
    let kind = ScalarAttributeType::S;
    AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().map_err(build_error)
}

#[allow(clippy::needless_pass_by_value, reason = "used as a map_err function")]
fn build_error(error: aws_sdk_dynamodb::error::BuildError) -> StoreError {
    StoreError::Unwritable(error.to_string())
}
