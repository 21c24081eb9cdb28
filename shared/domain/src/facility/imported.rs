//! A row of a file of facilities: what it makes of the facility that stands under its code (SPEC 3).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Category, Contact, Delivery, Designation, Facility, FacilityCode, MasterData};
use crate::id::InvalidId;

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// 医療機関コード
    pub code: FacilityCode,
    /// Everything else.
    pub data: ImportedData,
}

/// What a row says of the facility. What its file has no column for is `None`, and stays as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedData {
    /// 医療機関名
    pub name: String,
    /// 区分
    pub category: Category,
    /// Registered designations.
    pub designations: Option<BTreeSet<Designation>>,
    /// 担当者名
    pub person: Option<String>,
    /// 電話番号
    pub phone: Option<String>,
    /// 郵便番号
    pub postal_code: Option<String>,
    /// 住所
    pub address: Option<String>,
    /// 受取り可能な時間
    pub receiving_hours: Option<String>,
    /// Where mails go.
    pub mail: Option<String>,
    /// First and last day of the validity: a file has both columns or none.
    pub validity: Option<(Option<NaiveDate>, Option<NaiveDate>)>,
}

/// What a row comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// A facility that was not there.
    Created(Facility),
    /// A facility with other master data than before.
    Changed(Facility),
    /// Nothing: everything is so already.
    Unchanged,
}

impl ImportedData {
    /// The master data the row asks for, on top of what stands.
    pub fn master_data(&self, before: Option<&Facility>) -> MasterData {
        let stands = before.map(Facility::master_data);
        let (designations, contact, delivery, mail, validity) =
            stands.map_or_else(Default::default, |data| {
                (data.designations, data.contact, data.delivery, data.mail, (data.valid_from, data.valid_to))
            });
        let or = |told: &Option<String>, stands: String| told.clone().unwrap_or(stands);
        let (valid_from, valid_to) = self.validity.unwrap_or(validity);
        MasterData {
            name: self.name.clone(),
            category: self.category,
            designations: self.designations.clone().unwrap_or(designations),
            contact: Contact {
                person: or(&self.person, contact.person),
                phone: or(&self.phone, contact.phone),
            },
            delivery: Delivery {
                postal_code: or(&self.postal_code, delivery.postal_code),
                address: or(&self.address, delivery.address),
                receiving_hours: or(&self.receiving_hours, delivery.receiving_hours),
            },
            mail: or(&self.mail, mail),
            valid_from,
            valid_to,
        }
    }
}

impl ImportedRow {
    /// What the row, which was checked, makes of what stands under its code.
    ///
    /// # Errors
    /// [`InvalidId`], which no code gives.
    pub fn applied_to(&self, before: Option<&Facility>) -> Result<Imported, InvalidId> {
        let (data, _) = self.data.master_data(before).kept();
        match before {
            None => data.register(&self.code).map(Imported::Created),
            Some(before) => Ok(before.changed_to(data).map_or(Imported::Unchanged, Imported::Changed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::samples::facility;

    fn row(data: ImportedData) -> ImportedRow {
        ImportedRow { code: FacilityCode::parse(&facility().profile.code).unwrap(), data }
    }

    fn silent() -> ImportedData {
        let before = facility();
        ImportedData {
            name: before.profile.name,
            category: before.profile.category,
            designations: None,
            person: None,
            phone: None,
            postal_code: None,
            address: None,
            receiving_hours: None,
            mail: None,
            validity: None,
        }
    }

    #[test]
    fn a_row_that_says_nothing_new_changes_nothing() {
        assert_eq!(row(silent()).applied_to(Some(&facility())).unwrap(), Imported::Unchanged);
        let told = ImportedData { designations: Some(facility().profile.designations), ..silent() };
        assert_eq!(row(told).applied_to(Some(&facility())).unwrap(), Imported::Unchanged);
    }

    #[test]
    fn designations_change_only_where_the_file_has_their_column() {
        let renamed = ImportedData { name: "新しい名前".into(), ..silent() };
        let Imported::Changed(after) = row(renamed).applied_to(Some(&facility())).unwrap() else { panic!() };
        assert_eq!(after.profile.designations, facility().profile.designations);
        assert_eq!((after.profile.name.as_str(), after.version), ("新しい名前", facility().version + 1));
        let cleared = ImportedData { designations: Some(BTreeSet::new()), ..silent() };
        let Imported::Changed(after) = row(cleared).applied_to(Some(&facility())).unwrap() else { panic!() };
        assert!(after.profile.designations.is_empty());
        assert_eq!(after.contact, facility().contact);
    }

    #[test]
    fn every_told_column_is_taken_over() {
        let text = |text: &str| Some(text.to_owned());
        let told = ImportedData {
            person: text("a"),
            phone: text("1"),
            postal_code: text("2"),
            address: text("b"),
            receiving_hours: text("c"),
            mail: text("d"),
            validity: Some(("2026-04-01".parse().ok(), None)),
            ..silent()
        };
        let data = told.master_data(Some(&facility()));
        assert_eq!(data.contact, Contact { person: "a".into(), phone: "1".into() });
        let delivery = Delivery { postal_code: "2".into(), address: "b".into(), receiving_hours: "c".into() };
        assert_eq!((data.delivery, data.mail.as_str()), (delivery, "d"));
        assert_eq!((data.valid_from, data.valid_to), ("2026-04-01".parse().ok(), None));
    }

    #[test]
    fn an_unknown_code_becomes_a_facility_without_what_the_file_does_not_tell() {
        let Imported::Created(made) = row(silent()).applied_to(None).unwrap() else { panic!() };
        assert_eq!(made.profile.id.as_str(), facility().profile.code);
        assert!(made.profile.designations.is_empty());
        assert_eq!((made.contact, made.mail.as_str()), (Contact::default(), ""));
    }
}
