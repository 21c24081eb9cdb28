//! A facility's own list.

use domain::request::withdraw;
use testbed::{TestBed, seed};

use crate::views::ids;

#[tokio::test]
async fn drafts_and_ineligible_requests_are_open_work_of_their_facility_only() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    // No designation: the check finds condition 2 unmet.
    let ineligible = bed.seed_under_review("tokyo-dental").await;
    assert_eq!(ineligible.status, domain::status::Status::Ineligible);
    let draft = bed.seed_draft("tokyo-dental").await;
    let gone = bed.seed_draft("tokyo-dental").await;
    let by = seed::actor("tokyo-dental", domain::role::Role::Facility, "見本歯科医院");
    bed.seed_act(&gone, &by, |act| withdraw(&gone, act).unwrap()).await;

    let facility = bed.sign_in("tokyo-dental").await;
    let mut open = ids(&facility, "?view=open").await;
    open.sort();
    let mut expected = vec![ineligible.id.to_string(), draft.id.to_string()];
    expected.sort();
    assert_eq!(open, expected);
    assert_eq!(ids(&facility, "?status=draft").await, [draft.id.as_str()]);
    assert_eq!(ids(&facility, "?status=withdrawn").await, [gone.id.as_str()]);
    assert_eq!(ids(&facility, "").await.len(), 3);
    for who in ["tokyo", "ministry"] {
        let officer = bed.sign_in(who).await;
        assert_eq!(
            ids(&officer, "").await,
            [ineligible.id.as_str()],
            "drafts are seen by nobody else: {who}"
        );
        assert!(ids(&officer, "?status=draft").await.is_empty(), "{who}");
        assert!(ids(&officer, "?status=withdrawn").await.is_empty(), "never checked, never seen: {who}");
        assert!(ids(&officer, "?view=open").await.is_empty(), "{who}");
    }
}

#[tokio::test]
async fn a_sort_asked_for_is_by_the_last_update_with_drafts_last() {
    let bed = TestBed::start(list::router, "2026-11-24T09:00:00").await;
    let first = bed.seed_draft("tokyo-hospital").await;
    bed.set_clock("2026-11-24T10:00:00");
    let second = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-24T11:00:00");
    let first = bed.seed_submit(&first).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let (first, second, draft) = (first.id.as_str(), second.id.as_str(), draft.id.as_str());
    assert_eq!(ids(&facility, "").await, [draft, second, first], "unasked, by their making");
    assert_eq!(ids(&facility, "?sort=-updated_at").await, [first, second, draft]);
    assert_eq!(ids(&facility, "?sort=updated_at").await, [second, first, draft]);
}
