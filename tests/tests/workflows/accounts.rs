//! Who may come in: invited, forgetful and disabled users (SPEC 10), over HTTP and with the links of the mails.

mod by_file;
mod second_factor;

use serde_json::{Value, json};
use store_emulator::samples::PASSWORD;
use testbed::{Answer, Client};

use crate::world::{World, edit, set_password, workflow};

const START: &str = "2026-11-24T09:00:00";
const NEW: &str = "Kazari-7x";

/// An officer of Tokyo, as the ministry would send it.
fn officer(user_name: &str) -> Value {
    json!({
        "user_name": user_name, "role": "prefecture", "name": "東京都 次席", "prefecture": "13",
        "mail": mail(user_name),
    })
}

/// A clerk of a facility.
fn clerk(user_name: &str, facility: &str) -> Value {
    json!({
        "user_name": user_name, "role": "facility", "name": "受付", "facility": facility, "mail": mail(user_name),
    })
}

fn mail(user_name: &str) -> String {
    format!("{user_name}@example.jp")
}

async fn look(world: &World, token: &str) -> Answer {
    world.bed.stranger().get(&format!("/api/password-resets/{token}")).await
}

async fn ask_for_reset(world: &World, user_name: &str) -> Answer {
    world.bed.stranger().post("/api/password-resets", &json!({"user_name": user_name})).await
}

/// The ministry keeps a user out, or lets it in again.
async fn keep_out(ministry: &Client, user_name: &str, disabled: bool) {
    let change = |user: &mut Value| user["disabled"] = json!(disabled);
    edit(ministry, &format!("/api/users/{user_name}"), &["name", "mail", "disabled"], change)
        .await
        .expect(200);
}

/// Looking at the link and using it are answered with the very bytes of a link that never was.
async fn is_void(world: &World, token: &str) {
    let never = look(world, "hl_never-made").await;
    never.clone().expect_problem(404, "link_void");
    for answer in [look(world, token).await, set_password(world, token, NEW).await] {
        assert_eq!((answer.status, &answer.bytes), (never.status, &never.bytes), "{token}");
    }
}

#[tokio::test]
async fn an_invited_user_sets_a_password_by_the_mailed_link_and_comes_in() {
    workflow(START, |world| async move {
        let ministry = world.sign_in("ministry").await;
        ministry.post("/api/users", &officer("tokyo-2")).await.expect(201);
        world.drain().await;
        assert_eq!(
            world.subjects(&mail("tokyo-2")),
            ["【訓練】【Haifu運用事務局】医療用物資緊急配布要請システム Haifu 利用開始のご案内"]
        );
        let token = world.mailed_token(&mail("tokyo-2"), "invitation");
        world.enter("tokyo-2", NEW).await.expect_problem(401, "wrong_credentials");
        // Mail scanners open links: that uses nothing up.
        for _ in 0..2 {
            let seen = look(&world, &token).await.expect(200).json();
            assert_eq!(seen, json!({"user_name": "tokyo-2", "expires_at": "2026-12-01T00:00:00.000Z"}));
        }
        set_password(&world, &token, "abc").await.expect_errors(&[
            ("password", "too_short"),
            ("password", "no_upper"),
            ("password", "no_digit"),
        ]);
        set_password(&world, &token, "Tokyo-2-x9").await.expect_errors(&[("password", "user_name_inside")]);
        set_password(&world, &token, NEW).await.expect(204);

        let entered = world.enter("tokyo-2", NEW).await.expect(200);
        let told = entered.json();
        assert_eq!((&told["role"], &told["prefecture"]), (&json!("prefecture"), &json!("13")));
        world.holder(&entered).get("/api/requests?view=open").await.expect(200);
        let seen = ministry.get("/api/users/tokyo-2").await.expect(200).json();
        assert_eq!(
            (&seen["active"], &seen["signed_in_at"]),
            (&json!(true), &json!("2026-11-24T00:00:00.000Z"))
        );
        world.drain().await;
        assert!(world.subjects(&mail("tokyo-2"))[1].ends_with("パスワードが変更されました"));
        world
    })
    .await;
}

