//! Which requests a view holds, for whom.

use domain::{
    policy::{ExtraDays, PrefectureSettings},
    prefecture::Prefecture,
    review::{ReviewDraft, save_review},
};
use serde_json::{Value, json};
use testbed::{Client, TestBed, seed};

/// Ids of a list, in its order.
pub(crate) async fn ids(client: &Client, query: &str) -> Vec<String> {
    let json = client.get(&format!("/api/requests{query}")).await.expect(200).json();
    json["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

fn names(requests: &[&domain::request::Request]) -> Vec<String> {
    requests.iter().map(|request| request.id.to_string()).collect()
}

#[tokio::test]
async fn open_work_is_sorted_by_target_and_the_rest_newest_first() {
    let bed = TestBed::start(list::router, "2026-11-24T14:00:00").await;
    let tomorrow = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-24T12:00:00");
    let today = bed.seed_under_review("tokyo-clinic").await;
    let done = bed.seed_accepted("tokyo-clinic").await;
    let officer = bed.sign_in("tokyo").await;
    assert_eq!(ids(&officer, "?view=open").await, names(&[&today, &tomorrow]));
    let all = ids(&officer, "").await;
    assert_eq!((all.len(), all[0].as_str()), (3, tomorrow.id.as_str()));
    assert_eq!(ids(&officer, "?sort=updated_at").await[2], tomorrow.id.as_str());
    assert!(all.contains(&done.id.to_string()));
}

#[tokio::test]
async fn recent_holds_yesterday_and_today_in_japan() {
    let bed = TestBed::start(list::router, "2026-11-22T23:59:59.999").await;
    bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-23T00:00:00");
    let first = bed.seed_under_review("tokyo-clinic").await;
    bed.set_clock("2026-11-24T23:00:00");
    let last = bed.seed_under_review("tokyo-clinic").await;
    let officer = bed.sign_in("tokyo").await;
    assert_eq!(ids(&officer, "?view=recent").await, names(&[&last, &first]));
}

#[tokio::test]
async fn recent_holds_every_category_and_can_be_asked_for_hospitals_and_clinics_only() {
    let bed = TestBed::start(list::router, "2026-11-24T10:00:00").await;
    let hospital = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-24T11:00:00");
    let dental = bed.seed_under_review("tokyo-dental").await;
    bed.set_clock("2026-11-24T12:00:00");
    let clinic = bed.seed_under_review("tokyo-clinic").await;
    let officer = bed.sign_in("tokyo").await;
    assert_eq!(ids(&officer, "?view=recent").await, names(&[&clinic, &dental, &hospital]));
    let both = ids(&officer, "?view=recent&category=hospital,clinic").await;
    assert_eq!(both, names(&[&clinic, &hospital]), "as the report of hospitals and clinics");
}

#[tokio::test]
async fn since_cutoff_begins_a_minute_after_the_last_business_days_cut_off() {
    // Tuesday after a weekend and a holiday: the previous business day is Friday the 20th.
    let bed = TestBed::start(list::router, "2026-11-20T13:00:59.999").await;
    bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-20T13:01:00");
    let after = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-22T10:00:00");
    let sunday = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-24T09:00:00");
    let officer = bed.sign_in("tokyo").await;
    assert_eq!(ids(&officer, "?view=since_cutoff").await, names(&[&sunday, &after]));
    let facility = bed.sign_in("tokyo-hospital").await;
    assert_eq!(ids(&facility, "?view=since_cutoff").await, names(&[&sunday, &after]));
}

#[tokio::test]
async fn since_cutoff_goes_back_over_the_years_end() {
    let bed = TestBed::start(list::router, "2026-12-28T13:00:59.999").await;
    bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-12-28T13:01:00");
    let after = bed.seed_under_review("tokyo-hospital").await;
    for now in ["2026-12-29T09:00:00", "2027-01-02T09:00:00", "2027-01-04T23:59:59"] {
        bed.set_clock(now);
        for who in ["tokyo", "ministry", "tokyo-hospital"] {
            let client = bed.sign_in(who).await;
            assert_eq!(ids(&client, "?view=since_cutoff").await, names(&[&after]), "{who} {now}");
        }
    }
    bed.set_clock("2027-01-05T00:00:00");
    let officer = bed.sign_in("tokyo").await;
    assert!(ids(&officer, "?view=since_cutoff").await.is_empty(), "Monday the 4th was a business day");
}

#[tokio::test]
async fn since_cutoff_knows_the_days_that_a_prefecture_closes_itself() {
    let bed = TestBed::start(list::router, "2026-11-25T14:00:00").await;
    let (tokyo, osaka) =
        (bed.seed_under_review("tokyo-hospital").await, bed.seed_under_review("osaka-hospital").await);
    let settings = PrefectureSettings {
        days: ExtraDays { closed: ["2026-11-26".parse().unwrap()].into(), ..ExtraDays::default() },
        ..PrefectureSettings::unset(Prefecture::parse("13").unwrap())
    };
    bed.app.store.prefecture_put(&settings).await.unwrap();
    bed.set_clock("2026-11-27T09:00:00");
    assert_eq!(ids(&bed.sign_in("tokyo").await, "?view=since_cutoff").await, names(&[&tokyo]));
    assert!(ids(&bed.sign_in("osaka").await, "?view=since_cutoff").await.is_empty(), "{}", osaka.id);
    let ministry = bed.sign_in("ministry").await;
    assert!(ids(&ministry, "?view=since_cutoff").await.is_empty(), "no prefecture's own days count");
    assert_eq!(ids(&ministry, "?view=since_cutoff&prefecture=13").await, names(&[&tokyo]));
}

#[tokio::test]
async fn since_cutoff_is_of_no_use_where_the_holiday_table_has_ended() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    bed.set_clock("2040-01-10T09:00:00");
    let officer = bed.sign_in("tokyo").await;
    officer.get("/api/requests?view=since_cutoff").await.expect(503);
    officer.get("/api/requests?view=open").await.expect(200);
}

#[tokio::test]
async fn everybody_sees_their_own_part_of_the_country() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let (draft, tokyo, osaka) = (
        bed.seed_draft("tokyo-hospital").await,
        bed.seed_under_review("tokyo-hospital").await,
        bed.seed_under_review("osaka-hospital").await,
    );
    assert_eq!(ids(&bed.sign_in("tokyo").await, "").await, names(&[&tokyo]));
    assert_eq!(ids(&bed.sign_in("osaka").await, "").await, names(&[&osaka]));
    assert_eq!(ids(&bed.sign_in("tokyo-clinic").await, "").await, Vec::<String>::new());
    let mut ministry = ids(&bed.sign_in("ministry").await, "").await;
    ministry.sort();
    let mut both = names(&[&tokyo, &osaka]);
    both.sort();
    assert_eq!(ministry, both);
    assert_eq!(ids(&bed.sign_in("ministry").await, "?prefecture=27").await, names(&[&osaka]));
    let own = ids(&bed.sign_in("tokyo-hospital").await, "?view=open").await;
    assert_eq!(own, names(&[&tokyo, &draft]), "what is under review by target, then drafts");
}

