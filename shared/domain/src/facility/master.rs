//! The master data of a facility as the ministry keeps them: their rules, and what a change of them changes (SPEC 3, 4).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Category, Contact, Delivery, Designation, Facility, FacilityCode, FacilityProfile, MAX_NAME_CHARS,
};
use crate::{
    field::FieldError,
    history::{Change, Fields, Value},
    id::{FacilityId, InvalidId, narrow},
    mail_address::read_mail_address,
    phone::read_phone,
    role::Actor,
    text::{TextFault, check_line, is_blank},
    time::Instant,
};

/// Everything of a facility that may change. Code, and with it identifier and prefecture, never do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MasterData {
    /// 医療機関名
    pub name: String,
    /// 区分
    pub category: Category,
    /// Registered designations.
    pub designations: BTreeSet<Designation>,
    /// 担当者名 and 電話番号
    pub contact: Contact,
    /// 郵便番号, 住所 and 受取り可能な時間
    pub delivery: Delivery,
    /// Where mails to the facility go; empty for nowhere.
    pub mail: String,
    /// First day (JST) of its validity.
    pub valid_from: Option<NaiveDate>,
    /// Last day (JST) of its validity.
    pub valid_to: Option<NaiveDate>,
}

/// One change of a facility's master data. Nothing edits or deletes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacilityHistoryEntry {
    /// The version the master data had afterwards.
    pub version: u64,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: Actor,
    /// What.
    #[serde(default)]
    pub changes: Vec<Change>,
}

impl MasterData {
    /// The data as they are kept, numbers and addresses in one form however they were typed, with everything that breaks a rule.
    pub fn kept(mut self) -> (Self, Vec<FieldError>) {
        let mut faults = Vec::new();
        faults.extend(name_fault(&self.name));
        for (field, label, text) in [
            ("contact.person", "担当者名", &self.contact.person),
            ("delivery.address", "住所", &self.delivery.address),
            ("delivery.receiving_hours", "受取り可能な時間", &self.delivery.receiving_hours),
        ] {
            faults.extend(check_line(text).err().map(|fault| FieldError::text(field, label, fault)));
        }
        let mut keep = |place: &mut String, read: Result<String, FieldError>| match read {
            Ok(kept) => *place = kept,
            Err(fault) => faults.push(fault),
        };
        let phone = read_phone("contact.phone", "電話番号", &self.contact.phone);
        keep(&mut self.contact.phone, phone);
        let postal_code = read_postal_code(&self.delivery.postal_code);
        keep(&mut self.delivery.postal_code, postal_code);
        let mail = read_mail(&self.mail);
        keep(&mut self.mail, mail);
        if matches!((self.valid_from, self.valid_to), (Some(from), Some(to)) if to < from) {
            let message = "有効期間の終わりが始まりより前です。どちらかを直してください。";
            faults.push(FieldError::new("valid_to", "before_valid_from", message));
        }
        (self, faults)
    }

    /// The new facility of that code, whose identifier the code is.
    ///
    /// # Errors
    /// [`InvalidId`], which no code gives.
    pub fn register(self, code: &FacilityCode) -> Result<Facility, InvalidId> {
        let profile = FacilityProfile {
            id: FacilityId::parse(code.as_str())?,
            code: code.as_str().to_owned(),
            name: String::new(),
            category: self.category,
            prefecture: code.prefecture(),
            designations: BTreeSet::new(),
        };
        Ok(self.of_profile(profile, 1))
    }

    fn of_profile(self, profile: FacilityProfile, version: u64) -> Facility {
        let Self { name, category, designations, contact, delivery, mail, valid_from, valid_to } = self;
        let profile = FacilityProfile { name, category, designations, ..profile };
        Facility { profile, contact, delivery, mail, valid_from, valid_to, version }
    }
}

impl Facility {
    /// Everything of it that may change.
    pub fn master_data(&self) -> MasterData {
        MasterData {
            name: self.profile.name.clone(),
            category: self.profile.category,
            designations: self.profile.designations.clone(),
            contact: self.contact.clone(),
            delivery: self.delivery.clone(),
            mail: self.mail.clone(),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        }
    }

    /// The facility with these master data, one version on; none when nothing would change.
    pub fn changed_to(&self, data: MasterData) -> Option<Self> {
        let changed = self.master_data() != data;
        changed.then(|| data.of_profile(self.profile.clone(), self.version + 1))
    }

    /// What changed between `before`, or nothing, and this.
    pub fn changes_since(&self, before: Option<&Self>) -> Vec<Change> {
        before.map(Self::fields).unwrap_or_default().changes_to(&self.fields())
    }

    fn fields(&self) -> Fields {
        let day = |day: Option<NaiveDate>| day.map_or(Value::Nothing, |day| Value::Text(day.to_string()));
        let designations: Vec<_> =
            self.profile.designations.iter().map(|designation| designation.label()).collect();
        let mut fields = Fields::default();
        for (path, value) in [
            ("code", Value::text(&self.profile.code)),
            ("name", Value::text(&self.profile.name)),
            ("category", Value::text(self.profile.category.label())),
            ("designations", Value::text(&designations.join("、"))),
            ("contact.person", Value::text(&self.contact.person)),
            ("contact.phone", Value::text(&self.contact.phone)),
            ("delivery.postal_code", Value::text(&self.delivery.postal_code)),
            ("delivery.address", Value::text(&self.delivery.address)),
            ("delivery.receiving_hours", Value::text(&self.delivery.receiving_hours)),
            ("mail", Value::text(&self.mail)),
            ("valid_from", day(self.valid_from)),
            ("valid_to", day(self.valid_to)),
        ] {
            fields.put(path, value);
        }
        fields
    }
}

fn name_fault(name: &str) -> Option<FieldError> {
    const LABEL: &str = "医療機関名";
    let chars = name.chars().count();
    if is_blank(name) {
        return Some(FieldError::missing("name", LABEL));
    }
    if chars > MAX_NAME_CHARS {
        let fault = TextFault::TooLong { chars, max: MAX_NAME_CHARS };
        return Some(FieldError::text("name", LABEL, fault));
    }
    check_line(name).err().map(|fault| FieldError::text("name", LABEL, fault))
}

/// `100-0000`, however it is typed; nothing stays nothing.
fn read_postal_code(typed: &str) -> Result<String, FieldError> {
    let code: String = typed.trim().chars().map(narrow).collect();
    let digit_or_hyphen =
        |(place, byte): (usize, u8)| if place == 3 { byte == b'-' } else { byte.is_ascii_digit() };
    if code.is_empty() || (code.len() == 8 && code.bytes().enumerate().all(digit_or_hyphen)) {
        return Ok(code);
    }
    let message = "郵便番号は、3桁と4桁の数字をハイフンでつないで入力してください（例：100-0000）。";
    Err(FieldError::new("delivery.postal_code", "postal_code", message))
}

fn read_mail(typed: &str) -> Result<String, FieldError> {
    if is_blank(typed) {
        return Ok(String::new());
    }
    read_mail_address(typed).ok_or_else(|| {
        let message = "メールアドレスの形が正しくありません。半角で入力してください（例：name@example.jp）。";
        FieldError::new("mail", "mail", message)
    })
}

#[cfg(test)]
mod tests;
