//! Somebody who is to become a user, from a form or a row of a file: the same rules for both, and all faults at once.

use domain::{
    facility::Facility,
    field::FieldError,
    id::{FacilityId, UserName},
    mail_address::read_mail_address,
    prefecture::Prefecture,
    role::Role,
    text::{check_line, is_blank},
};
use store::UserRow;
use web::{App, Problem};

/// Names that no user may have, since a route has them.
const RESERVED: [&str; 1] = ["imports"];

/// What was typed; empty where nothing was.
#[derive(Debug, Default, Clone)]
pub(super) struct Typed {
    pub(super) user_name: String,
    pub(super) role: String,
    pub(super) name: String,
    pub(super) mail: String,
    pub(super) prefecture: String,
    pub(super) facility: String,
}

/// What was typed, as far as it can be told without the table.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) user_name: Option<UserName>,
    role: Option<Role>,
    name: String,
    mail: String,
    prefecture: Option<Prefecture>,
    facility: Option<FacilityId>,
    errors: Vec<FieldError>,
}

/// What became of a candidate.
#[derive(Debug)]
pub(super) enum Finding {
    /// A user who can be created.
    New(Box<UserRow>),
    /// There is just this user already.
    There,
    /// What is wrong.
    Wrong(Vec<FieldError>),
}

impl Typed {
    /// Reads every field. `errors` are faults found before; a field keeps its first.
    pub(super) fn read(&self, errors: Vec<FieldError>) -> Candidate {
        let mut faults = Faults(errors);
        let role = faults.chosen(&self.role, "role", "役割", role, role_unknown);
        let user_name = faults.parse(&self.user_name, "user_name", "ユーザ名", user_name, name_form);
        faults.line(&self.name, "name", "名前");
        faults.mail(&self.mail);
        let prefecture = match role {
            Some(Role::Prefecture) => {
                let parse = |text: &str| Prefecture::parse(text).ok();
                faults.chosen(&self.prefecture, "prefecture", "都道府県", parse, prefecture_form)
            }
            Some(role) => faults.none(&self.prefecture, "prefecture", "都道府県", role),
            None => None,
        };
        let facility = match role {
            Some(Role::Facility) => {
                let parse = |text: &str| FacilityId::parse(text).ok();
                faults.parse(&self.facility, "facility", "医療機関ID", parse, facility_unknown)
            }
            Some(role) => faults.none(&self.facility, "facility", "医療機関ID", role),
            None => None,
        };
        let (name, mail) = (self.name.trim().to_owned(), self.mail.trim().to_owned());
        Candidate { user_name, role, name, mail, prefecture, facility, errors: faults.0 }
    }
}

impl Candidate {
    /// Holds the candidate against master data and users.
    ///
    /// # Errors
    /// A [`Problem`] when the store fails.
    pub(super) async fn look_up(mut self, app: &App) -> Result<Finding, Problem> {
        let facility = match &self.facility {
            Some(id) => app.store.facility_get(id).await?,
            None => None,
        };
        if self.facility.is_some() && facility.is_none() {
            self.errors.push(facility_unknown());
        }
        let there = match &self.user_name {
            Some(name) => app.store.user_get(name).await?,
            None => None,
        };
        Ok(match (self.user(facility.as_ref()), there) {
            (Some(user), None) => Finding::New(Box::new(user)),
            (Some(user), Some(there)) if is_same(&user, &there) => Finding::There,
            (_, Some(there)) => {
                self.errors.push(taken(&there.user_name));
                Finding::Wrong(self.errors)
            }
            (None, None) => Finding::Wrong(self.errors),
        })
    }

    /// The new user, without a password until the invitation is followed; none while anything is wrong.
    fn user(&self, facility: Option<&Facility>) -> Option<UserRow> {
        if !self.errors.is_empty() {
            return None;
        }
        let profile = facility.map(|facility| &facility.profile);
        Some(UserRow {
            user_name: self.user_name.clone()?,
            role: self.role?,
            name: self.name.clone(),
            prefecture: self.prefecture,
            facility: profile.map(|profile| profile.id.clone()),
            area: self.prefecture.or(profile.map(|profile| profile.prefecture)),
            mail: self.mail.clone(),
            password_hash: None,
            credentials: 0,
            disabled: false,
            second_factor: None,
            second_factor_offer: None,
            signed_in_at: None,
            version: 1,
        })
    }
}

