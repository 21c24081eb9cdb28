//! Letters about accounts and addresses, and what was gathered.

use domain::{
    facility::{Category, Contact},
    id::{FacilityId, RequestId, RequestNumber, UserName},
    message::{Message, RequestFacts},
};

use super::{at, facts, tokyo, updated};
use crate::{
    Account, Letter, Letterhead, LinkToken, RenderError, address_confirmation_letter, invitation_letter,
    password_reset_letter, password_set_letter,
};

pub(crate) const TOKEN: &str = "hl_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

/// Calls `f` with the account of the hospital in Tokyo.
pub(crate) fn with_account<T>(organization: &str, f: impl FnOnce(Account) -> T) -> T {
    let user_name = UserName::parse("tokyo-hospital").unwrap();
    f(Account { address: "tokyo-hospital@example.jp", organization, user_name: &user_name })
}

pub(crate) fn link(expires_at: &str) -> LinkToken<'static> {
    LinkToken { token: TOKEN, expires_at: at(expires_at) }
}

/// Reset, notice of the change, invitation and confirmation.
pub(crate) fn account_letters(letterhead: &Letterhead) -> Result<[Letter; 4], RenderError> {
    with_account("東京中央病院", |account| {
        Ok([
            password_reset_letter(account, link("2026-11-24T13:10:00"), letterhead)?,
            password_set_letter(account, at("2026-11-24T12:50:00"), letterhead)?,
            invitation_letter(account, link("2026-12-01T12:40:00"), letterhead)?,
            address_confirmation_letter(tokyo(), "new@example.jp", link("2026-12-01T12:40:00"), letterhead)?,
        ])
    })
}

pub(crate) fn designation_check() -> Message {
    Message::DesignationCheck {
        facility: FacilityId::parse("tokyo-dental").unwrap(),
        facility_name: "見本歯科医院".into(),
        facility_code: "1330000014".into(),
        category: Category::Dental,
        prefecture: tokyo(),
        contact: Contact { person: "鈴木一郎".into(), phone: "03-1111-2222".into() },
        asked_at: at("2026-11-24T14:05:00"),
    }
}

/// An update of a request other than the one the other samples are about.
pub(crate) fn updated_other() -> Message {
    let mut message = updated();
    let Message::Updated { request, .. } = &mut message else { panic!("an update") };
    *request = RequestFacts {
        id: RequestId::parse("01ARZ3NDEKTSV4RRFFQ69G5FB0").unwrap(),
        number: Some(RequestNumber::parse("SOS-20261124-8M4RY").unwrap()),
        facility_name: "見本町内科クリニック".into(),
        category: Category::Clinic,
        ..facts()
    };
    message
}
