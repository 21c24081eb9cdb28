//! `POST /api/users`.

use domain::{audit::AuditAction, history::Value as Shown, role::Role};
use serde_json::{Value, json};

use super::{audit, invited, officer, row, start};

const PATH: &str = "/api/users";

#[tokio::test]
async fn the_ministry_creates_users_of_every_role_who_are_invited_and_recorded() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let answer = ministry.post(PATH, &officer("tokyo-2")).await.expect(201);
    assert_eq!((answer.header("location"), answer.etag()), (Some("/api/users/tokyo-2"), "\"1\"".to_owned()));
    let json = answer.json();
    assert_eq!(
        (&json["active"], &json["disabled"], &json["area"]),
        (&json!(false), &json!(false), &json!("13"))
    );
    let clerk = json!({
        "user_name": " osaka-clerk ", "role": "facility", "name": " 受付 ", "mail": "clerk@example.jp",
        "facility": "osaka-hospital", "prefecture": "",
    });
    ministry.post(PATH, &clerk).await.expect(201);
    let colleague =
        json!({"user_name": "nation-2", "role": "ministry", "name": "国 次席", "mail": "n2@example.jp"});
    ministry.post(PATH, &colleague).await.expect(201);

    let clerk = row(&bed, "osaka-clerk").await.unwrap();
    assert_eq!((clerk.role, clerk.name.as_str(), clerk.password_hash), (Role::Facility, "受付", None));
    assert_eq!(clerk.area.unwrap().code(), "27");
    assert_eq!(row(&bed, "nation-2").await.unwrap().area, None);
    let mut mailed = invited(&bed).await;
    mailed.sort();
    assert_eq!(mailed, ["nation-2", "osaka-clerk", "tokyo-2"]);
    let entries = audit(&bed, "ministry").await;
    assert!(entries.iter().all(|entry| entry.action == AuditAction::UserCreated));
    let first = &entries[2];
    assert_eq!(first.subject, "tokyo-2");
    let fields: Vec<_> = first.changes.iter().map(|c| (c.field.as_str(), c.to.clone())).collect();
    assert_eq!(
        fields,
        [
            ("role", Shown::text("都道府県")),
            ("name", Shown::text("東京都 新担当")),
            ("mail", Shown::text("tokyo-2@example.jp")),
            ("prefecture", Shown::text("東京都")),
        ]
    );
}

/// Sends a user with some fields changed; a null takes the field out.
async fn check(changed: Value, expected: &[(&str, &str)]) {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let mut body = officer("tokyo-2");
    for (field, value) in changed.as_object().unwrap() {
        if value.is_null() {
            body.as_object_mut().unwrap().remove(field);
        } else {
            body[field] = value.clone();
        }
    }
    ministry.post(PATH, &body).await.expect_errors(expected);
    assert_eq!(row(&bed, "tokyo-2").await, None, "{changed}");
    assert!(invited(&bed).await.is_empty());
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once() {
    check(
        json!({"user_name": "A!", "role": "king", "name": "", "mail": "x"}),
        &[
            ("role", "unknown_value"),
            ("user_name", "user_name_form"),
            ("name", "required"),
            ("mail", "mail_form"),
        ],
    )
    .await;
    check(
        json!({"user_name": null, "role": null, "name": null, "mail": null, "prefecture": null}),
        &[("role", "required"), ("user_name", "required"), ("name", "required"), ("mail", "required")],
    )
    .await;
    check(
        json!({"user_name": "tokyo", "name": 5, "mail": "a b@example.jp", "prefecture": "48"}),
        &[
            ("name", "wrong_type"),
            ("mail", "mail_form"),
            ("prefecture", "unknown_value"),
            ("user_name", "taken"),
        ],
    )
    .await;
    check(json!({"user_name": "imports"}), &[("user_name", "user_name_form")]).await;
    check(json!({"name": "a\u{202E}b"}), &[("name", "control_character")]).await;
    check(json!({"name": "a".repeat(201)}), &[("name", "too_long")]).await;
}

#[tokio::test]
async fn what_is_chosen_is_asked_for_as_such() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    for (without, message) in [
        ("role", "役割を選択してください。"),
        ("prefecture", "都道府県を選択してください。"),
        ("name", "名前を入力してください。"),
    ] {
        let mut body = officer("tokyo-2");
        body[without] = json!("");
        let told = ministry.post(PATH, &body).await.expect(422).json();
        assert_eq!(told["errors"][0]["message"], message);
    }
}

#[tokio::test]
async fn the_role_decides_which_scope_a_user_has() {
    check(json!({"prefecture": null}), &[("prefecture", "required")]).await;
    check(json!({"facility": "tokyo-clinic"}), &[("facility", "not_for_role")]).await;
    check(
        json!({"role": "ministry", "facility": "tokyo-clinic"}),
        &[("prefecture", "not_for_role"), ("facility", "not_for_role")],
    )
    .await;
    check(json!({"role": "facility"}), &[("prefecture", "not_for_role"), ("facility", "required")]).await;
    check(
        json!({"role": "facility", "prefecture": null, "facility": "no-such-place"}),
        &[("facility", "unknown_facility")],
    )
    .await;
    check(
        json!({"role": "facility", "prefecture": null, "facility": "../x"}),
        &[("facility", "unknown_facility")],
    )
    .await;
}

#[tokio::test]
async fn fields_that_a_user_does_not_have_are_refused() {
    for field in ["password", "password_hash", "area", "disabled", "credentials", "second_factor"] {
        check(json!({ field: "x" }), &[(field, "unknown_field")]).await;
    }
}

#[tokio::test]
async fn a_name_is_given_once_even_when_two_ask_at_the_same_time() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let other = bed.colleague("ministry", "ministry-2", "国 次席").await;
    let (mine, theirs) = (officer("tokyo-2"), officer("tokyo-2"));
    let (one, two) = tokio::join!(ministry.post(PATH, &mine), other.post(PATH, &theirs));
    let (created, refused) = if one.status == 201 { (one, two) } else { (two, one) };
    created.expect(201);
    refused.expect_errors(&[("user_name", "taken")]);
    assert_eq!(invited(&bed).await, ["tokyo-2"]);
    ministry.post(PATH, &officer("tokyo-2")).await.expect_errors(&[("user_name", "taken")]);
}

#[tokio::test]
async fn only_the_ministry_creates_users_whatever_the_body_claims() {
    let bed = start().await;
    for who in ["tokyo", "tokyo-clinic"] {
        bed.sign_in(who).await.post(PATH, &officer("tokyo-2")).await.expect_problem(403, "forbidden");
    }
    bed.stranger().post(PATH, &officer("tokyo-2")).await.expect_problem(401, "signed_out");
    assert_eq!(row(&bed, "tokyo-2").await, None);
}
