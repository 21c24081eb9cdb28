//! The chart's figures are what anybody counts who goes through the lists.

use std::collections::BTreeMap;

use domain::{
    request::{Evidence, Request, ask, reopen, withdraw},
    role::Role,
};
use serde_json::{Value, json};
use testbed::{Client, TestBed, seed};

/// Three days of requests in every status, in two prefectures, with drafts and one that was withdrawn unchecked.
async fn seeded() -> TestBed {
    let bed = TestBed::start(list::router, "2026-11-20T10:00:00").await;
    for (at, facilities) in [
        ("2026-11-20T10:00:00", ["tokyo-hospital", "osaka-hospital"]),
        ("2026-11-23T23:59:59", ["tokyo-clinic", "tokyo-hospital"]),
        ("2026-11-24T11:00:00", ["tokyo-hospital", "osaka-hospital"]),
        ("2026-11-24T13:30:00", ["tokyo-dental", "tokyo-clinic"]),
    ] {
        bed.set_clock(at);
        for facility in facilities {
            let open = seed_each_status(&bed, facility).await;
            if (at, facility) == ("2026-11-24T11:00:00", "tokyo-hospital") {
                bed.seed_act(&open, &seed::officer(&open), |act| ask(&open, "在庫は？", act).unwrap()).await;
            }
        }
    }
    bed.set_clock("2026-11-24T17:00:01");
    bed
}

/// Gives the one that is simply under review.
async fn seed_each_status(bed: &TestBed, facility: &str) -> Request {
    let by = seed::actor(facility, Role::Facility, "見本");
    let unchecked = bed.seed_draft(facility).await;
    bed.seed_act(&unchecked, &by, |act| withdraw(&unchecked, act).unwrap()).await;
    bed.seed_draft(facility).await;
    let back = bed.seed_under_review(facility).await;
    bed.seed_act(&back, &by, |act| withdraw(&back, act).unwrap()).await;
    let open = bed.seed_under_review(facility).await;
    if facility == "tokyo-dental" {
        return open;
    }
    let done = bed.seed_accepted(facility).await;
    bed.seed_accepted(facility).await;
    bed.seed_act(&done, &seed::officer(&done), |act| {
        reopen(&done, "誤り", &Evidence::default(), act).unwrap()
    })
    .await;
    open
}

/// Every row of a list, page by page.
async fn rows(client: &Client, query: &str) -> Vec<Value> {
    let (mut rows, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("/api/requests?{query}&limit=7{cursor}")).await.expect(200).json();
        rows.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return rows,
        }
    }
}

type Counts = BTreeMap<String, BTreeMap<String, u64>>;

fn count(counts: &mut Counts, key: &str, status: &Value) {
    let line = counts.entry(key.to_owned()).or_default();
    *line.entry(status.as_str().unwrap().to_owned()).or_default() += 1;
}

/// Lines of an answer as counts; statuses nothing is in are left out, and lines that are empty then.
fn lines(answer: &Value, key: &str) -> Counts {
    let mut counts = Counts::new();
    for line in answer.as_array().unwrap() {
        let by_status: BTreeMap<String, u64> = line["by_status"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(status, number)| (status.clone(), number.as_u64().unwrap()))
            .filter(|(_, number)| *number > 0)
            .collect();
        if let Some(total) = line.get("total") {
            assert_eq!(total, &json!(by_status.values().sum::<u64>()), "{line}");
        }
        if !by_status.is_empty() {
            counts.insert(line[key].as_str().unwrap().to_owned(), by_status);
        }
    }
    counts
}

/// The day in Japan of an instant on the wire.
fn day(instant: &Value) -> String {
    domain::time::jst_date(instant.as_str().unwrap().parse().unwrap()).to_string()
}

async fn check(bed: &TestBed, who: &str, expected_recent: usize) {
    let client = bed.sign_in(who).await;
    let (recent, open) = (rows(&client, "view=recent").await, rows(&client, "view=open").await);
    assert_eq!(recent.len(), expected_recent, "{who}");
    let (mut by_item, mut by_day, mut by_prefecture) = (Counts::new(), Counts::new(), Counts::new());
    for row in &recent {
        for item in row["requested_items"].as_array().unwrap() {
            count(&mut by_item, item.as_str().unwrap(), &row["status"]);
        }
        count(&mut by_day, &day(&row["updated_at"]), &row["status"]);
        count(&mut by_prefecture, row["facility"]["prefecture"].as_str().unwrap(), &row["status"]);
    }
    let due_today = rows(&client, "view=open&due_today=true&awaiting_answer=false").await.len();
    let asked = rows(&client, "view=open&due_today=true&awaiting_answer=true").await.len();
    let overdue = open.iter().filter(|row| row["overdue"] == true).count();
    let shown = client.get("/api/summary").await.expect(200).json();
    let refreshed = client.post_empty("/api/summary", &[]).await.expect(200).json();
    for answer in [&shown, &refreshed] {
        assert_eq!(lines(&answer["by_item"], "item"), by_item, "{who}");
        assert_eq!(lines(&answer["by_day"], "day"), by_day, "{who}");
        assert_eq!((&answer["due_today"], &answer["overdue"]), (&json!(due_today), &json!(overdue)), "{who}");
        assert_eq!(answer["due_today_awaiting"], json!(asked), "{who}");
        for line in answer["by_prefecture"].as_array().unwrap() {
            let there = |row: &&Value| row["facility"]["prefecture"] == line["prefecture"];
            let late = open.iter().filter(there).filter(|row| row["overdue"] == true).count();
            let all = open.iter().filter(there).count();
            assert_eq!((&line["open"], &line["overdue"]), (&json!(all), &json!(late)), "{who}: {line}");
        }
        let seen = if who.contains('-') { Counts::new() } else { by_prefecture.clone() };
        assert_eq!(lines(&answer["by_prefecture"], "prefecture"), seen, "{who}");
    }
    assert!(due_today > 0 && overdue >= due_today + asked, "{who}: the sample has both");
    assert_eq!(asked, usize::from(["tokyo", "ministry", "tokyo-hospital"].contains(&who)), "{who}");
}

#[tokio::test]
async fn every_roles_figures_are_a_recount_of_its_lists() {
    let bed = Box::pin(seeded()).await;
    check(&bed, "tokyo", 18).await;
    check(&bed, "osaka", 4).await;
    check(&bed, "ministry", 22).await;
    check(&bed, "tokyo-hospital", 8).await;
}
