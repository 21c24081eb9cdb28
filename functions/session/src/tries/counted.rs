//! A try that was counted before it is looked at, and what becomes of it.

use domain::{
    history::{Change, Value},
    time::Instant,
};
use store::TriesRow;
use web::{App, Problem};

use super::{ATTEMPTS, Whose};

/// A try that may be looked at.
pub(crate) struct Counted(pub(super) Vec<Count>);

/// One row that counts it.
pub(super) struct Count {
    pub(super) of: Whose,
    /// The row as it was, and as it counts this try.
    pub(super) before: Option<TriesRow>,
    pub(super) after: TriesRow,
}

impl Counted {
    /// It was a failure: only now it prolongs how long failures are remembered.
    pub(crate) async fn fail(&self, app: &App) -> Result<(), Problem> {
        let now = app.clock.session_now();
        for count in &self.0 {
            edit(app, &count.of.name, |row| count.of.rule.failed(row, now)).await?;
        }
        Ok(())
    }

    /// It was no failure: the rows become what they were.
    pub(crate) async fn take_back(&self, app: &App) -> Result<(), Problem> {
        for count in &self.0 {
            edit(app, &count.of.name, |row| count.taken_back(row)).await?;
        }
        Ok(())
    }

    /// It succeeded. The failures of the user, who has proved to be it, are forgotten; of an address only this try is taken back, or else
    /// whoever has an account could begin anew with others' whenever it likes.
    pub(crate) async fn succeed(&self, app: &App) -> Result<(), Problem> {
        for count in &self.0 {
            if count.of.shared {
                edit(app, &count.of.name, |row| count.taken_back(row)).await?;
            } else {
                app.store.tries_delete(&count.of.name).await?;
            }
        }
        Ok(())
    }

    /// What the audit record says of a failure besides its reason: the wait it begins, and how many were refused in the wait before it,
    /// which have no entries of their own.
    pub(crate) fn told(&self, now: Instant) -> Vec<Change> {
        let wait = self.0.iter().map(|count| (count.after.not_before - now).num_seconds()).max();
        let refused = self.0.iter().filter_map(|count| count.before.as_ref()).map(|row| row.refused).max();
        let told = [("wait_seconds", wait), ("refused_meanwhile", refused.map(i64::from))];
        let more =
            told.into_iter().filter_map(|(field, number)| number.filter(|n| *n > 0).map(|n| (field, n)));
        more.map(|(field, n)| Change { field: field.to_owned(), from: Value::Nothing, to: Value::Number(n) })
            .collect()
    }
}

impl Count {
    /// The row without this try. A wait that this try began ends; one that another began stays.
    fn taken_back(&self, row: &TriesRow) -> TriesRow {
        let not_before = match &self.before {
            Some(before) if row.not_before == self.after.not_before => before.not_before,
            _ => row.not_before,
        };
        TriesRow { failures: row.failures.saturating_sub(1), not_before, ..row.clone() }
    }
}

/// Writes the row changed, however many others write it; what is forgotten already needs no change.
async fn edit(app: &App, name: &str, change: impl Fn(&TriesRow) -> TriesRow) -> Result<(), Problem> {
    for _ in 0..ATTEMPTS {
        let Some(row) = app.store.tries_get(name).await? else { break };
        let changed = change(&row);
        if changed == row || app.store.tries_put(name, Some(&row), &changed).await? {
            break;
        }
    }
    Ok(())
}
