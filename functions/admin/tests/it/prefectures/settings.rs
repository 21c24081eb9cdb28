//! `GET` and `PUT /api/prefectures/{code}`.

use axum::http::Method;
use domain::audit::AuditAction;
use serde_json::{Value, json};
use store_emulator::samples::prefecture_address;

use super::{TOKYO, audited, bed, body, save, stored, tokyo};

#[tokio::test]
async fn the_own_prefecture_and_the_ministry_read_the_settings() {
    let bed = bed().await;
    for user in ["tokyo", "ministry"] {
        let answer = bed.sign_in(user).await.get(TOKYO).await.expect(200);
        assert_eq!(answer.etag(), "\"0\"");
        let expected = json!({
            "code": "13",
            "name": "東京都",
            "version": 0,
            "office": "東京都 医療物資担当課",
            "phone": "03-0000-1111",
            "emergency_phone": "03-0000-2222",
            "bundling_minutes": 0,
            "days": {"closed": [], "open": []},
            "stock": {},
            "addresses": [{"address": prefecture_address(tokyo()), "confirmed": true, "asked_at": null, "undeliverable": null}],
            "saved_by": null,
            "saved_at": null
        });
        assert_eq!(answer.json(), expected);
    }
}

#[tokio::test]
async fn a_prefecture_without_settings_reads_empty_ones_and_can_make_some() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let empty = ministry.get("/api/prefectures/47").await.expect(200);
    assert_eq!((&empty.json()["office"], &empty.json()["addresses"]), (&json!(""), &json!([])));
    let saved = ministry.put("/api/prefectures/47", &empty.etag(), &body()).await.expect(200);
    assert_eq!(saved.json()["name"], "沖縄県");
    assert_eq!(ministry.get("/api/prefectures/47").await.json()["office"], "感染症対策課");
}

#[tokio::test]
async fn for_other_prefectures_there_are_no_settings_and_facilities_are_refused() {
    let bed = bed().await;
    let absent = bed.sign_in("ministry").await.get("/api/prefectures/48").await;
    absent.clone().expect_problem(404, "not_found");
    for (user, refused) in [("osaka", false), ("tokyo-hospital", true)] {
        let client = bed.sign_in(user).await;
        for answer in [
            client.get(TOKYO).await,
            client.put(TOKYO, "\"0\"", &body()).await,
            client.post(&format!("{TOKYO}/addresses"), &json!({"address": "a@example.jp"})).await,
            super::delete(&client, &format!("{TOKYO}/addresses/prefecture-13@example.jp")).await,
            client.get("/api/prefectures/99").await,
            client.get("/api/prefectures/%FF").await,
        ] {
            if refused {
                answer.expect_problem(403, "forbidden");
            } else {
                assert_eq!((answer.status, &answer.bytes), (absent.status, &absent.bytes), "{user}");
            }
        }
    }
    assert_eq!(stored(&bed).await.version, 1);
    bed.stranger().get(TOKYO).await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn a_save_changes_everything_but_the_addresses() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    let saved = save(&officer, &body()).await.expect(200);
    assert_eq!(saved.etag(), "\"1\"");
    let json = saved.json();
    assert_eq!(json["phone"], "03-0000-4444", "made narrow");
    for same in ["office", "emergency_phone", "bundling_minutes", "days", "stock"] {
        assert_eq!(json[same], body()[same], "{same}");
    }
    assert_eq!(json["addresses"][0]["confirmed"], true);
    assert_eq!(
        (&json["saved_by"], &json["saved_at"]),
        (&json!("東京都 物資担当"), &json!("2026-11-24T03:40:00.000Z"))
    );
    assert_eq!(officer.get(TOKYO).await.json(), json);
    let (entry, count) = audited(&bed, "tokyo", AuditAction::SettingsChanged).await;
    let entry = entry.unwrap();
    assert_eq!((entry.subject.as_str(), count), ("13", 1));
    let fields: Vec<_> = entry.changes.iter().map(|change| change.field.as_str()).collect();
    let expected = [
        "bundling_minutes",
        "days.closed",
        "days.open",
        "emergency_phone",
        "office",
        "phone",
        "stock.gloves",
    ];
    assert_eq!(fields, expected);
}

#[tokio::test]
async fn a_save_that_changes_nothing_writes_nothing() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    save(&officer, &body()).await.expect(200);
    let again = save(&officer, &body()).await.expect(200);
    assert_eq!(again.etag(), "\"1\"");
    assert_eq!(audited(&bed, "tokyo", AuditAction::SettingsChanged).await.1, 1);
}

#[tokio::test]
async fn what_may_be_empty_can_be_taken_back() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    let empty = json!({
        "office": "", "phone": "", "emergency_phone": null, "bundling_minutes": 0,
        "days": {"closed": [], "open": []}, "stock": {}
    });
    let json = save(&officer, &empty).await.expect(200).json();
    assert_eq!((&json["office"], &json["emergency_phone"]), (&json!(""), &json!(null)));
}

