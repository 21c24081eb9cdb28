//! Objects that name a key twice. Readers disagree on which of the two counts, so that neither may (the last would win in silence).

use std::{collections::HashSet, fmt};

use domain::field::FieldError;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// Every key that stands twice in one object of the JSON text. Text that is no JSON has none: reading it tells.
pub(crate) fn repeated_keys(text: &str) -> Vec<FieldError> {
    let mut repeated = Vec::new();
    let mut json = serde_json::Deserializer::from_str(text);
    let read = Keys { path: "", repeated: &mut repeated }.deserialize(&mut json);
    if read.is_ok() { repeated } else { Vec::new() }
}

/// Walks through a value at `path`, keeping nothing but what is repeated.
struct Keys<'a> {
    path: &'a str,
    repeated: &'a mut Vec<FieldError>,
}

impl<'de> DeserializeSeed<'de> for Keys<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Keys<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let path = if self.path.is_empty() { key.clone() } else { format!("{}.{key}", self.path) };
            map.next_value_seed(Keys { path: &path, repeated: self.repeated })?;
            if seen.contains(&key) {
                let message = format!("「{key}」が2回書かれています。どちらか1つにしてください。");
                self.repeated.push(FieldError::new(path, "duplicate_field", message));
            }
            seen.insert(key);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Keys { path: self.path, repeated: self.repeated })?.is_some() {}
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let repeated = repeated_keys(text);
        let fields: Vec<_> = repeated.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, expected, "{text}");
        assert!(repeated.iter().all(|error| error.code == "duplicate_field"));
    }

    #[test]
    fn a_key_that_stands_twice_in_an_object_is_named_with_its_path() {
        check(r#"{"a":1,"b":[null,true,1.5,-2,"x"],"c":{"a":1}}"#, &[]);
        check(r#"{"a":1,"a":1}"#, &["a"]);
        check(
            r#"{"items":{"gloves":{},"gown":{},"gloves":{"stock":1,"stock":2}}}"#,
            &["items.gloves.stock", "items.gloves"],
        );
        check(r#"{"items":[{"a":1},{"a":2,"a":3}]}"#, &["items.a"]);
    }

    #[test]
    fn two_spellings_of_one_key_are_the_same_key() {
        check(r#"{"a":1,"\u0061":2}"#, &["a"]);
    }

    #[test]
    fn what_is_no_json_has_no_keys() {
        check(r#"{"a":1,"a":2"#, &[]);
        check("", &[]);
    }
}
