//! What woke us: a batch of the table's stream, or a schedule.

use serde_json::Value;

/// The ids of the outbox entries that a stream's batch says were put; none when the event is no batch, which is the sweep's.
///
/// The stream tells of every change of the table; the entries' own partitions begin with `O#`.
pub fn outbox_ids(event: &Value) -> Option<Vec<String>> {
    let records = event.get("Records")?.as_array()?;
    let put = |record: &&Value| record["eventName"] == "INSERT";
    let id = |record: &Value| {
        let keys = &record["dynamodb"]["Keys"];
        let in_outbox = keys["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("O#"));
        keys["sk"]["S"].as_str().filter(|_| in_outbox).map(str::to_owned)
    };
    Some(records.iter().filter(put).filter_map(id).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(event: &str, pk: &str, sk: &str) -> Value {
        json!({"eventName": event, "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": sk}}}})
    }

    #[test]
    fn only_entries_put_into_the_outbox_are_taken_from_a_stream() {
        let event = json!({"Records": [
            record("INSERT", "O#3", "1795480800123#R#4"),
            record("MODIFY", "O#3", "1795480800123#R#5"),
            record("REMOVE", "O#3", "1795480800123#R#6"),
            record("INSERT", "R#01ARZ3NDEKTSV4RRFFQ69G5FAV", "h"),
        ]});
        assert_eq!(outbox_ids(&event), Some(vec!["1795480800123#R#4".to_owned()]));
    }

    #[test]
    fn a_schedules_event_means_everything() {
        assert_eq!(outbox_ids(&json!({"source": "schedule"})), None);
        assert_eq!(outbox_ids(&json!({})), None);
    }
}
