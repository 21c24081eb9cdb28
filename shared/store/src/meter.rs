//! Counts what calls consume, from item bytes by DynamoDB's own rules; emulators misreport it.
//!
//! A write unit is 1 KB of the larger of old and new item, doubled in a transaction, plus one per index entry put, changed or deleted (and
//! 1 KB of it); a read unit is 4 KB of all items read by a call, half that for eventual reads.

use std::sync::Mutex;

use crate::{
    item::{Consistency, Item, size},
    schema::INDEXES,
};

/// Units consumed. Halves occur, so they are kept as numbers with a fraction.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Units {
    /// Read units.
    pub read: f64,
    /// Write units, those of indexes included.
    pub write: f64,
    /// Calls made.
    pub calls: u32,
}

/// A running count.
#[derive(Debug, Default)]
pub struct Meter(Mutex<Units>);

impl Meter {
    /// What was consumed since the last call of this, which starts over.
    pub fn take(&self) -> Units {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Units> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(crate) fn read(&self, items: &[Item], consistency: Consistency) {
        let mut total = self.lock();
        total.calls += 1;
        total.read += read_units(items, consistency);
    }

    /// One call that wrote these items: each the item before and after.
    pub(crate) fn write(&self, items: &[(Option<&Item>, Option<&Item>)], transaction: bool) {
        let factor = if transaction { 2.0 } else { 1.0 };
        let units: f64 =
            items.iter().map(|(old, new)| factor * table_units(*old, *new) + index_units(*old, *new)).sum();
        let mut total = self.lock();
        total.calls += 1;
        total.write += units;
    }
}

/// What a call costs that reads these items.
pub(crate) fn read_units(items: &[Item], consistency: Consistency) -> f64 {
    let units = kilobytes(items.iter().map(size).sum::<usize>(), 4).max(1.0);
    match consistency {
        Consistency::Strong => units,
        Consistency::Eventual => units / 2.0,
    }
}

fn table_units(old: Option<&Item>, new: Option<&Item>) -> f64 {
    let bytes = old.into_iter().chain(new).map(size).max().unwrap_or(0);
    kilobytes(bytes, 1).max(1.0)
}

/// What the item's index entries cost: nothing when unchanged, one write when the projection changed, two when the key moved.
fn index_units(old: Option<&Item>, new: Option<&Item>) -> f64 {
    INDEXES
        .iter()
        .map(|index| {
            let entry = |item: Option<&Item>| item.and_then(|item| index.entry(item));
            let units = |entry: &Item| kilobytes(size(entry), 1).max(1.0);
            match (entry(old), entry(new)) {
                (None, None) => 0.0,
                (Some(old), Some(new)) if old == new => 0.0,
                (Some(old), Some(new)) if index.same_key(&old, &new) => units(&old).max(units(&new)),
                (old, new) => old.iter().chain(&new).map(units).sum(),
            }
        })
        .sum()
}

/// Whole units of `unit` kilobytes.
#[allow(clippy::cast_precision_loss, reason = "an item has at most 400 KB, a page 1 MB")]
fn kilobytes(bytes: usize, unit: usize) -> f64 {
    bytes.div_ceil(unit * 1024) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::{key_item, text};
    use crate::keys::Key;

    fn item(bytes: usize) -> Item {
        let mut item = key_item(&Key { pk: "R#1".into(), sk: "h".into() });
        let rest = bytes - size(&item) - 1;
        item.insert("x".into(), text(&"x".repeat(rest)));
        item
    }

    fn indexed(bytes: usize, sort: &str) -> Item {
        let mut item = item(bytes);
        item.insert("g1".into(), text("P#13"));
        item.insert("s1".into(), text(sort));
        item
    }

    fn write(old: Option<&Item>, new: Option<&Item>, transaction: bool) -> f64 {
        let meter = Meter::default();
        meter.write(&[(old, new)], transaction);
        meter.take().write
    }

    fn read(bytes: &[usize], consistency: Consistency) -> f64 {
        let meter = Meter::default();
        meter.read(&bytes.iter().map(|b| item(*b)).collect::<Vec<_>>(), consistency);
        meter.take().read
    }

    #[test]
    #[allow(clippy::float_cmp, reason = "units are sums of halves")]
    fn reads_round_up_by_the_call_not_by_the_item() {
        assert_eq!(read(&[], Consistency::Eventual), 0.5);
        assert_eq!(read(&[4_096], Consistency::Strong), 1.0);
        assert_eq!(read(&[4_097], Consistency::Strong), 2.0);
        assert_eq!(read(&[480; 50], Consistency::Eventual), 3.0);
    }

    #[test]
    #[allow(clippy::float_cmp, reason = "units are sums of halves")]
    fn writes_count_the_larger_item_and_double_in_transactions() {
        assert_eq!(write(None, Some(&item(1_024)), false), 1.0);
        assert_eq!(write(None, Some(&item(1_025)), false), 2.0);
        assert_eq!(write(Some(&item(3_000)), Some(&item(100)), true), 6.0);
        assert_eq!(write(Some(&item(100)), None, false), 1.0);
    }

    #[test]
    #[allow(clippy::float_cmp, reason = "units are sums of halves")]
    fn index_entries_cost_one_put_or_change_and_two_moves() {
        let (one, two) = (indexed(300, "1"), indexed(300, "2"));
        assert_eq!(write(None, Some(&one), false), 2.0);
        assert_eq!(write(Some(&one), Some(&one), false), 1.0);
        assert_eq!(write(Some(&one), Some(&two), false), 3.0);
        let mut renamed = one.clone();
        renamed.insert("fn".into(), text("別の病院"));
        assert_eq!(write(Some(&one), Some(&renamed), false), 2.0);
        assert_eq!(write(Some(&one), Some(&item(300)), false), 2.0);
    }
}
