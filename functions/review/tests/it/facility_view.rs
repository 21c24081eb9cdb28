//! What is left of the prefecture's part for the facility.

use domain::role::Scope;
use serde_json::{Value, json};
use testbed::{TestBed, seed};
use web::{RequestView, Situation};

fn seen(request: &domain::request::Request, situation: &Situation) -> Value {
    let scope = Scope::Facility(request.facility.id.clone());
    serde_json::to_value(RequestView::new(request, &scope, situation)).unwrap()
}

#[tokio::test]
async fn nothing_until_it_is_accepted_and_then_six_fields_an_item() {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let situation = Situation::load(&bed.app, request.facility.prefecture).await.unwrap();
    let decisions = [("n95_mask", seed::ship(1500)), ("gloves", seed::refuse())];
    let saved = bed.seed_review(&request, false, &decisions).await;
    assert!(seen(&saved, &situation).get("review").is_none());
    let done = bed.seed_review(&saved, true, &decisions).await;
    let view = seen(&done, &situation);
    let review = view["review"].as_object().unwrap();
    assert_eq!(review.keys().collect::<Vec<_>>(), ["items"]);
    for item in ["n95_mask", "gloves"] {
        let mut fields: Vec<&str> =
            review["items"][item].as_object().unwrap().keys().map(String::as_str).collect();
        let mut expected = web::review_fields();
        fields.sort_unstable();
        expected.sort_unstable();
        assert_eq!(fields, expected);
    }
    assert_eq!(review["items"]["gloves"]["message_to_facility"], "次回の入荷をお待ちください。");
    assert_eq!(review["items"]["n95_mask"]["national_quantity"], json!(1500));
}