/// Whether the user that is there is the one that was to be created.
pub(super) fn is_same(user: &UserRow, there: &UserRow) -> bool {
    user.role == there.role
        && user.name == there.name
        && user.mail == there.mail
        && user.prefecture == there.prefecture
        && user.facility == there.facility
}

/// The fault of a name that another user has.
pub(super) fn taken(name: &UserName) -> FieldError {
    let message =
        format!("ユーザ名「{name}」は、すでに別の利用者が使っています。別のユーザ名にしてください。");
    FieldError::new("user_name", "taken", message)
}

/// What is wrong, each field once.
#[derive(Debug)]
pub(super) struct Faults(pub(super) Vec<FieldError>);

impl Faults {
    /// Adds a fault unless its field has one.
    pub(super) fn push(&mut self, fault: FieldError) {
        if !self.0.iter().any(|earlier| earlier.field == fault.field) {
            self.0.push(fault);
        }
    }

    /// A line that must not be blank.
    pub(super) fn line(&mut self, text: &str, field: &str, label: &str) {
        if is_blank(text) {
            self.push(FieldError::missing(field, label));
        } else if let Err(fault) = check_line(text) {
            self.push(FieldError::text(field, label, fault));
        }
    }

    /// The address for mails about the account.
    pub(super) fn mail(&mut self, text: &str) {
        if is_blank(text) {
            self.push(FieldError::missing("mail", "メールアドレス"));
        } else if read_mail_address(text).is_none() {
            let message = "メールアドレスは「name@example.jp」のような形で、1つだけ入力してください。";
            self.push(FieldError::new("mail", "mail_form", message));
        }
    }

    /// Something a form lets choose.
    fn chosen<T>(
        &mut self,
        text: &str,
        field: &str,
        label: &str,
        parse: impl Fn(&str) -> Option<T>,
        fault: fn() -> FieldError,
    ) -> Option<T> {
        if is_blank(text) {
            self.push(FieldError::not_chosen(field, label));
            return None;
        }
        self.parse(text, field, label, parse, fault)
    }

    fn parse<T>(
        &mut self,
        text: &str,
        field: &str,
        label: &str,
        parse: impl Fn(&str) -> Option<T>,
        fault: fn() -> FieldError,
    ) -> Option<T> {
        if is_blank(text) {
            self.push(FieldError::missing(field, label));
            return None;
        }
        let parsed = parse(text.trim());
        if parsed.is_none() {
            self.push(fault());
        }
        parsed
    }

    /// What a user of that role does not have: a scope that is sent all the same is not passed over in silence.
    fn none<T>(&mut self, text: &str, field: &str, label: &str, role: Role) -> Option<T> {
        if !is_blank(text) {
            let message =
                format!("{}の利用者には{label}を指定できません。空にしてください。", role_label(role));
            self.push(FieldError::new(field, "not_for_role", message));
        }
        None
    }
}

/// How forms and files name a role.
pub(super) fn role_label(role: Role) -> &'static str {
    match role {
        Role::Facility => "医療機関",
        Role::Prefecture => "都道府県",
        Role::Ministry => "国",
    }
}

fn role(text: &str) -> Option<Role> {
    serde_json::from_value(text.into()).ok()
}

fn user_name(text: &str) -> Option<UserName> {
    UserName::parse(text).ok().filter(|name| !RESERVED.contains(&name.as_str()))
}

fn role_unknown() -> FieldError {
    FieldError::new("role", "unknown_value", "役割は、国、都道府県、医療機関の中から選んでください。")
}

fn name_form() -> FieldError {
    let message =
        "ユーザ名は、半角の英小文字、数字、ハイフンで2～32文字にしてください（「imports」は使えません）。";
    FieldError::new("user_name", "user_name_form", message)
}

fn prefecture_form() -> FieldError {
    FieldError::new(
        "prefecture",
        "unknown_value",
        "都道府県は、名前か、01から47までのコードで入力してください。",
    )
}

fn facility_unknown() -> FieldError {
    let message = "この医療機関IDの医療機関は登録されていません。先に医療機関を登録してください。";
    FieldError::new("facility", "unknown_facility", message)
}
