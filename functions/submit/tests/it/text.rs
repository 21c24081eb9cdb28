//! Every text a facility types: how long it may be, and what it may not hold.

use serde_json::{Value, json};
use testbed::{TestBed, input::complete_part};

/// Path in the body, and how many characters it may hold.
const TEXTS: [(&str, usize); 8] = [
    ("contact.person", 200),
    ("contact.phone", 200),
    ("delivery.postal_code", 200),
    ("delivery.address", 200),
    ("delivery.receiving_hours", 200),
    ("remarks", 1_000),
    ("items.gloves.procurement_difficulty", 1_000),
    ("items.n95_mask.aerosol_procedures", 1_000),
];

fn with(path: &str, value: &Value) -> Value {
    let mut part = complete_part();
    *part.pointer_mut(&format!("/{}", path.replace('.', "/"))).unwrap() = value.clone();
    part
}

#[tokio::test]
async fn each_text_has_its_length_in_characters() {
    let bed = TestBed::start(submit::router, "2026-11-24T12:40:00").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    for (path, max) in TEXTS {
        let draft = bed.seed_draft("tokyo-hospital").await;
        let request = format!("/api/requests/{}", draft.id);
        let long = with(path, &json!("🏥".repeat(max + 1)));
        facility.put(&request, "\"2\"", &long).await.expect_errors(&[(path, "too_long")]);
        assert_eq!(bed.request(&draft.id).await, draft, "{path}");
        let longest = with(path, &json!("🏥".repeat(max)));
        facility.put(&request, "\"2\"", &longest).await.expect(200);
    }
}

#[tokio::test]
async fn no_text_holds_control_characters_and_all_faults_are_named_at_once() {
    let bed = TestBed::start(submit::router, "2026-11-24T12:40:00").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let request = format!("/api/requests/{}", draft.id);
    for bad in ["\u{0}", "a\u{1b}[31m", "\u{7f}", "\u{85}", "\u{202e}", "\u{2028}", "\u{feff}"] {
        let mut body = complete_part();
        for (path, _) in TEXTS {
            *body.pointer_mut(&format!("/{}", path.replace('.', "/"))).unwrap() = json!(bad);
        }
        // Named in the order of the screen; items in the order of their codes.
        let errors: Vec<(&str, &str)> = TEXTS.map(|(path, _)| (path, "control_character")).into();
        facility.put(&request, "\"2\"", &body).await.expect_errors(&errors);
    }
    assert_eq!(bed.request(&draft.id).await, draft);
}

#[tokio::test]
async fn free_texts_keep_their_line_breaks_and_what_looks_like_code() {
    let bed = TestBed::start(submit::router, "2026-11-24T12:40:00").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let text = "一行目\r\n\t二行目 <script>alert(1)</script> =1+1 \"'\\ 🏥";
    let saved = facility
        .put(&format!("/api/requests/{}", draft.id), "\"2\"", &with("remarks", &json!(text)))
        .await
        .expect(200);
    assert_eq!(saved.json()["remarks"], text);
}
