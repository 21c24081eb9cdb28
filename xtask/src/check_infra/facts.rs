//! What only this code knows of what the templates must say: the table's schema, and the names of all settings.

use std::{cell::RefCell, collections::BTreeSet};

use serde_json::{Map, Value, json};
use store::schema;
use web::Config;

/// All of it, as JSON.
pub(crate) fn as_json() -> String {
    let indexes: Map<String, Value> = schema::INDEXES
        .iter()
        .map(|index| (index.name.to_owned(), json!([index.partition, index.sort])))
        .collect();
    let facts = json!({
        "schema": {
            "keys": schema::KEYS,
            "time_to_live": schema::TIME_TO_LIVE,
            "indexes": indexes,
            "projected": schema::PROJECTED,
        },
        "settings": settings(),
    });
    format!("{facts:#}")
}

/// Every setting the configuration asks for. It is read once with answers that let it go on to the end; whether it likes them does not
/// matter.
fn settings() -> BTreeSet<String> {
    let asked = RefCell::new(BTreeSet::new());
    let answer = |name: &str| {
        asked.borrow_mut().insert(name.to_owned());
        Some(if name == "HAIFU_STAGE" { "dev" } else { "x" }.to_owned())
    };
    drop(Config::read(answer));
    asked.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Read from the source, so that a setting behind an early return is missed by nobody.
    #[test]
    fn every_setting_of_the_configuration_is_told() {
        let source = include_str!("../../../shared/web/src/config.rs");
        let named: BTreeSet<String> = source
            .split('"')
            .filter(|text| {
                text.starts_with("HAIFU_") && text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
            })
            .map(str::to_owned)
            .collect();
        assert!(named.len() > 10, "{named:?}");
        assert_eq!(settings(), named);
    }

    #[test]
    fn the_schema_has_its_three_indexes() {
        let facts: Value = serde_json::from_str(&as_json()).unwrap();
        assert_eq!(facts["schema"]["keys"], json!(["pk", "sk"]));
        assert_eq!(facts["schema"]["indexes"]["by_due"], json!(["g2", "s2"]));
        assert_eq!(facts["schema"]["indexes"].as_object().unwrap().len(), 3);
    }
}
