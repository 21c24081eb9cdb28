//! Each filter, and what is refused.

use domain::request::{ask, withdraw};
use testbed::{TestBed, seed};

use crate::views::ids;

#[tokio::test]
async fn each_filter_keeps_what_it_names() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    bed.seed_survey("tokyo-hospital", "2026-W47", 5200, 1000).await;
    let flagged = bed.seed_under_review("tokyo-hospital").await;
    let asked = bed.seed_under_review("tokyo-clinic").await;
    bed.seed_act(&asked, &seed::officer(&asked), |act| ask(&asked, "在庫は？", act).unwrap()).await;
    let shipped = bed.seed_under_review("tokyo-clinic").await;
    let decisions = [("n95_mask", seed::ship(1500)), ("gloves", seed::distribute(3000))];
    bed.seed_review(&shipped, true, &decisions).await;
    let back = bed.seed_under_review("tokyo-clinic").await;
    let by = seed::actor("tokyo-clinic", domain::role::Role::Facility, "見本町内科クリニック");
    bed.seed_act(&back, &by, |act| withdraw(&back, act).unwrap()).await;
    let clinic = bed.facility("tokyo-clinic").await;
    let mut masks = seed::part(&clinic);
    masks.items.remove(&seed::code("gloves"));
    let masks = bed.seed_draft_with(&clinic, masks).await;
    let masks = bed.seed_submit(&masks).await;

    let officer = bed.sign_in("tokyo").await;
    let check = |query: &'static str, expected: Vec<&domain::request::Request>| {
        let officer = officer.clone();
        let mut expected: Vec<String> = expected.iter().map(|request| request.id.to_string()).collect();
        expected.sort();
        async move {
            let mut got = ids(&officer, query).await;
            got.sort();
            assert_eq!(got, expected, "{query}");
        }
    };
    check("?status=accepted", vec![&shipped]).await;
    check("?status=accepted,withdrawn", vec![&shipped, &back]).await;
    check("?item=gloves", vec![&flagged, &asked, &shipped, &back]).await;
    check("?item=gloves&status=under_review", vec![&flagged, &asked]).await;
    check("?source=nation", vec![&shipped]).await;
    check("?source=prefecture", vec![&shipped]).await;
    check("?category=hospital", vec![&flagged]).await;
    check("?category=clinic,hospital&status=under_review", vec![&flagged, &asked, &masks]).await;
    check(
        "?facility_name=%E3%82%AF%EF%BE%98%EF%BE%86%EF%BD%AF%EF%BD%B8",
        vec![&asked, &shipped, &back, &masks],
    )
    .await;
    check("?facility_name=%E4%B8%AD%E5%A4%AE", vec![&flagged]).await;
    check("?flagged=true", vec![&flagged]).await;
    check("?flagged=false&status=under_review", vec![&asked, &masks]).await;
    check("?awaiting_answer=true", vec![&asked]).await;
    check("?view=open&awaiting_answer=false", vec![&flagged, &masks]).await;
    check("?from=2026-11-24&to=2026-11-24", vec![&flagged, &asked, &shipped, &back, &masks]).await;
    check("?from=2026-11-25", vec![]).await;
    check("?to=2026-11-23", vec![]).await;
    check("?overdue=true", vec![]).await;
    check("?overdue=false&status=under_review", vec![&flagged, &asked, &masks]).await;
    check("?due_today=true&status=under_review", vec![&flagged, &asked, &masks]).await;
    check("?due_today=false&status=under_review", vec![]).await;
    check("?prefecture=13&status=accepted", vec![&shipped]).await;
    bed.set_clock("2026-11-24T17:00:00");
    let officer = bed.sign_in("tokyo").await;
    assert!(ids(&officer, "?overdue=true").await.is_empty(), "17:00 itself is in time");
    bed.set_clock("2026-11-24T17:00:00.001");
    for query in [
        "?overdue=true",
        "?view=open&overdue=true",
        "?overdue=true&sort=-updated_at",
        "?overdue=true&sort=due_at",
    ] {
        assert_eq!(ids(&officer, query).await.len(), 3, "{query}");
    }
    let facility = bed.sign_in("tokyo-clinic").await;
    assert_eq!(ids(&facility, "?overdue=true").await.len(), 2);
}

