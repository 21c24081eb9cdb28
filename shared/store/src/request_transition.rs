//! Making a decision durable: one conditional transaction with everything that belongs to it, or nothing.

use domain::{request::Request, status::Status, transition::Transition};

use crate::{
    OutboxEntry, Store, StoreError,
    item::{Item, encode, number, text},
    keys, outbox,
    request::NumberRow,
    rows::{Code, Rows, disassemble},
    write::{Condition, Write, WriteError},
};

/// Why a transition was not written. Nothing changed, unless [`StoreError::Unavailable`] leaves it open.
#[derive(Debug, thiserror::Error)]
pub enum TransitionError {
    /// Somebody else changed the request since it was read.
    #[error("the request was changed meanwhile")]
    Stale,
    /// The request number is another request's; try again with a new one.
    #[error("the number is taken")]
    NumberTaken,
    /// The table failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Writes a transition: the changed parts of the request on condition of the version and status the rule looked at, the history
    /// entry, the number's guard, and what is to be mailed.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub async fn request_transition(&self, transition: &Transition) -> Result<(), TransitionError> {
        let (writes, guard) = writes(transition)?;
        match self.transact(writes).await {
            Ok(()) => Ok(()),
            Err(WriteError::ConditionFailed(index)) if Some(index) == guard => {
                Err(TransitionError::NumberTaken)
            }
            Err(WriteError::ConditionFailed(_)) => Err(TransitionError::Stale),
            Err(WriteError::Store(error)) => Err(error.into()),
        }
    }

    /// Writes flags that were computed anew (SPEC 6). The version stays; a request that was changed or completed meanwhile is left alone,
    /// which false tells: read it again, and it may need other flags.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn request_refresh_flags(&self, before: &Request, after: &Request) -> Result<bool, StoreError> {
        let (old, new) = (disassemble(before)?, disassemble(after)?);
        let head = Write::Put {
            item: new.head,
            old: Some(old.head),
            condition: unchanged(before, &[Status::UnderReview]),
        };
        let review =
            new.review.map(|item| Write::Put { item, old: old.review, condition: Condition::none() });
        match self.transact([head].into_iter().chain(review).collect()).await {
            Ok(()) => Ok(true),
            Err(WriteError::ConditionFailed(_)) => Ok(false),
            Err(WriteError::Store(error)) => Err(error),
        }
    }
}

/// The writes of a transition, and which of them is the number's guard.
fn writes(transition: &Transition) -> Result<(Vec<Write>, Option<usize>), StoreError> {
    let (before, after) = (&transition.before, &transition.after);
    let mut writes = changed_rows(before, disassemble(before)?, disassemble(after)?, transition.allowed_from);
    if let Some(entry) = &transition.history {
        let key = keys::Key { pk: keys::history_partition(&after.id), sk: keys::version_sort(entry.version) };
        writes.push(Write::Put { item: encode(&key, entry)?, old: None, condition: Condition::absent() });
    }
    for (index, message) in transition.messages.iter().enumerate() {
        let what = format!("{}#{}.{index}", after.id, after.version);
        writes.push(outbox::put(&OutboxEntry::new(message.clone(), after.saved.at, &what))?);
    }
    let new_number = after.number.as_ref().filter(|_| before.number.is_none());
    if let Some(number) = new_number {
        let item = encode(&keys::number(number), &NumberRow { id: after.id.clone() })?;
        writes.push(Write::Put { item, old: None, condition: Condition::absent() });
    }
    let guard = new_number.map(|_| writes.len() - 1);
    Ok((writes, guard))
}

fn changed_rows(before: &Request, old: Rows, new: Rows, allowed_from: &[Status]) -> Vec<Write> {
    let put = |item: Item, old: Option<Item>| Write::Put { item, old, condition: Condition::none() };
    let mut writes =
        vec![Write::Put { item: new.head, old: Some(old.head), condition: unchanged(before, allowed_from) }];
    if new.facility_part != old.facility_part {
        writes.push(put(new.facility_part, Some(old.facility_part)));
    }
    match (old.review, new.review) {
        (old, Some(new)) if old.as_ref() != Some(&new) => writes.push(put(new, old)),
        (Some(old), None) => {
            let key = keys::request_part(&before.id, keys::part::REVIEW);
            writes.push(Write::Delete { key, old: Some(old), condition: Condition::none() });
        }
        _ => {}
    }
    let mut old_questions = old.questions.into_iter();
    for item in new.questions {
        let old = old_questions.next();
        if old.as_ref() != Some(&item) {
            writes.push(put(item, old));
        }
    }
    writes
}

/// The request is at the version that was read, with the flags that were read, in a status the act may start from. The status follows from the version; it stands in
/// the condition as well so that the table itself refuses a transition the rules do not know.
fn unchanged(before: &Request, allowed_from: &[Status]) -> Condition {
    let mut values =
        vec![(":v".to_owned(), number(before.version)), (":fv".to_owned(), number(before.flags_recomputed))];
    let mut names = Vec::new();
    for (index, status) in allowed_from.iter().enumerate() {
        names.push(format!(":s{index}"));
        values.push((format!(":s{index}"), text(status.letter())));
    }
    Condition::holds(format!("v = :v AND fv = :fv AND st IN ({})", names.join(", ")), values)
}
