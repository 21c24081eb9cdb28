//! `GET /api/prefectures`.

use domain::policy::PrefectureSettings;
use serde_json::json;

use super::{bed, stored};

#[tokio::test]
async fn the_ministry_sees_which_of_the_47_can_be_reached() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let listed = ministry.get("/api/prefectures").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 47);
    let row = |code: &str, name: &str, set: bool| json!({"code": code, "name": name, "office_set": set, "address_confirmed": set});
    assert_eq!(listed["items"][0], row("01", "北海道", false));
    assert_eq!(listed["items"][12], row("13", "東京都", true));
    assert_eq!(listed["items"][46], row("47", "沖縄県", false));
}

#[tokio::test]
async fn an_address_that_waits_is_none_and_an_office_without_a_phone_is_not_set() {
    let bed = bed().await;
    let mut settings = PrefectureSettings { phone: String::new(), ..stored(&bed).await };
    let addresses = std::mem::take(&mut settings.notification_addresses);
    settings.unconfirmed_addresses =
        addresses.into_iter().map(|address| (address, bed.app.clock.now())).collect();
    bed.app.store.prefecture_put(&settings).await.unwrap();
    let listed = bed.sign_in("ministry").await.get("/api/prefectures").await.expect(200).json();
    assert_eq!(listed["items"][12]["office_set"], false);
    assert_eq!(listed["items"][12]["address_confirmed"], false);
}

#[tokio::test]
async fn others_have_no_business_with_the_list() {
    let bed = bed().await;
    for user in ["tokyo", "tokyo-hospital"] {
        bed.sign_in(user).await.get("/api/prefectures").await.expect_problem(403, "forbidden");
    }
    bed.stranger().get("/api/prefectures").await.expect_problem(401, "signed_out");
}