#[tokio::test]
async fn a_used_an_altered_and_an_expired_link_get_the_same_bytes() {
    workflow(START, |world| async move {
        let ministry = world.sign_in("ministry").await;
        for user_name in ["used", "late"] {
            ministry.post("/api/users", &officer(user_name)).await.expect(201);
        }
        world.drain().await;
        let used = world.mailed_token(&mail("used"), "invitation");
        let late = world.mailed_token(&mail("late"), "invitation");
        let mut altered = late.clone();
        let last = altered.pop();
        altered.push(if last == Some('A') { 'B' } else { 'A' });
        is_void(&world, &altered).await;
        set_password(&world, &used, NEW).await.expect(204);
        is_void(&world, &used).await;
        // An invitation lives for seven days, a reset for half an hour.
        ask_for_reset(&world, "tokyo").await.expect(202);
        world.drain().await;
        let reset = world.mailed_token("tokyo@example.jp", "reset");
        for (token, last, over) in [
            (&reset, "2026-11-24T09:29:59.999", "2026-11-24T09:30:00"),
            (&late, "2026-12-01T08:59:59.999", "2026-12-01T09:00:00"),
        ] {
            world.bed.set_clock(last);
            look(&world, token).await.expect(200);
            world.bed.set_clock(over);
            is_void(&world, token).await;
        }
        // No attempt with a link that was void has set a password.
        world.enter("late", NEW).await.expect_problem(401, "wrong_credentials");
        world.enter("tokyo", PASSWORD).await.expect(200);
        world
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_reset_by_user_name_and_ends_the_other_sessions() {
    workflow(START, |world| async move {
        let entered = world.enter("tokyo-hospital", PASSWORD).await.expect(200);
        let elsewhere = world.holder(&entered);
        elsewhere.get("/api/requests").await.expect(200);
        let address = mail("tokyo-hospital");

        let unknown = ask_for_reset(&world, "nobody-here").await.expect(202);
        world.drain().await;
        assert!(world.mails.sent().is_empty(), "nobody is told of a user that is not there");
        let known = ask_for_reset(&world, "tokyo-hospital").await.expect(202);
        assert_eq!((&unknown.bytes, &unknown.headers), (&known.bytes, &known.headers));
        world.drain().await;
        let token = world.mailed_token(&address, "reset");
        elsewhere.get("/api/requests").await.expect(200);

        set_password(&world, &token, NEW).await.expect(204);
        elsewhere.get("/api/requests").await.expect_problem(401, "signed_out");
        world.enter("tokyo-hospital", PASSWORD).await.expect_problem(401, "wrong_credentials");
        let entered = world.enter("tokyo-hospital", NEW).await.expect(200);
        world.holder(&entered).get("/api/requests").await.expect(200);
        is_void(&world, &token).await;
        world.drain().await;
        let mails = world.mails_to(&address);
        assert_eq!(mails.len(), 2);
        assert!(mails[1].subject.ends_with("パスワードが変更されました"), "{}", mails[1].subject);
        assert!(mails[1].body.contains("2026年11月24日（火）9時にパスワードが変更され"), "{}", mails[1].body);
        assert!(!mails[1].body.contains("hl_") && !mails[1].body.contains(NEW));
        world
    })
    .await;
}

#[tokio::test]
async fn a_disabled_user_is_out_at_once_and_refused_like_a_wrong_password() {
    workflow(START, |world| async move {
        let ministry = world.sign_in("ministry").await;
        let entered = world.enter("osaka", PASSWORD).await.expect(200);
        let officer = world.holder(&entered);
        officer.get("/api/requests").await.expect(200);

        keep_out(&ministry, "osaka", true).await;
        officer.get("/api/requests").await.expect_problem(401, "signed_out");
        let disabled = world.enter("osaka", PASSWORD).await;
        let wrong = world.enter("tokyo", "Wrong-2026").await;
        assert_eq!((disabled.status, &disabled.bytes), (wrong.status, &wrong.bytes));
        disabled.expect_problem(401, "wrong_credentials");
        ask_for_reset(&world, "osaka").await.expect(202);
        world.drain().await;
        assert!(world.mails.sent().is_empty());

        keep_out(&ministry, "osaka", false).await;
        officer.get("/api/requests").await.expect_problem(401, "signed_out");
        world.enter("osaka", PASSWORD).await.expect(200);
        world
    })
    .await;
}

#[tokio::test]
async fn a_prefecture_invites_again_the_clerks_of_its_own_area_alone() {
    workflow(START, |world| async move {
        let ministry = world.sign_in("ministry").await;
        ministry.post("/api/users", &clerk("tokyo-clerk", "tokyo-clinic")).await.expect(201);
        ministry.post("/api/users", &clerk("osaka-clerk", "osaka-hospital")).await.expect(201);
        world.drain().await;
        let first = world.mailed_token(&mail("tokyo-clerk"), "invitation");

        world.bed.set_clock("2026-12-01T09:00:00");
        is_void(&world, &first).await;
        let tokyo = world.sign_in("tokyo").await;
        let listed = tokyo.get("/api/users?q=clerk").await.expect(200).json();
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "{listed}");
        assert_eq!(listed["items"][0]["user_name"], "tokyo-clerk");
        let invite =
            async |user_name| tokyo.post_empty(&format!("/api/users/{user_name}/invitation"), &[]).await;
        let (foreign, absent) = (invite("osaka-clerk").await, invite("nobody-here").await);
        assert_eq!((foreign.status, &foreign.bytes), (absent.status, &absent.bytes));
        foreign.expect_problem(404, "not_found");
        invite("tokyo-clerk").await.expect(200);
        invite("tokyo-clerk").await.expect_problem(409, "invited_just_now");
        world.drain().await;
        assert_eq!(
            (world.subjects(&mail("tokyo-clerk")).len(), world.subjects(&mail("osaka-clerk")).len()),
            (2, 1)
        );
        let clerk = world.follow_invitation("tokyo-clerk", &mail("tokyo-clerk")).await;
        assert_eq!(clerk.get("/api/session").await.expect(200).json()["facility"], "tokyo-clinic");
        invite("tokyo-clerk").await.expect_problem(409, "already_active");
        world.drain().await;
        world
    })
    .await;
}