#[tokio::test]
async fn a_row_holds_what_the_wire_names_say_and_a_facilitys_no_flag() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    bed.seed_survey("tokyo-hospital", "2026-W47", 5200, 1000).await;
    bed.seed_under_review("tokyo-hospital").await;
    let row = |json: &Value| json["items"][0].as_object().unwrap().clone();
    let officers = row(&bed.sign_in("tokyo").await.get("/api/requests").await.expect(200).json());
    let mut keys: Vec<&str> = officers.keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            "awaiting_answer",
            "due_at",
            "facility",
            "flagged_items",
            "id",
            "number",
            "outcome",
            "overdue",
            "prefecture_status",
            "requested_items",
            "status",
            "submitted_at",
            "updated_at"
        ]
    );
    assert_eq!(officers["flagged_items"], json!(["gloves"]));
    assert_eq!(
        officers["facility"],
        json!({"id": "tokyo-hospital", "name": "東京中央見本病院", "category": "hospital", "prefecture": "13"})
    );
    let own = row(&bed.sign_in("tokyo-hospital").await.get("/api/requests").await.expect(200).json());
    assert!(!own.contains_key("flagged_items"));
}

#[tokio::test]
async fn a_recorded_delay_shows_to_officers_and_never_to_the_facility() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let delay = |reason: &str, expected_on: Option<&str>| ReviewDraft {
        completed: false,
        delay_reason: reason.to_owned(),
        expected_on: expected_on.and_then(|day| day.parse().ok()),
        items: [].into(),
    };
    let long = delay("県の備蓄を数え直しており、結果が届くのは明日になるため", Some("2026-11-25"));
    let by = seed::officer(&request);
    let saved = bed.seed_act(&request, &by, |act| save_review(&request, &long, act).unwrap()).await;
    let number = request.number.as_ref().unwrap();
    for who in ["tokyo", "ministry", "tokyo-hospital"] {
        let client = bed.sign_in(who).await;
        for query in ["", "?view=open", &format!("?number={number}")] {
            let json = client.get(&format!("/api/requests{query}")).await.expect(200).json();
            let row = &json["items"][0];
            if who == "tokyo-hospital" {
                assert!(row.get("delay_reason").is_none() && row.get("expected_on").is_none(), "{row}");
            } else {
                assert_eq!(row["delay_reason"], "県の備蓄を数え直しており、結果が届くの…", "{who} {query}");
                assert_eq!(row["expected_on"], "2026-11-25", "{who} {query}");
            }
        }
    }
    let cleared = delay("", None);
    bed.seed_act(&saved, &by, |act| save_review(&saved, &cleared, act).unwrap()).await;
    let json = bed.sign_in("ministry").await.get("/api/requests").await.expect(200).json();
    let row = &json["items"][0];
    assert!(row.get("delay_reason").is_none() && row.get("expected_on").is_none(), "{row}");
}
