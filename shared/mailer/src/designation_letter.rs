//! 「登録の確認を依頼する」: a facility asks its prefecture to look at its designation (SPEC 4).

use domain::{
    message::Message,
    text::{is_blank, one_line},
    time::long_stamp,
};
use serde::Serialize;

use crate::{
    letter::{Audience, Context, Letter, RenderError},
    template::DESIGNATION_CHECK,
    view::NO_VALUE,
};

#[derive(Serialize)]
struct DesignationView {
    prefecture_name: &'static str,
    facility_name: String,
    facility_category: &'static str,
    facility_code: String,
    contact_person: String,
    contact_phone: String,
    asked_at: String,
    home_url: String,
}

/// The letter; [`RenderError::NoContent`] for any other message.
pub(crate) fn designation_letter(message: &Message, context: &Context) -> Result<Letter, RenderError> {
    let Message::DesignationCheck {
        facility_name,
        facility_code,
        category,
        prefecture,
        contact,
        asked_at,
        facility: _,
    } = message
    else {
        return Err(RenderError::NoContent);
    };
    context.check_prefecture(*prefecture)?;
    let view = DesignationView {
        prefecture_name: prefecture.name(),
        facility_name: one_line(facility_name),
        facility_category: category.label(),
        facility_code: one_line(facility_code),
        contact_person: or_no_value(&contact.person),
        contact_phone: or_no_value(&contact.phone),
        asked_at: long_stamp(*asked_at),
        home_url: context.letterhead.home_url(),
    };
    DESIGNATION_CHECK.letter(Audience::Prefecture(*prefecture), &view, context.letterhead)
}

fn or_no_value(text: &str) -> String {
    if is_blank(text) { NO_VALUE.to_owned() } else { one_line(text) }
}
