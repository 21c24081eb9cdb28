//! Periods that are far off, contradict a view or are no days at all.

use testbed::{TestBed, instant};

use crate::views::ids;

#[tokio::test]
async fn a_period_that_cannot_meet_its_view_holds_nothing() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    bed.seed_under_review("tokyo-hospital").await;
    for who in ["tokyo", "ministry", "tokyo-hospital"] {
        let client = bed.sign_in(who).await;
        for query in
            ["?view=recent&to=2026-11-01", "?view=since_cutoff&to=2026-11-01", "?view=recent&from=2026-12-01"]
        {
            assert!(ids(&client, query).await.is_empty(), "{who} {query}");
        }
        assert_eq!(ids(&client, "?view=recent&from=2026-11-24").await.len(), 1, "{who}");
    }
}

#[tokio::test]
async fn a_period_may_reach_to_the_years_of_any_form() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    for who in ["tokyo", "ministry", "tokyo-hospital"] {
        let client = bed.sign_in(who).await;
        for query in ["?from=1900-01-01&to=2199-12-31", "?from=1900-01-01", "?to=2199-12-31"] {
            assert_eq!(ids(&client, query).await, [request.id.as_str()], "{who} {query}");
        }
        for query in ["?to=1900-01-01", "?from=2199-12-31"] {
            assert!(ids(&client, query).await.is_empty(), "{who} {query}");
        }
    }
}

#[tokio::test]
async fn a_day_is_written_as_the_calendar_of_a_form_writes_it() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let officer = bed.sign_in("tokyo").await;
    for day in [
        "%2B262142-12-31",
        "-262143-01-01",
        "9999-12-31",
        "0000-01-01",
        "2200-01-01",
        "1899-12-31",
        "2026-1-5",
        "20261124",
        "2026-11-24T00:00:00",
        "2026-02-29",
        "yesterday",
        "%EF%BC%92026-11-24",
    ] {
        for name in ["from", "to"] {
            let refused = officer.get(&format!("/api/requests?{name}={day}")).await;
            refused.expect_errors(&[(name, "date")]);
        }
    }
    let both = officer.get("/api/requests?from=x&to=y&status=z").await;
    both.expect_errors(&[("status", "unknown_value"), ("from", "date"), ("to", "date")]);
}

#[tokio::test]
async fn a_day_begins_and_ends_at_midnight_in_japan() {
    let bed = TestBed::start(list::router, "2026-11-19T23:59:59.999").await;
    let before = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-20T00:00:00");
    let first = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-20T23:59:59.999");
    let last = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-21T00:00:00");
    let after = bed.seed_under_review("tokyo-hospital").await;
    assert_eq!(after.updated_at, Some(instant("2026-11-21T00:00:00")));
    for who in ["tokyo", "ministry", "tokyo-hospital"] {
        let client = bed.sign_in(who).await;
        let day = ids(&client, "?from=2026-11-20&to=2026-11-20").await;
        assert_eq!(day, [last.id.as_str(), first.id.as_str()], "{who}");
        assert_eq!(ids(&client, "?to=2026-11-19").await, [before.id.as_str()], "{who}");
        assert_eq!(ids(&client, "?from=2026-11-21").await, [after.id.as_str()], "{who}");
        let open = ids(&client, "?view=open&from=2026-11-20&to=2026-11-20").await;
        assert_eq!(open.len(), 2, "the open work knows periods too: {who}");
    }
    // The first two had Friday's target; the period ends at this very instant.
    let tokyo = bed.sign_in("tokyo").await;
    assert_eq!(ids(&tokyo, "?overdue=true&to=2026-11-20").await.len(), 2);
    assert_eq!(ids(&tokyo, "?overdue=true&to=2026-11-19").await, [before.id.as_str()]);
}
