//! The trace's rows, put together into requests.

use std::collections::BTreeMap;

use domain::time::Instant;
use serde::Deserialize;

const TRACE: &str = include_str!("../../data/ppe-demand-trace-2020.csv");

#[derive(Debug, Deserialize)]
struct TraceRow {
    facility: usize,
    requested_at_utc: Instant,
    item: String,
    quantity: i64,
    outcome: String,
}

/// What one facility asked for at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// The facility's running number in the trace.
    pub facility: usize,
    /// When.
    pub at: Instant,
    /// Pieces by item code.
    pub items: BTreeMap<String, i64>,
    /// Whether it was delivered; else it was closed without.
    pub delivered: bool,
}

/// Every request of the trace, in the order of their times.
///
/// # Panics
/// When the shipped file is damaged.
pub fn demands() -> Vec<Demand> {
    let mut requests: BTreeMap<(Instant, usize), Demand> = BTreeMap::new();
    for row in csv::Reader::from_reader(TRACE.as_bytes()).into_deserialize::<TraceRow>() {
        let row = row.expect("the shipped trace is well-formed");
        let request = requests.entry((row.requested_at_utc, row.facility)).or_insert_with(|| Demand {
            facility: row.facility,
            at: row.requested_at_utc,
            items: BTreeMap::new(),
            delivered: row.outcome == "delivered",
        });
        *request.items.entry(row.item).or_default() += row.quantity;
    }
    requests.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trace_is_read_whole() {
        let demands = demands();
        assert_eq!(demands.len(), 1_807);
        assert_eq!(demands.iter().map(|demand| demand.items.len()).sum::<usize>(), 1_907);
        assert!(demands.windows(2).all(|pair| pair[0].at <= pair[1].at));
        assert!(
            demands.iter().any(|demand| demand.delivered) && demands.iter().any(|demand| !demand.delivered)
        );
    }
}
