//! The facility's part on the wire.

use std::collections::BTreeMap;

use domain::{
    facility::{Contact, Delivery},
    field::FieldError,
    label::label,
    request::{FacilityPart, ItemRequest},
    supply::Catalogue,
    survey::Outlook,
};
use serde::Deserialize;
use web::{ItemFields, Sent, read_items};

/// What a save or an update sends. Items not requested may be left out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartInput {
    contact: ContactInput,
    delivery: DeliveryInput,
    cannot_procure: Sent<bool>,
    #[serde(default)]
    remarks: Option<Sent<String>>,
    items: BTreeMap<String, ItemInput>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ContactInput {
    person: Option<Sent<String>>,
    phone: Option<Sent<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DeliveryInput {
    postal_code: Option<Sent<String>>,
    address: Option<Sent<String>>,
    receiving_hours: Option<Sent<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ItemInput {
    requested: Option<Sent<bool>>,
    quantity: Option<Sent<i64>>,
    stock: Option<Sent<i64>>,
    weekly_consumption: Option<Sent<i64>>,
    outlook: Option<Sent<Outlook>>,
    procurement_difficulty: Option<Sent<String>>,
    aerosol_procedures: Option<Sent<String>>,
}

impl PartInput {
    /// The part as far as the domain can have it, and everything that cannot be read as such or is no item of the catalogue.
    pub(crate) fn parse(self, catalogue: &Catalogue) -> (FacilityPart, Vec<FieldError>) {
        let mut errors = Vec::new();
        let mut text = |path: &str, sent: Option<Sent<String>>| {
            sent.and_then(|sent| sent.read(path, label(path), &mut errors)).unwrap_or_default()
        };
        let contact = Contact {
            person: text("contact.person", self.contact.person),
            phone: text("contact.phone", self.contact.phone),
        };
        let delivery = Delivery {
            postal_code: text("delivery.postal_code", self.delivery.postal_code),
            address: text("delivery.address", self.delivery.address),
            receiving_hours: text("delivery.receiving_hours", self.delivery.receiving_hours),
        };
        let remarks = text("remarks", self.remarks);
        let procure = self.cannot_procure.read("cannot_procure", label("cannot_procure"), &mut errors);
        let items = read_items(
            self.items,
            |code| catalogue.get(code),
            &mut errors,
            |item, fields| Some(item.parse(fields)),
        );
        let cannot_procure = procure.unwrap_or_default();
        (FacilityPart { contact, delivery, cannot_procure, remarks, items }, errors)
    }
}

impl ItemInput {
    fn parse(self, fields: &mut ItemFields) -> ItemRequest {
        ItemRequest {
            requested: fields.flag("requested", self.requested).unwrap_or_default(),
            quantity: fields.quantity("quantity", self.quantity),
            stock: fields.quantity("stock", self.stock),
            weekly_consumption: fields.quantity("weekly_consumption", self.weekly_consumption),
            outlook: fields.choice("outlook", self.outlook),
            procurement_difficulty: fields.text("procurement_difficulty", self.procurement_difficulty),
            aerosol_procedures: fields.text("aerosol_procedures", self.aerosol_procedures),
        }
    }
}
