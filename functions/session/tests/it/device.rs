//! A stranger who keeps failing under a user's name does not keep the user out.

use axum::http::{Method, header};
use serde_json::json;
use store_emulator::samples::PASSWORD;
use testbed::{Answer, Client, TestBed};

use crate::{PATH, credentials, seed, sign_in, start};

/// The cookie that makes a device known.
fn device(signed_in: &Answer) -> String {
    let cookies = signed_in.headers.get_all(header::SET_COOKIE).iter();
    let mut pairs = cookies.map(|cookie| cookie.to_str().unwrap());
    let device = pairs.find(|cookie| cookie.starts_with("haifu_device=hd_")).expect("a device");
    assert!(device.contains("HttpOnly") && device.contains("Max-Age=") && device.contains("SameSite=Strict"));
    device.split(';').next().unwrap().to_owned()
}

fn on(bed: &TestBed, device: &str) -> Client {
    Client::new(session::router(bed.app.clone()), Some(device.to_owned()))
}

/// Strangers fail until they have to wait.
async fn attack(bed: &TestBed, user_name: &str) {
    for _ in 0..5 {
        bed.stranger().post(PATH, &credentials(user_name, "Wrong-2026")).await.expect(401);
    }
    bed.stranger().post(PATH, &credentials(user_name, PASSWORD)).await.expect(429);
}

#[tokio::test]
async fn a_device_that_signed_in_before_does_not_wait_for_strangers() {
    let bed = start().await;
    let device = device(&sign_in(&bed.app).await);
    attack(&bed, "tokyo").await;
    on(&bed, &device).post(PATH, &credentials("tokyo", PASSWORD)).await.expect(200);
    bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await.expect(429);
}

#[tokio::test]
async fn a_known_device_lets_nobody_in_and_has_its_own_count() {
    let bed = start().await;
    let device = device(&sign_in(&bed.app).await);
    on(&bed, &device).get(PATH).await.expect_problem(401, "signed_out");
    for _ in 0..5 {
        on(&bed, &device).post(PATH, &credentials("tokyo", "Wrong-2026")).await.expect(401);
    }
    on(&bed, &device).post(PATH, &credentials("tokyo", PASSWORD)).await.expect_problem(429, "too_many_tries");
    bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await.expect(200);
}

#[tokio::test]
async fn a_device_is_known_for_its_own_user_and_none_can_be_made_up() {
    let bed = start().await;
    let device = device(&sign_in(&bed.app).await);
    attack(&bed, "osaka").await;
    on(&bed, &device).post(PATH, &credentials("osaka", PASSWORD)).await.expect(429);
    attack(&bed, "tokyo").await;
    let other_id = device.replacen("hd_", "hd_A", 1);
    for made_up in [other_id.as_str(), "haifu_device=hd_x.y", "haifu_device=hd_x", "haifu_device=."] {
        on(&bed, made_up).post(PATH, &credentials("tokyo", PASSWORD)).await.expect(429);
    }
}

#[tokio::test]
async fn who_is_kept_waiting_gets_in_by_a_mailed_link() {
    let bed = start().await;
    seed::link(&bed, "hl_0123456789", "tokyo").await;
    let body = json!({"password": "Kazari-7x"}).to_string();
    let set = bed.stranger().send(Method::PUT, "/api/password-resets/hl_0123456789", &[], Some(body)).await;
    let device = device(&set.expect(204));
    for _ in 0..5 {
        bed.stranger().post(PATH, &credentials("tokyo", "Wrong-2026")).await.expect(401);
    }
    let right = credentials("tokyo", "Kazari-7x");
    bed.stranger().post(PATH, &right).await.expect(429);
    on(&bed, &device).post(PATH, &right).await.expect(200);
}

/// Signs in there; the cookie afterwards.
async fn sign_in_on(bed: &TestBed, device_before: &str, user_name: &str) -> String {
    device(&on(bed, device_before).post(PATH, &credentials(user_name, PASSWORD)).await.expect(200))
}

/// Whether the device is known as that user's: tries by others do not matter there.
fn is_known(bed: &TestBed, device: &str, user_name: &str) -> bool {
    let name = seed::name(user_name);
    let mut headers = axum::http::HeaderMap::new();
    headers.insert(header::COOKIE, device.parse().unwrap());
    web::device::known(&bed.app, &headers, &name).is_some()
}

#[tokio::test]
async fn an_offices_pc_is_known_as_that_of_the_five_who_signed_in_last() {
    let bed = start().await;
    let users = ["tokyo", "osaka", "ministry", "tokyo-hospital", "tokyo-clinic", "osaka-hospital"];
    let mut cookie = String::new();
    for user_name in &users[..5] {
        cookie = sign_in_on(&bed, &cookie, user_name).await;
    }
    for user_name in &users[..5] {
        assert!(is_known(&bed, &cookie, user_name), "{user_name}");
    }
    // Tokyo comes again, so that Osaka is the one who signed in longest ago.
    cookie = sign_in_on(&bed, &cookie, "tokyo").await;
    cookie = sign_in_on(&bed, &cookie, users[5]).await;
    for user_name in users {
        assert_eq!(is_known(&bed, &cookie, user_name), user_name != "osaka", "{user_name}");
    }
    assert!(cookie.len() < 800, "{}", cookie.len());
}

#[tokio::test]
async fn each_user_is_known_for_half_a_year_from_its_last_sign_in() {
    const DAY: u64 = 24 * 60 * 60;
    let bed = start().await;
    let cookie = sign_in_on(&bed, &sign_in_on(&bed, "", "osaka").await, "tokyo").await;
    seed::after(&bed, 100 * DAY);
    let renewed = sign_in_on(&bed, &cookie, "tokyo").await;
    seed::after(&bed, 180 * DAY - 1);
    assert!(is_known(&bed, &renewed, "osaka"));
    seed::after(&bed, 180 * DAY);
    assert!(!is_known(&bed, &renewed, "osaka"));
    assert!(!is_known(&bed, &cookie, "tokyo"));
    seed::after(&bed, 280 * DAY - 1);
    assert!(is_known(&bed, &renewed, "tokyo"));
}
