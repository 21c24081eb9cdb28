use super::*;

#[test]
fn time_keys_sort_by_time_then_id() {
    let id = RequestId::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV").unwrap();
    let at = |text: &str| text.parse::<Instant>().unwrap();
    let early = time_sort(at("2026-11-24T03:59:59.999Z"), &id);
    let late = time_sort(at("2026-11-24T04:00:00Z"), &id);
    assert!(early < late);
    assert!(early < time_bound(at("2026-11-24T04:00:00Z")));
    assert!(time_bound(at("2026-11-24T04:00:00Z")) <= late);
    assert_eq!(late.len(), 40);
}

#[test]
fn policy_keys_sort_by_time_also_in_the_far_future() {
    let at = |text: &str| text.parse::<Instant>().unwrap();
    let now = policy_bound(at("2026-11-24T03:00:00Z"));
    assert!(policy(at("2026-11-24T03:00:00Z"), 2).sk < now);
    assert!(now < policy(at("2026-11-24T03:00:00.001Z"), 2).sk);
    assert!(now < policy(at("2286-11-20T17:46:40Z"), 2).sk, "fourteen digits");
    assert!(now < policy(at("+20000-01-01T00:00:00Z"), 2).sk, "fifteen digits");
}

#[test]
fn outbox_entries_spread_over_the_shards() {
    let at = "2026-11-24T04:00:00Z".parse().unwrap();
    let shards: std::collections::BTreeSet<String> =
        (0..64).map(|n| outbox(&outbox_id(at, &format!("R{n}"))).pk).collect();
    assert_eq!(shards.len(), usize::from(OUTBOX_SHARDS));
}
