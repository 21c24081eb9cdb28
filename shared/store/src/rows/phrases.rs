//! JSON with its frequent phrases as single characters. A mail's facts about five items are 1.5 KB of JSON, most of it field names; like
//! this they fit into the one kilobyte that an outbox entry may cost.
//!
//! JSON never holds a control character (it escapes them), so one of them can stand for a phrase and be told from everything else.

/// Phrases, longest first where one begins like another. The n-th is stored as the control character n + 1, so this is data: phrases may
/// be added at the end, up to 31, but none is changed, moved or removed.
const PHRASES: [&str; 26] = [
    r#"{"kind":"submitted","request":{"id":""#,
    r#"{"kind":"updated","request":{"id":""#,
    r#"{"kind":"decided","request":{"id":""#,
    r#"","number":"SOS-"#,
    r#"","facility":""#,
    r#"","facility_name":""#,
    r#"","category":""#,
    r#"","prefecture":""#,
    r#"","contact_person":""#,
    r#""},{"item":""#,
    r#"},{"item":""#,
    r#"[{"item":""#,
    r#"","quantity":"#,
    r#","outlook":"within_1_week"#,
    r#","outlook":"two_to_three_weeks"#,
    r#"","requested":"#,
    r#","needed":true,"prefecture_quantity":"#,
    r#","needed":false,"prefecture_quantity":"#,
    r#","national_quantity":"#,
    r#","total_quantity":"#,
    r#","message_to_facility":""#,
    r#"{"field":"items."#,
    r#".quantity","from":"#,
    r#".weekly_consumption","from":"#,
    r#".stock","from":"#,
    r#","to":"#,
];

/// The character that stands for the n-th phrase.
fn sign(index: usize) -> char {
    u8::try_from(index + 1).map_or('\u{1F}', char::from)
}

/// JSON made short.
pub(crate) fn shorten(json: &str) -> String {
    let each = PHRASES.iter().enumerate();
    each.fold(json.to_owned(), |text, (index, phrase)| {
        text.replace(phrase, sign(index).encode_utf8(&mut [0; 4]))
    })
}

/// The JSON that was made short.
pub(crate) fn lengthen(text: &str) -> String {
    let mut json = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        match (u32::from(c) as usize).checked_sub(1).and_then(|index| PHRASES.get(index)) {
            Some(phrase) => json.push_str(phrase),
            None => json.push(c),
        }
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str) {
        assert_eq!(lengthen(&shorten(json)), json);
    }

    #[test]
    fn what_was_made_short_is_restored_exactly() {
        check("");
        check("{\"text\":\"\\u0001 \\n ,\\\"to\\\": マスク\"}");
        check(&PHRASES.concat());
        check(&PHRASES.map(|phrase| serde_json::to_string(phrase).unwrap()).concat());
    }

    #[test]
    fn every_phrase_becomes_one_character() {
        assert!(PHRASES.len() <= 31);
        for (index, phrase) in PHRASES.iter().enumerate() {
            assert_eq!(shorten(phrase), sign(index).to_string(), "{phrase} is hidden by an earlier one");
        }
    }
}
