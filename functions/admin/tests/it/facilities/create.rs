//! `POST /api/facilities` and what is read back.

use serde_json::{Value, json};

use super::{audited, bed, master_data, with};

#[tokio::test]
async fn the_ministry_registers_a_facility_which_its_prefecture_finds() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let body = with(master_data(), &[("/code", json!("0110113719"))]);
    let made = ministry.post("/api/facilities", &body).await.expect(201);
    assert_eq!(made.header("location"), Some("/api/facilities/0110113719"));
    let answer = made.json();
    let expected = with(
        body,
        &[
            ("/id", json!("0110113719")),
            ("/prefecture", json!("01")),
            ("/version", json!(1)),
            ("/warnings", json!([])),
        ],
    );
    assert_eq!(answer, expected);
    let read = ministry.get("/api/facilities/0110113719").await.expect(200);
    assert_eq!((read.etag().as_str(), read.json()), ("\"1\"", answer));
    assert_eq!(audited(&bed, "ministry").await, [("facility_created".into(), "0110113719".into())]);
    let list = ministry.get("/api/facilities?prefecture=01").await.expect(200).json();
    assert_eq!(list["items"][0]["name"], "札幌見本病院");
}

#[tokio::test]
async fn a_doubtful_code_is_registered_with_a_warning() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let body = with(master_data(), &[("/code", json!("0110113718"))]);
    let answer = ministry.post("/api/facilities", &body).await.expect(201).json();
    assert_eq!(answer["warnings"][0]["field"], "code");
    assert_eq!(answer["warnings"][0]["code"], "check_digit");
    assert!(answer["warnings"][0]["message"].as_str().unwrap().contains("検証番号"));
}

#[tokio::test]
async fn a_code_is_unique_also_among_facilities_with_another_identifier() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    for code in ["0110113719", "1310000018"] {
        let body = with(master_data(), &[("/code", json!(code))]);
        if code == "0110113719" {
            ministry.post("/api/facilities", &body).await.expect(201);
        }
        let problem = ministry.post("/api/facilities", &body).await.expect_problem(409, "code_taken");
        assert!(problem["detail"].as_str().unwrap().contains(code));
    }
    assert_eq!(audited(&bed, "ministry").await.len(), 1);
}

#[tokio::test]
async fn every_fault_is_told_at_once_and_nothing_is_written() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let check = async |body: Value, errors: &[(&str, &str)]| {
        ministry.post("/api/facilities", &body).await.expect_errors(errors)
    };
    let everything =
        [("code", "required"), ("category", "required"), ("designations", "required"), ("name", "required")];
    check(json!({}), &everything).await;
    check(with(master_data(), &[("/code", json!("　"))]), &[("code", "required")]).await;
    check(with(master_data(), &[("/code", json!("4810113719"))]), &[("code", "no_prefecture")]).await;
    let bad = [
        ("/code", json!("011011371")),
        ("/name", json!("医".repeat(51))),
        ("/contact/phone", json!("電話")),
        ("/delivery/postal_code", json!("0600000")),
        ("/mail", json!("nobody")),
        ("/valid_from", json!("2026-02-30")),
    ];
    let errors = [
        ("code", "not_ten_digits"),
        ("valid_from", "day"),
        ("name", "too_long"),
        ("contact.phone", "phone"),
        ("delivery.postal_code", "postal_code"),
        ("mail", "mail"),
    ];
    check(with(master_data(), &bad), &errors).await;
    let kinds = [
        ("/code", json!(110_113_719)),
        ("/name", json!(5)),
        ("/category", json!("school")),
        ("/designations", json!(["self_declared"])),
    ];
    let errors = [
        ("code", "wrong_type"),
        ("category", "wrong_type"),
        ("designations", "wrong_type"),
        ("name", "wrong_type"),
    ];
    check(with(master_data(), &kinds), &errors).await;
    let backwards = [("/code", json!("0110113719")), ("/valid_to", json!("2026-03-31"))];
    check(with(master_data(), &backwards), &[("valid_to", "before_valid_from")]).await;
    let foreign = [("/code", json!("0110113719")), ("/prefecture", json!("13"))];
    check(with(master_data(), &foreign), &[("prefecture", "unknown_field")]).await;
    assert!(audited(&bed, "ministry").await.is_empty());
}

#[tokio::test]
async fn nobody_else_registers_facilities() {
    let bed = bed().await;
    let body = with(master_data(), &[("/code", json!("0110113719"))]);
    for user in ["tokyo", "tokyo-hospital"] {
        bed.sign_in(user).await.post("/api/facilities", &body).await.expect_problem(403, "forbidden");
        assert_eq!(audited(&bed, user).await[0].0, "access_refused");
    }
    bed.stranger().post("/api/facilities", &body).await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn a_foreign_facility_answers_the_same_bytes_as_an_absent_one() {
    let bed = bed().await;
    for user in ["osaka", "osaka-hospital"] {
        let caller = bed.sign_in(user).await;
        let foreign = caller.get("/api/facilities/tokyo-clinic").await.expect(404);
        let absent = caller.get("/api/facilities/1319999999").await.expect(404);
        let nonsense = caller.get("/api/facilities/F%23x").await.expect(404);
        assert_eq!((&foreign.bytes, &foreign.bytes), (&absent.bytes, &nonsense.bytes));
    }
    for user in ["tokyo", "tokyo-clinic", "ministry"] {
        bed.sign_in(user).await.get("/api/facilities/tokyo-clinic").await.expect(200);
    }
}
