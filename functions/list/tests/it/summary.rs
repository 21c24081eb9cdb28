//! The chart's figures.

use domain::{request::withdraw, role::Role};
use serde_json::{Value, json};
use testbed::{TestBed, seed};

/// Tokyo: an overdue request of Friday, one due today, one accepted with the nation's goods, one withdrawn; Osaka: one due today.
async fn seeded() -> TestBed {
    let bed = TestBed::start(list::router, "2026-11-20T10:00:00").await;
    bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-24T11:00:00");
    bed.seed_under_review("tokyo-clinic").await;
    let shipped = bed.seed_under_review("tokyo-hospital").await;
    bed.seed_review(&shipped, true, &[("n95_mask", seed::ship(1500)), ("gloves", seed::distribute(3000))])
        .await;
    let back = bed.seed_under_review("tokyo-clinic").await;
    let by = seed::actor("tokyo-clinic", Role::Facility, "見本町内科クリニック");
    bed.seed_act(&back, &by, |act| withdraw(&back, act).unwrap()).await;
    bed.seed_under_review("osaka-hospital").await;
    bed.seed_draft("osaka-hospital").await;
    bed.set_clock("2026-11-24T13:02:00");
    bed
}

fn counts(under_review: u64, accepted: u64, withdrawn: u64) -> Value {
    json!({"ineligible": 0, "under_review": under_review, "accepted": accepted, "withdrawn": withdrawn})
}

#[tokio::test]
async fn a_prefecture_sees_its_own_two_days() {
    let bed = seeded().await;
    let json = bed.sign_in("tokyo").await.get("/api/summary").await.expect(200).json();
    assert_eq!(
        (&json["as_of"], &json["now"]),
        (&json!("2026-11-24T04:02:00.000Z"), &json!("2026-11-24T04:02:00.000Z"))
    );
    assert_eq!((&json["business_day"], &json["previous_business_day"]), (&json!(true), &json!("2026-11-20")));
    assert_eq!(json["due_if_submitted_now"], "2026-11-25T08:00:00.000Z");
    assert_eq!((&json["due_today"], &json["overdue"]), (&json!(1), &json!(1)));
    assert_eq!(
        json["by_item"],
        json!([
            {"item": "n95_mask", "by_status": counts(1, 1, 1), "total": 3},
            {"item": "gloves", "by_status": counts(1, 1, 1), "total": 3},
        ])
    );
    assert_eq!(json["by_day"], json!([{"day": "2026-11-24", "by_status": counts(1, 1, 1), "total": 3}]));
    assert_eq!(
        json["by_prefecture"],
        json!([
            {"prefecture": "13", "by_status": counts(1, 1, 1), "open": 2, "overdue": 1, "national_quantity": 1500}
        ])
    );
    assert_eq!(json["notification_address_missing"], false);
    assert_eq!(json["complete"], true);
    assert!(json.get("prefectures_without_address").is_none());
}

#[tokio::test]
async fn the_ministry_sees_the_sum_and_every_prefecture() {
    let bed = seeded().await;
    let json = bed.sign_in("ministry").await.get("/api/summary").await.expect(200).json();
    assert_eq!((&json["due_today"], &json["overdue"]), (&json!(2), &json!(1)));
    let lines = json["by_prefecture"].as_array().unwrap();
    assert_eq!(lines.len(), 47);
    assert_eq!((&lines[26]["prefecture"], &lines[26]["by_status"]), (&json!("27"), &counts(1, 0, 0)));
    assert_eq!(
        (&lines[26]["open"], &lines[12]["open"], &lines[12]["overdue"]),
        (&json!(1), &json!(2), &json!(1))
    );
    assert_eq!(lines[0]["by_status"], counts(0, 0, 0));
}