/// The text in full-width characters, percent-encoded.
fn full_width(text: &str) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap().to_string();
    text.chars()
        .map(wide)
        .flat_map(String::into_bytes)
        .map(|byte| format!("%{byte:02X}"))
        .collect::<Vec<_>>()
        .concat()
}

#[tokio::test]
async fn a_number_is_found_however_it_is_typed() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let number = request.number.as_ref().unwrap().to_string();
    let lower = format!("?number=%20{}%20", number.to_lowercase());
    let wide = format!("?number={}", full_width(&number));
    for who in ["tokyo", "tokyo-hospital", "ministry"] {
        let client = bed.sign_in(who).await;
        assert_eq!(ids(&client, &format!("?number={number}")).await, [request.id.as_str()], "{who}");
        for typed in [&lower, &wide] {
            assert_eq!(ids(&client, typed).await, [request.id.as_str()], "{who} {typed}");
        }
    }
    for who in ["osaka", "tokyo-clinic"] {
        assert!(ids(&bed.sign_in(who).await, &format!("?number={number}")).await.is_empty(), "{who}");
    }
    let officer = bed.sign_in("tokyo").await;
    assert!(ids(&officer, "?number=SOS-20261124-ZZZZZ").await.is_empty());
    officer.get("/api/requests?number=12345").await.expect_errors(&[("number", "number_form")]);
}

#[tokio::test]
async fn what_cannot_be_read_is_named() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let ministry = bed.sign_in("ministry").await;
    for (query, field, code) in [
        ("status=open", "status", "unknown_value"),
        ("view=everything", "view", "unknown_value"),
        ("item=N95", "item", "unknown_value"),
        ("item=paper_gown", "item", "unknown_value"),
        ("item=gloves,paper_gown", "item", "unknown_value"),
        ("source=moon", "source", "unknown_value"),
        ("category=pharmacy", "category", "unknown_value"),
        ("prefecture=48", "prefecture", "unknown_value"),
        ("from=2026-11-31", "from", "date"),
        ("from=2026-11-24&to=2026-11-23", "to", "before_from"),
        ("overdue=yes", "overdue", "unknown_value"),
        ("due_today=yes", "due_today", "unknown_value"),
        ("sort=name", "sort", "unknown_value"),
        ("view=open&sort=updated_at", "sort", "not_in_view"),
        ("sort=due_at", "sort", "not_in_view"),
        ("limit=0", "limit", "out_of_range"),
        ("limit=101", "limit", "out_of_range"),
        ("limit=x", "limit", "out_of_range"),
        ("order=asc", "order", "unknown_parameter"),
        ("status=accepted&status=withdrawn", "status", "duplicate_parameter"),
        ("status=accepted,open", "status", "unknown_value"),
        ("flagged=TRUE", "flagged", "unknown_value"),
        ("awaiting_answer=1", "awaiting_answer", "unknown_value"),
        ("limit=-1", "limit", "out_of_range"),
        ("limit=", "limit", "out_of_range"),
        ("view=open&sort=-updated_at", "sort", "not_in_view"),
        ("view=recent&sort=due_at", "sort", "not_in_view"),
    ] {
        ministry.get(&format!("/api/requests?{query}")).await.expect_errors(&[(field, code)]);
    }
}

/// The message of the only fault of a query.
async fn check_message(client: &testbed::Client, path: &str, message: &str) {
    let told = client.get(path).await.expect(422).json();
    assert_eq!(told["errors"].as_array().unwrap().len(), 1, "{told}");
    assert_eq!(told["errors"][0]["message"], message, "{path}");
}

