//! Master data as they are sent: the whole of them, so that what is left out is empty. Every fault is told at once.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    facility::{Category, Contact, Delivery, Designation, FacilityCode, MasterData},
    field::FieldError,
    text::is_blank,
    time::parse_day,
};
use serde::Deserialize;
use web::{Problem, Sent};

/// The body of `POST /api/facilities` and `PUT /api/facilities/{id}`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct MasterInput {
    code: Option<Sent<String>>,
    name: Option<Sent<String>>,
    category: Option<Sent<Category>>,
    designations: Option<Sent<BTreeSet<Designation>>>,
    contact: ContactInput,
    delivery: DeliveryInput,
    mail: Option<Sent<String>>,
    valid_from: Option<Sent<String>>,
    valid_to: Option<Sent<String>>,
}

/// The body of `PUT /api/facilities/{id}/designations`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DesignationsInput {
    designations: Option<Sent<BTreeSet<Designation>>>,
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

impl MasterInput {
    /// What is meant for a new facility.
    ///
    /// # Errors
    /// 422 that names every fault.
    pub(super) fn read_new(mut self) -> Result<(FacilityCode, MasterData), Problem> {
        let mut reading = Reading::default();
        let code = reading.code(self.code.take());
        let data = reading.data(self);
        reading.whole(code.zip(data))
    }

    /// What is meant for one that stands under `code`, which may be repeated but never changed.
    ///
    /// # Errors
    /// 422 that names every fault.
    pub(super) fn read_change(mut self, code: &str) -> Result<MasterData, Problem> {
        let mut reading = Reading::default();
        if self.code.take().is_some_and(|sent| sent != Sent::Read(code.to_owned())) {
            let message = "医療機関コードは変更できません。コードが変わったときは、新しい医療機関として登録してください。";
            reading.errors.push(FieldError::new("code", "fixed", message));
        }
        let data = reading.data(self);
        reading.whole(data)
    }
}

impl DesignationsInput {
    /// What is meant.
    ///
    /// # Errors
    /// 422 that names the fault.
    pub(super) fn read(self) -> Result<BTreeSet<Designation>, Problem> {
        let mut reading = Reading::default();
        let designations = reading.chosen("designations", "登録の区分", self.designations);
        reading.whole(designations)
    }
}

/// What was wrong so far.
#[derive(Debug, Default)]
struct Reading {
    errors: Vec<FieldError>,
}

impl Reading {
    fn whole<T>(self, read: Option<T>) -> Result<T, Problem> {
        match read {
            Some(read) if self.errors.is_empty() => Ok(read),
            _ => Err(Problem::invalid(self.errors)),
        }
    }

    /// The master data, whose own rules are told beside what could not be read.
    fn data(&mut self, input: MasterInput) -> Option<MasterData> {
        let category = self.chosen("category", "区分", input.category);
        let designations = self.chosen("designations", "登録の区分", input.designations);
        let name_sent = !matches!(input.name, Some(Sent::Other(_)));
        let data = MasterData {
            name: self.text("name", "医療機関名", input.name),
            category: category.unwrap_or(Category::Other),
            designations: designations.clone().unwrap_or_default(),
            contact: Contact {
                person: self.text("contact.person", "担当者名", input.contact.person),
                phone: self.text("contact.phone", "電話番号", input.contact.phone),
            },
            delivery: Delivery {
                postal_code: self.text("delivery.postal_code", "郵便番号", input.delivery.postal_code),
                address: self.text("delivery.address", "住所", input.delivery.address),
                receiving_hours: self.text(
                    "delivery.receiving_hours",
                    "受取り可能な時間",
                    input.delivery.receiving_hours,
                ),
            },
            mail: self.text("mail", "メールアドレス", input.mail),
            valid_from: self.day("valid_from", "有効期間の始まり", input.valid_from),
            valid_to: self.day("valid_to", "有効期間の終わり", input.valid_to),
        };
        let (data, faults) = data.kept();
        self.errors.extend(faults.into_iter().filter(|fault| name_sent || fault.field != "name"));
        (category.is_some() && designations.is_some()).then_some(data)
    }

    fn code(&mut self, sent: Option<Sent<String>>) -> Option<FacilityCode> {
        let text = self.text_sent("code", "医療機関コード", sent)?;
        if is_blank(&text) {
            self.errors.push(FieldError::missing("code", "医療機関コード"));
            return None;
        }
        let code = FacilityCode::parse(&text);
        code.map_err(|fault| self.errors.push(FieldError::new("code", fault.code(), fault.message()))).ok()
    }

    /// Something that has to be chosen: what is left out by mistake must not count.
    fn chosen<T>(&mut self, field: &str, label: &str, sent: Option<Sent<T>>) -> Option<T> {
        if sent.is_none() {
            self.errors.push(FieldError::not_chosen(field, label));
        }
        sent?.read(field, label, &mut self.errors)
    }

    /// A text without spaces around it; empty when it was left out.
    fn text(&mut self, field: &str, label: &str, sent: Option<Sent<String>>) -> String {
        self.text_sent(field, label, sent.or_else(|| Some(Sent::Read(String::new())))).unwrap_or_default()
    }

    fn text_sent(&mut self, field: &str, label: &str, sent: Option<Sent<String>>) -> Option<String> {
        let Some(sent) = sent else {
            self.errors.push(FieldError::missing(field, label));
            return None;
        };
        sent.read(field, label, &mut self.errors).map(|text| text.trim().to_owned())
    }

    fn day(&mut self, field: &str, label: &str, sent: Option<Sent<String>>) -> Option<NaiveDate> {
        let text = self.text(field, label, sent);
        if text.is_empty() {
            return None;
        }
        let day = parse_day(&text);
        if day.is_none() {
            let message = format!("{label}は「2026年4月1日」のような実在する日付で入力してください。");
            self.errors.push(FieldError::new(field, "day", message));
        }
        day
    }
}