#[tokio::test]
async fn a_facility_sees_its_own_and_no_prefectures() {
    let bed = seeded().await;
    let json = bed.sign_in("tokyo-clinic").await.get("/api/summary").await.expect(200).json();
    assert_eq!((&json["due_today"], &json["by_prefecture"]), (&json!(1), &json!([])));
    assert_eq!(json["by_day"], json!([{"day": "2026-11-24", "by_status": counts(1, 0, 1), "total": 2}]));
    assert!(json.get("notification_address_missing").is_none());
    assert!(json.get("prefectures_without_address").is_none());
    assert_eq!(json["complete"], true);
    // Friday's request is out of the chart, yet overdue; the other was accepted today.
    let json = bed.sign_in("tokyo-hospital").await.get("/api/summary").await.expect(200).json();
    assert_eq!(json["by_day"], json!([{"day": "2026-11-24", "by_status": counts(0, 1, 0), "total": 1}]));
    assert_eq!((&json["due_today"], &json["overdue"]), (&json!(0), &json!(1)));
}

#[tokio::test]
async fn a_snapshot_stands_until_it_is_refreshed_and_refreshes_share_one_for_thirty_seconds() {
    let bed = seeded().await;
    let officer = bed.sign_in("tokyo").await;
    officer.get("/api/summary").await.expect(200);
    bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-24T13:02:29");
    let as_of = |json: &Value| json["as_of"].as_str().unwrap().to_owned();
    let refreshed = officer.post_empty("/api/summary", &[]).await.expect(200).json();
    assert_eq!(as_of(&refreshed), "2026-11-24T04:02:00.000Z", "shared");
    bed.set_clock("2026-11-24T13:02:30");
    assert_eq!(as_of(&officer.get("/api/summary").await.expect(200).json()), "2026-11-24T04:02:00.000Z");
    let refreshed = officer.post_empty("/api/summary", &[]).await.expect(200).json();
    assert_eq!(as_of(&refreshed), "2026-11-24T04:02:30.000Z");
    assert_eq!(refreshed["by_day"][0]["total"], 4);
    bed.stranger().get("/api/summary").await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn a_prefecture_without_a_confirmed_address_is_warned_and_so_is_everybody_near_the_calendars_end() {
    let bed = TestBed::start(list::router, "2027-12-30T10:00:00").await;
    let settings =
        domain::policy::PrefectureSettings::unset(domain::prefecture::Prefecture::parse("13").unwrap());
    bed.app.store.prefecture_put(&settings).await.unwrap();
    let json = bed.sign_in("tokyo").await.get("/api/summary").await.expect(200).json();
    assert_eq!(
        (&json["notification_address_missing"], &json["calendar_days_left"]),
        (&json!(true), &json!(1))
    );
    assert_eq!((&json["business_day"], &json["due_if_submitted_now"]), (&json!(false), &json!(null)));
}

#[tokio::test]
async fn everybody_counts_anew_what_is_theirs() {
    let bed = seeded().await;
    for (minute, who, shared) in [(5, "ministry", true), (6, "osaka", true), (7, "osaka-hospital", false)] {
        bed.set_clock(&format!("2026-11-24T13:0{minute}:00"));
        let client = bed.sign_in(who).await;
        let before = client.post_empty("/api/summary", &[]).await.expect(200).json();
        let total = |json: &Value| json["by_day"][0]["total"].as_u64().unwrap();
        bed.seed_under_review("osaka-hospital").await;
        bed.set_clock(&format!("2026-11-24T13:0{minute}:29.999"));
        let again = client.post_empty("/api/summary", &[]).await.expect(200).json();
        assert_eq!(total(&again), total(&before) + u64::from(!shared), "{who}");
        bed.set_clock(&format!("2026-11-24T13:0{minute}:30"));
        let later = client.post_empty("/api/summary", &[]).await.expect(200).json();
        assert_eq!(total(&later), total(&before) + 1, "{who}");
        assert_eq!(later["as_of"], format!("2026-11-24T04:0{minute}:30.000Z"), "{who}");
    }
    bed.stranger().post_empty("/api/summary", &[]).await.expect_problem(401, "signed_out");
    let evil = [("origin", "https://evil.example")];
    bed.sign_in("tokyo").await.post_empty("/api/summary", &evil).await.expect(403);
}

#[tokio::test]
async fn the_days_clock_tells_when_a_submission_of_now_would_be_due() {
    let bed = TestBed::start(list::router, "2026-11-20T12:00:00").await;
    for (now, business_day, previous, due) in [
        ("2026-11-20T13:00:59.999", true, "2026-11-19", "2026-11-20T08:00:00.000Z"),
        ("2026-11-20T13:01:00", true, "2026-11-19", "2026-11-24T08:00:00.000Z"),
        ("2026-11-22T09:00:00", false, "2026-11-20", "2026-11-24T08:00:00.000Z"),
        ("2026-11-23T23:59:59", false, "2026-11-20", "2026-11-24T08:00:00.000Z"),
        ("2026-12-28T14:00:00", true, "2026-12-25", "2027-01-04T08:00:00.000Z"),
    ] {
        bed.set_clock(now);
        for who in ["tokyo", "ministry", "tokyo-hospital"] {
            let json = bed.sign_in(who).await.get("/api/summary").await.expect(200).json();
            assert_eq!(
                (&json["business_day"], &json["previous_business_day"], &json["due_if_submitted_now"]),
                (&json!(business_day), &json!(previous), &json!(due)),
                "{who} {now}"
            );
            assert_eq!(json["calendar_days_left"], json!(null), "{who} {now}");
        }
    }
}

#[tokio::test]
async fn the_ministry_is_told_which_prefectures_have_no_confirmed_address() {
    let bed = seeded().await;
    let ministry = bed.sign_in("ministry").await;
    let told = |json: Value| json["prefectures_without_address"].as_array().unwrap().clone();
    let before = told(ministry.get("/api/summary").await.expect(200).json());
    assert!(!before.contains(&json!("13")) && !before.contains(&json!("27")), "{before:?}");
    let tokyo = domain::prefecture::Prefecture::parse("13").unwrap();
    bed.app.store.prefecture_put(&domain::policy::PrefectureSettings::unset(tokyo)).await.unwrap();
    assert_eq!(told(ministry.get("/api/summary").await.expect(200).json()), before, "as of the count");
    bed.set_clock("2026-11-24T13:12:00");
    let after = told(ministry.post_empty("/api/summary", &[]).await.expect(200).json());
    assert!(after.contains(&json!("13")), "{after:?}");
    assert!(after.is_sorted_by_key(|code| code.as_str().unwrap().to_owned()));
    assert_eq!(after.len(), before.len() + 1);
}

#[tokio::test]
async fn a_facility_with_more_requests_than_are_counted_is_told_so() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    for (made, complete, counted) in [(40, true, 40), (1, false, 40)] {
        for _ in 0..made {
            bed.seed_under_review("tokyo-hospital").await;
        }
        for json in [
            facility.get("/api/summary").await.expect(200).json(),
            facility.post_empty("/api/summary", &[]).await.expect(200).json(),
        ] {
            assert_eq!((&json["complete"], &json["due_today"]), (&json!(complete), &json!(counted)));
        }
    }
}

#[tokio::test]
async fn figures_are_of_now_even_after_the_clock_was_set_back() {
    let bed = seeded().await;
    bed.set_clock("2026-11-25T09:00:00");
    bed.sign_in("tokyo").await.post_empty("/api/summary", &[]).await.expect(200);
    bed.set_clock("2026-11-24T13:02:00");
    let officer = bed.sign_in("tokyo").await;
    for json in [
        officer.get("/api/summary").await.expect(200).json(),
        officer.post_empty("/api/summary", &[]).await.expect(200).json(),
        officer.get("/api/summary").await.expect(200).json(),
    ] {
        assert_eq!((&json["as_of"], &json["overdue"]), (&json!("2026-11-24T04:02:00.000Z"), &json!(1)));
    }
    bed.set_clock("2026-11-25T08:59:59.900");
    let json = bed.sign_in("tokyo").await.get("/api/summary").await.expect(200).json();
    assert_eq!(json["as_of"], "2026-11-25T00:00:00.000Z", "another machine's clock may be a little ahead");
}