#[tokio::test]
async fn a_save_based_on_old_settings_is_told_who_saved_when() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    let colleague = bed.colleague("tokyo", "tokyo-2", "佐藤 次郎").await;
    let read = officer.get(TOKYO).await.etag();
    save(&colleague, &body()).await.expect(200);
    let other = json!({"not": "even looked at"});
    let stale = officer.put(TOKYO, &read, &other).await.expect_problem(412, "stale");
    let detail = stale["detail"].as_str().unwrap();
    assert!(detail.starts_with("佐藤 次郎が2026年11月24日（火）12時40分に設定を保存しました。"), "{detail}");
    assert_eq!((&stale["saved_by"], &stale["version"]), (&json!("佐藤 次郎"), &json!(1)));
    officer.put(TOKYO, "\"7\"", &body()).await.expect_problem(412, "stale");
    officer
        .send(Method::PUT, TOKYO, &[], Some(body().to_string()))
        .await
        .expect_problem(428, "precondition_required");
    assert_eq!(audited(&bed, "tokyo", AuditAction::SettingsChanged).await.1, 0);
}

#[tokio::test]
async fn an_address_that_comes_meanwhile_refuses_no_save() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    let read = officer.get(TOKYO).await.etag();
    super::add(&officer, "new@example.jp").await.expect(201);
    let saved = officer.put(TOKYO, &read, &body()).await.expect(200).json();
    assert_eq!(saved["addresses"].as_array().unwrap().len(), 2, "and is not lost");
}

async fn refused(change: impl FnOnce(&mut Value)) -> testbed::Answer {
    let bed = bed().await;
    let mut body = body();
    change(&mut body);
    let answer = save(&bed.sign_in("tokyo").await, &body).await;
    assert_eq!(stored(&bed).await.edition, 0, "nothing is written");
    answer
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_with_the_names_of_the_fields() {
    let answer = refused(|body| {
        *body = json!({
            "office": "あ".repeat(201),
            "phone": 5,
            "emergency_phone": "なし",
            "bundling_minutes": 16,
            "days": {"closed": ["2026-11-23", "2026-02-30"], "open": "2026-12-29"},
            "stock": {
                "gloves": {"quantity": -1, "as_of": "2026-11-25"},
                "goggles": {"quantity": 1, "as_of": "2026-11-24"},
                "n95_mask": {"quantity": 1, "as_of": "2026-11-25"},
                "face_shield": {}
            }
        });
    });
    let json = answer.await.expect_errors(&[
        ("phone", "wrong_type"),
        ("bundling_minutes", "out_of_range"),
        ("days.closed.1", "malformed"),
        ("days.open", "wrong_type"),
        ("stock.face_shield.quantity", "required"),
        ("stock.face_shield.as_of", "required"),
        ("stock.gloves.quantity", "out_of_range"),
        ("stock.goggles", "unknown_item"),
        ("office", "too_long"),
        ("emergency_phone", "phone"),
        ("days.closed", "out_of_range"),
        ("stock.n95_mask.as_of", "future"),
    ]);
    for (index, message) in [
        (0, "電話番号の形式が正しくありません。"),
        (1, "メールをまとめる時間は0から15までの整数（分）で入力してください。"),
        (2, "休業日は「2026年12月28日」のような実在する日付で入力してください。"),
        (6, "非滅菌手袋の在庫枚数は0から9,999,999までの整数で入力してください。"),
        (8, "担当課名は200文字以内で入力してください（現在201文字）。"),
        (
            10,
            "休業日に2026年11月23日（月）は追加できません。2026年11月24日（火）から2029年11月24日（土）までの日を入力してください。",
        ),
        (11, "N95等マスクの在庫の基準日は、今日（2026年11月24日（火））までの日を入力してください。"),
    ] {
        assert_eq!(json["errors"][index]["message"], message);
    }
}

#[tokio::test]
async fn what_is_left_out_by_mistake_is_asked_for() {
    refused(|body| *body = json!({})).await.expect_errors(&[
        ("office", "required"),
        ("phone", "required"),
        ("bundling_minutes", "out_of_range"),
        ("days", "required"),
        ("stock", "required"),
    ]);
    refused(|body| body["days"] = json!({}))
        .await
        .expect_errors(&[("days.closed", "required"), ("days.open", "required")]);
}

#[tokio::test]
async fn a_day_is_closed_or_open_and_not_both() {
    let both = refused(|body| body["days"]["open"] = json!(["2026-12-28"]));
    let json = both.await.expect_errors(&[("days", "contradiction")]);
    let message = "2026年12月28日（月）が休業日と営業日の両方にあります。どちらか一方にしてください。";
    assert_eq!(json["errors"][0]["message"], message);
}

#[tokio::test]
async fn neither_addresses_nor_the_prefecture_are_taken_from_the_body() {
    for (member, value) in
        [("addresses", json!(["a@example.jp"])), ("notification_addresses", json!([])), ("code", json!("27"))]
    {
        refused(|body| body[member] = value).await.expect_errors(&[(member, "unknown_field")]);
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_is_refused() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    let put = |headers: Vec<(&'static str, &'static str)>, body: &str| {
        let (officer, body) = (officer.clone(), body.to_owned());
        async move { officer.send(Method::PUT, TOKYO, &headers, Some(body)).await }
    };
    put(vec![("if-match", "\"0\"")], "{").await.expect_problem(400, "malformed_json");
    let form = vec![("if-match", "\"0\""), ("content-type", "text/plain")];
    put(form, "a").await.expect_problem(415, "unsupported_media_type");
}