#[tokio::test]
async fn messages_name_parameters_as_the_screens_do() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let ministry = bed.sign_in("ministry").await;
    for (query, name) in [
        ("status=open", "対応ステータス"),
        ("view=everything", "表示する一覧"),
        ("item=paper_gown", "物資"),
        ("source=moon", "配布方法"),
        ("category=pharmacy", "区分"),
        ("prefecture=48", "都道府県"),
        ("sort=name", "並び順"),
    ] {
        let message = format!("{name}は選べる値の中から選んでください。");
        check_message(&ministry, &format!("/api/requests?{query}"), &message).await;
    }
    for (query, name) in [
        ("overdue=yes", "入力期限超過"),
        ("flagged=yes", "在庫量が1ヶ月分以上の可能性あり"),
        ("awaiting_answer=yes", "照会中"),
    ] {
        let message = format!("{name}はtrueかfalseにしてください。");
        check_message(&ministry, &format!("/api/requests?{query}"), &message).await;
    }
    let day = "要請（更新）日（から）は「2026年11月24日」のような実在する日付で入力してください。";
    check_message(&ministry, "/api/requests?from=2026-11-31", day).await;
    let limit = "1ページの件数は1から100までの整数にしてください。";
    check_message(&ministry, "/api/requests?limit=0", limit).await;
}

#[tokio::test]
async fn an_item_that_is_not_in_the_catalogue_is_told_with_everything_else_that_is_wrong() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    for who in ["tokyo", "ministry", "tokyo-hospital"] {
        let refused = bed.sign_in(who).await.get("/api/requests?item=paper_gown&status=open&limit=0").await;
        refused.expect_errors(&[
            ("status", "unknown_value"),
            ("limit", "out_of_range"),
            ("item", "unknown_value"),
        ]);
    }
}

#[tokio::test]
async fn the_catalogue_in_force_says_which_items_there_are() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    bed.seed_policy("2026-11-24T13:00:00", |policy| {
        let catalogue = serde_json::to_string(&policy.catalogue).unwrap().replace("face_shield", "goggles");
        policy.catalogue = serde_json::from_str(&catalogue).unwrap();
    })
    .await;
    let officer = bed.sign_in("tokyo").await;
    officer.get("/api/requests?item=goggles").await.expect_errors(&[("item", "unknown_value")]);
    bed.set_clock("2026-11-24T13:00:00");
    let officer = bed.sign_in("tokyo").await;
    officer.get("/api/requests?item=goggles").await.expect(200);
    officer.get("/api/requests?item=face_shield").await.expect_errors(&[("item", "unknown_value")]);
}

#[tokio::test]
async fn what_takes_no_parameters_refuses_them_by_name() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let officer = bed.sign_in("tokyo").await;
    for path in ["/api/summary?prefecture=13", "/api/policy?prefecture=13"] {
        officer.get(path).await.expect_errors(&[("prefecture", "unknown_parameter")]);
    }
    let refresh = officer.post_empty("/api/summary?prefecture=13", &[]).await;
    refresh.expect_errors(&[("prefecture", "unknown_parameter")]);
}

#[tokio::test]
async fn filters_that_would_tell_what_is_hidden_are_refused_to_facilities() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    for (name, values) in [
        ("flagged", ["true", "false", "x", ""]),
        ("source", ["nation", "prefecture", "x", ""]),
        ("prefecture", ["13", "27", "48", ""]),
    ] {
        for value in values {
            let refused = facility.get(&format!("/api/requests?{name}={value}")).await;
            refused.expect_errors(&[(name, "unknown_parameter")]);
        }
    }
    let officer = bed.sign_in("tokyo").await;
    officer.get("/api/requests?prefecture=27").await.expect_errors(&[("prefecture", "unknown_parameter")]);
    bed.stranger().get("/api/requests").await.expect_problem(401, "signed_out");
}
