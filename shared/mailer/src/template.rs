//! Templates: the words of MAILS, embedded in the program, and their rendering.

use domain::text::one_line;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;

use crate::{
    letter::{Audience, Letter, RenderError},
    letterhead::{Letterhead, SYSTEM_NAME},
};

/// The words of one mail.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template {
    subject: &'static str,
    body: &'static str,
}

macro_rules! template {
    ($folder:literal) => {
        Template {
            subject: include_str!(concat!("../templates/", $folder, "/subject.txt")),
            body: include_str!(concat!("../templates/", $folder, "/body.txt")),
        }
    };
}

/// Mail 1.
pub(crate) const SUBMITTED: Template = template!("submitted");
/// Mail 2.
pub(crate) const UPDATED: Template = template!("updated");
/// Mail 3.
pub(crate) const WITHDRAWN: Template = template!("withdrawn");
/// Mail 4.
pub(crate) const REGISTERED: Template = template!("registered");
/// Mail 5.
pub(crate) const DECIDED: Template = template!("decided");
/// Mail 6.
pub(crate) const REOPENED: Template = template!("reopened");
/// Mail 7.
pub(crate) const ASKED: Template = template!("asked");
/// Mail 7 once more, the next business day.
pub(crate) const ANSWER_REMINDER: Template = template!("answer_reminder");
/// Mail 8.
pub(crate) const ANSWERED: Template = template!("answered");
/// Mail 9.
pub(crate) const CUTOFF_DIGEST: Template = template!("cutoff_digest");
/// Mail 10.
pub(crate) const REMINDER_DIGEST: Template = template!("reminder_digest");
/// Mail 11.
pub(crate) const OVERDUE_DIGEST: Template = template!("overdue_digest");
/// Mail 12.
pub(crate) const MINISTRY_DIGEST: Template = template!("ministry_digest");
/// Mails 1 and 2, gathered.
pub(crate) const BUNDLE: Template = template!("bundle");
/// Mail 13.
pub(crate) const PASSWORD_RESET: Template = template!("password_reset");
/// Mail 13 once more, when it is done.
pub(crate) const PASSWORD_SET: Template = template!("password_set");
/// Mail 14.
pub(crate) const INVITATION: Template = template!("invitation");
/// Mail 15.
pub(crate) const ADDRESS_CONFIRMATION: Template = template!("address_confirmation");
/// A facility's request to look at its designation.
pub(crate) const DESIGNATION_CHECK: Template = template!("designation_check");

/// What stands around every mail: the office in the subject, the closing, and on practice stages their mark. Being put on here and not
/// by each template, none can lack it.
const FRAME: Template = template!("frame");

#[derive(Serialize)]
struct Frame {
    practice: bool,
    office_name: String,
    office_phone: String,
    office_hours: String,
    system_name: &'static str,
    subject: String,
    text: String,
}

impl Template {
    /// Writes the mail from its view.
    pub(crate) fn letter(
        self,
        to: Audience,
        view: &impl Serialize,
        letterhead: &Letterhead,
    ) -> Result<Letter, RenderError> {
        let frame = Frame {
            practice: letterhead.practice,
            office_name: one_line(&letterhead.office_name),
            office_phone: one_line(&letterhead.office_phone),
            office_hours: one_line(&letterhead.office_hours),
            system_name: SYSTEM_NAME,
            subject: fill(self.subject, view)?,
            text: fill(self.body, view)?,
        };
        let subject = one_line(&fill(FRAME.subject, &frame)?);
        Ok(Letter { to, subject, body: fill(FRAME.body, &frame)? })
    }
}

fn fill(source: &str, view: &impl Serialize) -> Result<String, RenderError> {
    let text = environment()?.render_str(source, Serde(view))?;
    Ok(text.trim_end().to_owned())
}

/// Strict, so that a misspelt name is an error and not a gap in the mail; without escaping, since mails are plain text; a tag on a line of
/// its own leaves no trace.
fn environment() -> Result<Environment<'static>, RenderError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    Ok(environment)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_name_the_view_does_not_have_is_an_error() {
        for source in ["{{ nmae }}", "{{ inner.nmae }}", "{% if nmae %}x{% endif %}", "{{ name "] {
            let view = json!({"name": "東京都", "inner": {}});
            assert!(matches!(fill(source, &view), Err(RenderError::Template(_))), "{source}");
        }
    }

    #[test]
    fn values_are_neither_escaped_nor_read_as_templates() {
        let view = json!({"name": "<A&B> {{ secret }}{% if x %}"});
        assert_eq!(fill("{{ name }}", &view).unwrap(), "<A&B> {{ secret }}{% if x %}");
    }
}
