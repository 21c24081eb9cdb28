//! The supply catalogue: data of the policy, never code (SPEC 3).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The code of a supply item (物資), such as `n95_mask`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemCode(String);

/// A text that cannot be an item code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an item code")]
pub struct InvalidItemCode;

impl ItemCode {
    /// Takes 1 to 32 lower-case letters, digits and underscores.
    ///
    /// # Errors
    /// [`InvalidItemCode`] for anything else.
    pub fn parse(text: &str) -> Result<Self, InvalidItemCode> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if (1..=32).contains(&text.len()) && text.bytes().all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidItemCode)
        }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ItemCode {
    type Error = InvalidItemCode;
    fn try_from(text: String) -> Result<Self, InvalidItemCode> {
        Self::parse(&text)
    }
}

impl From<ItemCode> for String {
    fn from(code: ItemCode) -> String {
        code.0
    }
}

impl std::fmt::Display for ItemCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One supply of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplyItem {
    /// The code used on the wire and in the database.
    pub code: ItemCode,
    /// The name in Japanese.
    pub name: String,
    /// Place in lists, ascending.
    pub order: u32,
    /// The unit quantities are counted in; 枚 for all five.
    pub unit: String,
    /// Whether a request must tell why aerosol-generating procedures are performed (N95等マスク).
    pub aerosol_required: bool,
    /// First day (JST) on which it may be requested; none means always.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day (JST) on which it may be requested; none means no end.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
}

/// All supplies of a policy version, in display order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<SupplyItem>", into = "Vec<SupplyItem>")]
pub struct Catalogue(Vec<SupplyItem>);

impl From<Vec<SupplyItem>> for Catalogue {
    fn from(mut items: Vec<SupplyItem>) -> Self {
        items.sort_by_key(|item| item.order);
        Self(items)
    }
}

impl From<Catalogue> for Vec<SupplyItem> {
    fn from(catalogue: Catalogue) -> Self {
        catalogue.0
    }
}

impl Catalogue {
    /// Every item the policy knows, past and future ones included, in display order.
    pub fn items(&self) -> &[SupplyItem] {
        &self.0
    }

    /// The item of that code, whether or not it may be requested today.
    pub fn get(&self, code: &ItemCode) -> Option<&SupplyItem> {
        self.0.iter().find(|item| item.code == *code)
    }

    /// The item of that code if it may be requested on `day` (JST).
    pub fn requestable(&self, code: &ItemCode, day: NaiveDate) -> Option<&SupplyItem> {
        self.get(code).filter(|item| {
            item.valid_from.is_none_or(|from| from <= day) && item.valid_to.is_none_or(|to| day <= to)
        })
    }

    /// The name shown for a code; the code itself should it have left the catalogue.
    pub fn name<'a>(&'a self, code: &'a ItemCode) -> &'a str {
        self.get(code).map_or(code.as_str(), |item| item.name.as_str())
    }

    /// Codes in display order; unknown ones last.
    pub fn sorted<'a>(&self, codes: impl IntoIterator<Item = &'a ItemCode>) -> Vec<&'a ItemCode> {
        let mut codes: Vec<_> = codes.into_iter().collect();
        codes.sort_by_key(|code| (self.get(code).map_or(u32::MAX, |item| item.order), (*code).clone()));
        codes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(code: &str, order: u32, from: Option<&str>, to: Option<&str>) -> SupplyItem {
        SupplyItem {
            code: ItemCode::parse(code).unwrap(),
            name: code.to_uppercase(),
            order,
            unit: "枚".into(),
            aerosol_required: false,
            valid_from: from.map(|d| d.parse().unwrap()),
            valid_to: to.map(|d| d.parse().unwrap()),
        }
    }

    #[test]
    fn an_item_is_requestable_from_its_first_to_its_last_day() {
        let catalogue = Catalogue::from(vec![
            item("gloves", 2, Some("2026-04-01"), Some("2026-12-31")),
            item("gown", 1, None, None),
        ]);
        let gloves = ItemCode::parse("gloves").unwrap();
        for (day, expected) in
            [("2026-03-31", false), ("2026-04-01", true), ("2026-12-31", true), ("2027-01-01", false)]
        {
            assert_eq!(catalogue.requestable(&gloves, day.parse().unwrap()).is_some(), expected, "{day}");
        }
        assert_eq!(catalogue.name(&gloves), "GLOVES");
        assert_eq!(catalogue.items()[0].code.as_str(), "gown");
    }

    #[test]
    fn codes_sort_by_the_catalogues_order_with_retired_ones_last() {
        let catalogue = Catalogue::from(vec![item("b", 1, None, None), item("a", 2, None, None)]);
        let codes = ["a", "b", "old"].map(|c| ItemCode::parse(c).unwrap());
        let sorted: Vec<_> = catalogue.sorted(&codes).into_iter().map(ItemCode::as_str).collect();
        assert_eq!(sorted, ["b", "a", "old"]);
        assert_eq!(catalogue.name(&codes[2]), "old");
        assert!(ItemCode::parse("N95").is_err());
        assert!(ItemCode::parse("").is_err());
    }
}
