//! Policy versions: version 1 is shipped, later ones are rows (SPEC 4). A row is never changed, but for the mark that withdraws it before its
//! time has come.

use domain::{
    audit::AuditEntry,
    policy::{FIRST_VERSION, Policy},
    role::Actor,
    time::Instant,
};
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, Store, StoreError,
    item::{Item, decode, encode, number},
    keys,
    read::Query,
    write::{Condition, Write, WriteError},
};

/// Versions read at once, the latest to begin first. The one in force is almost always the first.
const READ_AT_ONCE: usize = 2;

/// A version with its story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersion {
    /// What it says.
    pub policy: Policy,
    /// When and by whom it was made; none for the shipped one.
    pub made: Option<(Instant, Actor)>,
    /// When it was withdrawn, before its time.
    pub withdrawn_at: Option<Instant>,
}

/// JSON, since nothing in the table ever looks inside.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct PolicyRow {
    policy: String,
    /// When it begins, in milliseconds, for the condition of a withdrawal.
    starts: i64,
    #[serde(default)]
    made_at: Option<Instant>,
    #[serde(default)]
    made_by: Option<Actor>,
    #[serde(default)]
    withdrawn_at: Option<Instant>,
}

/// Which version is the newest, whatever its time.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct PolicyHead {
    latest: u32,
}

impl Store {
    /// The policy in force at an instant: of the versions whose time has come, the one whose time came last; of two that begin together, the
    /// one made later.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn policy_at(&self, now: Instant) -> Result<Policy, StoreError> {
        let query = Query {
            to: Some(keys::policy_bound(now)),
            ascending: false,
            limit: Some(READ_AT_ONCE),
            ..Query::partition(keys::POLICY_PARTITION, Consistency::Eventual)
        };
        let (mut items, mut next) = self.query_page(&query, None).await?;
        loop {
            for item in &items {
                let row: PolicyRow = decode(item)?;
                if row.withdrawn_at.is_none() {
                    return parse(&row.policy);
                }
            }
            let Some(start) = next else { return parse(FIRST_VERSION) };
            (items, next) = self.query_page(&query, Some(start)).await?;
        }
    }

    /// Every version there is, the newest first, the shipped one last.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn policy_list(&self) -> Result<Vec<PolicyVersion>, StoreError> {
        let query = Query::partition(keys::POLICY_PARTITION, Consistency::Strong);
        let items = self.query_all(&query).await?;
        let shipped = PolicyVersion { policy: parse(FIRST_VERSION)?, made: None, withdrawn_at: None };
        let mut versions: Vec<PolicyVersion> =
            items.iter().map(version).chain([Ok(shipped)]).collect::<Result<_, _>>()?;
        versions.sort_by_key(|version| std::cmp::Reverse(version.policy.version));
        Ok(versions)
    }

    /// Adds a version, without a trace in the audit record: samples and tests. False when there is that version or a later one already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn policy_put(&self, policy: &Policy) -> Result<bool, StoreError> {
        let writes = additions(policy, None, "attribute_not_exists(pk) OR latest < :version")?;
        happened(self.transact(writes).await)
    }

    /// Adds a version right after the newest, with the audit's entry. False when somebody else added one meanwhile.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn policy_add(
        &self,
        policy: &Policy,
        by: &Actor,
        audit: &AuditEntry,
    ) -> Result<bool, StoreError> {
        // The first of all finds no head: the shipped version has no row.
        let follows = if policy.version == 2 { "attribute_not_exists(pk)" } else { "latest = :before" };
        let made = Some((audit.at, by.clone()));
        happened(self.audited(audit, additions(policy, made, follows)?).await)
    }

    /// Withdraws a version whose time has not come at `now`, with the audit's entry. False, and nothing written, when its time has come or
    /// it was withdrawn already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn policy_withdraw(
        &self,
        version: &PolicyVersion,
        audit: &AuditEntry,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let row = PolicyRow { withdrawn_at: Some(audit.at), ..row(&version.policy, version.made.clone())? };
        let item = encode(&keys::policy(version.policy.effective_from, version.policy.version), &row)?;
        let condition = Condition::holds(
            "attribute_exists(pk) AND attribute_not_exists(withdrawn_at) AND starts > :now",
            vec![(":now".to_owned(), number(now.timestamp_millis()))],
        );
        happened(self.audited(audit, vec![Write::Put { item, old: None, condition }]).await)
    }
}

/// The version's row and the head that names it as the newest, if `follows` holds of the head.
fn additions(
    policy: &Policy,
    made: Option<(Instant, Actor)>,
    follows: &str,
) -> Result<Vec<Write>, StoreError> {
    let head = encode(&keys::policy_head(), &PolicyHead { latest: policy.version })?;
    let values = [(":version", policy.version), (":before", policy.version.saturating_sub(1))];
    let used = values.into_iter().filter(|(name, _)| follows.contains(name));
    let condition =
        Condition::holds(follows, used.map(|(name, value)| (name.to_owned(), number(value))).collect());
    let item = encode(&keys::policy(policy.effective_from, policy.version), &row(policy, made)?)?;
    Ok(vec![
        Write::Put { item: head, old: None, condition },
        Write::Put { item, old: None, condition: Condition::absent() },
    ])
}

fn row(policy: &Policy, made: Option<(Instant, Actor)>) -> Result<PolicyRow, StoreError> {
    let starts = policy.effective_from.timestamp_millis();
    let policy = serde_json::to_string(policy).map_err(|error| StoreError::Unwritable(error.to_string()))?;
    let (made_at, made_by) = made.unzip();
    Ok(PolicyRow { policy, starts, made_at, made_by, withdrawn_at: None })
}

fn version(item: &Item) -> Result<PolicyVersion, StoreError> {
    let row: PolicyRow = decode(item)?;
    Ok(PolicyVersion {
        policy: parse(&row.policy)?,
        made: row.made_at.zip(row.made_by),
        withdrawn_at: row.withdrawn_at,
    })
}

fn parse(text: &str) -> Result<Policy, StoreError> {
    let corrupt = |error: serde_json::Error| StoreError::Corrupt {
        key: keys::POLICY_PARTITION.to_owned(),
        reason: error.to_string(),
    };
    serde_json::from_str(text).map_err(corrupt)
}

fn happened(result: Result<(), WriteError>) -> Result<bool, StoreError> {
    match result {
        Ok(()) => Ok(true),
        Err(WriteError::ConditionFailed(_)) => Ok(false),
        Err(WriteError::Store(error)) => Err(error),
    }
}
