//! What a facility never sees, whatever it asks: the stock flag and the prefecture's opinion (SPEC 2).

use std::fmt::Write;

use domain::{
    request::{Request, ask, reopen},
    review::{Decision, ReviewDraft, Source, save_review},
};
use testbed::{Client, TestBed, seed};

const NOW: &str = "2026-11-24T12:00:00";
const SECRET: &str = "秘密の記載";

/// A decision of both sources with the marker in every field that is the officers' own.
fn marked_distribution() -> Decision {
    Decision {
        source: Some(Source::Nation),
        prefecture_quantity: Some(seed::pieces(500)),
        national_quantity: Some(seed::pieces(1000)),
        circumstances: SECRET.to_owned(),
        aerosol_procedures: SECRET.to_owned(),
        both_sources_reason: SECRET.to_owned(),
        opinion: SECRET.to_owned(),
        prior_distributions: Some(7777),
        ..seed::distribute(1500)
    }
}

fn marked_refusal() -> Decision {
    Decision { refusal_reason: SECRET.to_owned(), opinion: SECRET.to_owned(), ..seed::refuse() }
}

/// Every answer of this function to the facility, as one text.
async fn everything(facility: &Client, request: &Request) -> String {
    let id = &request.id;
    let number = request.number.as_ref().unwrap();
    let mut all = String::new();
    for path in [
        "/api/requests".to_owned(),
        "/api/requests?view=open".to_owned(),
        "/api/requests?view=recent".to_owned(),
        "/api/requests?view=since_cutoff".to_owned(),
        "/api/requests?view=all&sort=updated_at&item=gloves&overdue=false".to_owned(),
        "/api/requests?limit=1".to_owned(),
        format!("/api/requests?number={number}"),
        format!("/api/requests/{id}"),
        format!("/api/requests/{id}/history"),
        "/api/requests/01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned(),
        "/api/requests?view=x".to_owned(),
        "/api/summary".to_owned(),
        "/api/policy".to_owned(),
    ] {
        let answer = facility.get(&path).await;
        all.push_str(&String::from_utf8_lossy(&answer.bytes));
        write!(all, "{:?}", answer.headers).unwrap();
    }
    all.push_str(&String::from_utf8_lossy(&facility.post_empty("/api/summary", &[]).await.bytes));
    all
}

#[track_caller]
fn expect_nothing_hidden(seen: &str) {
    for hidden in [
        SECRET,
        "stock_flag",
        "flagged",
        "1ヶ月",
        "no_survey",
        "7777",
        "prior_distributions",
        "circumstances",
        "refusal_reason",
        "opinion",
        "both_sources",
        "東京都 物資担当",
        "\"tokyo\"",
        "delay_reason",
        "expected_on",
        "without_address",
        "reviewed_by",
        "warnings",
        "changed_since",
        "review.",
    ] {
        assert!(!seen.contains(hidden), "a facility reads {hidden}");
    }
}

#[tokio::test]
async fn no_answer_to_a_facility_holds_the_flag_or_the_opinion_at_any_time() {
    let bed = TestBed::start(list::router, NOW).await;
    bed.seed_survey("tokyo-hospital", "2026-W47", 5200, 1000).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let officer = seed::officer(&request);
    let decisions = [("n95_mask", marked_distribution()), ("gloves", marked_refusal())];
    let facility = bed.sign_in("tokyo-hospital").await;
    let asked = bed.seed_act(&request, &officer, |act| ask(&request, "在庫は？", act).unwrap()).await;
    let delay = ReviewDraft {
        completed: false,
        delay_reason: SECRET.to_owned(),
        expected_on: "2026-11-25".parse().ok(),
        items: [].into(),
    };
    let delayed = bed.seed_act(&asked, &officer, |act| save_review(&asked, &delay, act).unwrap()).await;
    expect_nothing_hidden(&everything(&facility, &delayed).await);
    let saved = bed.seed_review(&delayed, false, &decisions).await;
    expect_nothing_hidden(&everything(&facility, &saved).await);

    let done = bed.seed_review(&saved, true, &decisions).await;
    let seen = everything(&facility, &done).await;
    expect_nothing_hidden(&seen);
    assert!(seen.contains("次回の入荷をお待ちください。"), "and still what it is told");

    let evidence = bed.app.store.facility_evidence(&done.facility.id, &done.id).await.unwrap();
    let open = bed.seed_act(&done, &officer, |act| reopen(&done, SECRET, &evidence, act).unwrap()).await;
    let seen = everything(&facility, &open).await;
    expect_nothing_hidden(&seen);
    assert!(!seen.contains("次回の入荷"), "what is not final any more is not told");

    // The markers are there for those who may see them.
    for who in ["tokyo", "ministry"] {
        let client = bed.sign_in(who).await;
        let detail = client.get(&format!("/api/requests/{}", request.id)).await.expect(200);
        let text = String::from_utf8_lossy(&detail.bytes).into_owned();
        assert!(text.contains(SECRET) && text.contains("\"flagged\""), "{who}");
        let rows = client.get("/api/requests?flagged=true").await.expect(200).json();
        assert_eq!(rows["items"][0]["flagged_items"], serde_json::json!(["gloves"]), "{who}");
    }
}

/// What the facility reads of a request whose survey has that stock of gloves, with the request's own names taken out.
async fn read_with_stock(stock: i64) -> String {
    let bed = TestBed::start(list::router, NOW).await;
    bed.seed_survey("tokyo-hospital", "2026-W47", stock, 1000).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let done = bed
        .seed_review(&request, true, &[("n95_mask", seed::distribute(1500)), ("gloves", seed::refuse())])
        .await;
    let is_flagged = done.review.items[&seed::code("gloves")].is_flagged();
    assert_eq!(is_flagged, stock > 4000, "strictly more than four weeks' consumption");
    let seen = everything(&bed.sign_in("tokyo-hospital").await, &done).await;
    seen.replace(done.id.as_str(), "ID").replace(done.number.as_ref().unwrap().as_str(), "NUMBER")
}

#[tokio::test]
async fn a_flagged_request_reads_exactly_like_an_unflagged_one() {
    assert_eq!(read_with_stock(4001).await, read_with_stock(4000).await);
}
