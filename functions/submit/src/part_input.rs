//! The facility's part on the wire.

use std::collections::BTreeMap;

use domain::{
    facility::{Contact, Delivery},
    field::FieldError,
    request::{FacilityPart, ItemRequest},
    supply::{Catalogue, ItemCode},
    survey::Outlook,
};
use serde::Deserialize;
use web::{read_items, read_quantity};

/// What a save or an update sends. Items not requested may be left out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartInput {
    contact: ContactInput,
    delivery: DeliveryInput,
    cannot_procure: bool,
    #[serde(default)]
    remarks: Option<String>,
    items: BTreeMap<String, ItemInput>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactInput {
    #[serde(default)]
    person: Option<String>,
    #[serde(default)]
    phone: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeliveryInput {
    #[serde(default)]
    postal_code: Option<String>,
    #[serde(default)]
    address: Option<String>,
    #[serde(default)]
    receiving_hours: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemInput {
    #[serde(default)]
    requested: bool,
    #[serde(default)]
    quantity: Option<i64>,
    #[serde(default)]
    stock: Option<i64>,
    #[serde(default)]
    weekly_consumption: Option<i64>,
    #[serde(default)]
    outlook: Option<Outlook>,
    #[serde(default)]
    procurement_difficulty: Option<String>,
    #[serde(default)]
    aerosol_procedures: Option<String>,
}

impl PartInput {
    /// The part as the domain has it, or everything that is no quantity and no item of the catalogue.
    pub(crate) fn parse(self, catalogue: &Catalogue) -> Result<FacilityPart, Vec<FieldError>> {
        let mut errors = Vec::new();
        let known = |code: &ItemCode| catalogue.get(code).is_some();
        let items =
            read_items(self.items, known, &mut errors, |item, code, errors| Some(item.parse(code, errors)));
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(FacilityPart {
            contact: Contact {
                person: self.contact.person.unwrap_or_default(),
                phone: self.contact.phone.unwrap_or_default(),
            },
            delivery: Delivery {
                postal_code: self.delivery.postal_code.unwrap_or_default(),
                address: self.delivery.address.unwrap_or_default(),
                receiving_hours: self.delivery.receiving_hours.unwrap_or_default(),
            },
            cannot_procure: self.cannot_procure,
            remarks: self.remarks.unwrap_or_default(),
            items,
        })
    }
}

impl ItemInput {
    fn parse(self, code: &ItemCode, errors: &mut Vec<FieldError>) -> ItemRequest {
        let mut quantity = |name: &str, number: Option<i64>| read_quantity(code, name, number, errors);
        ItemRequest {
            requested: self.requested,
            quantity: quantity("quantity", self.quantity),
            stock: quantity("stock", self.stock),
            weekly_consumption: quantity("weekly_consumption", self.weekly_consumption),
            outlook: self.outlook,
            procurement_difficulty: self.procurement_difficulty.unwrap_or_default(),
            aerosol_procedures: self.aerosol_procedures.unwrap_or_default(),
        }
    }
}
