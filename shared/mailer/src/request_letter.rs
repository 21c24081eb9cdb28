//! Mails 1 to 8: those about one request.

mod result;

use domain::{
    deadline::{Deadline, is_overdue},
    message::{Message, RequestFacts},
    time::{Instant, long_stamp, stamp},
};
use serde::Serialize;

use crate::{
    change::ChangeView,
    free_text::framed,
    letter::{Audience, Context, Letter, RenderError},
    template::{
        ANSWER_REMINDER, ANSWERED, ASKED, DECIDED, REGISTERED, REOPENED, SUBMITTED, Template, UPDATED,
        WITHDRAWN,
    },
    view::{ItemView, PrefectureView, RequestView},
};

use result::ResultView;

/// Makes the letters about one request.
pub(crate) struct RequestLetters<'a> {
    facts: &'a RequestFacts,
    context: &'a Context<'a>,
    request: RequestView,
    prefecture: PrefectureView,
}

/// What a template sees: the request and the prefecture by name, and the mail's own fields beside them.
#[derive(Serialize)]
struct Filled<'a, T> {
    request: &'a RequestView,
    prefecture: &'a PrefectureView,
    #[serde(flatten)]
    own: &'a T,
}

#[derive(Serialize)]
struct RegistrationView<'a> {
    received_at: String,
    items: Vec<ItemView>,
    due_at: String,
    due_reason: &'static str,
    guide_url: &'a str,
}

#[derive(Serialize)]
struct UpdateView {
    received_at: String,
    first_received_at: String,
    items: Vec<ItemView>,
    changes: Vec<ChangeView>,
    due_at: String,
    due_changed: bool,
    previous_due_at: String,
}

#[derive(Serialize)]
struct WithdrawalView {
    withdrawn_at: String,
}

#[derive(Serialize)]
struct QuestionView {
    asked_at: String,
    question: String,
    answer_by: String,
}

#[derive(Serialize)]
struct AnswerView {
    asked_at: String,
    question: String,
    answered_at: String,
    answer: String,
    due_at: String,
    overdue: bool,
}

#[derive(Serialize)]
struct ReopeningView {
    due_at: String,
}

impl<'a> RequestLetters<'a> {
    pub(crate) fn about(facts: &'a RequestFacts, context: &'a Context) -> Result<Self, RenderError> {
        context.check_prefecture(facts.prefecture)?;
        let prefecture = PrefectureView::of(context.prefecture);
        Ok(Self { facts, context, request: RequestView::of(facts, context)?, prefecture })
    }

    /// Writes what the message tells, to everybody it is told to.
    pub(crate) fn tell(&self, message: &Message) -> Result<Vec<Letter>, RenderError> {
        let catalogue = self.context.catalogue;
        let letter = match message {
            Message::Submitted { items, received_at, deadline, .. } => {
                let items = ItemView::list(items, catalogue);
                return self.submitted(items, *received_at, *deadline);
            }
            Message::Updated {
                items,
                received_at,
                first_received_at,
                changes,
                deadline,
                previous_due_at,
                ..
            } => self.to_prefecture(
                UPDATED,
                &UpdateView {
                    received_at: stamp(*received_at),
                    first_received_at: stamp(*first_received_at),
                    items: ItemView::list(items, catalogue),
                    changes: ChangeView::list(changes, items, catalogue),
                    due_at: long_stamp(deadline.due_at),
                    due_changed: deadline.due_at != *previous_due_at,
                    previous_due_at: long_stamp(*previous_due_at),
                },
            ),
            Message::Withdrawn { withdrawn_at, .. } => {
                self.to_prefecture(WITHDRAWN, &WithdrawalView { withdrawn_at: long_stamp(*withdrawn_at) })
            }
            Message::Asked { asked_at, text, answer_by, .. } => {
                self.to_facility(ASKED, &QuestionView::of(*asked_at, text, *answer_by))
            }
            Message::AnswerReminder { asked_at, text, answer_by, .. } => {
                self.to_facility(ANSWER_REMINDER, &QuestionView::of(*asked_at, text, *answer_by))
            }
            Message::Answered { asked_at, question, answered_at, answer, due_at, .. } => self.to_prefecture(
                ANSWERED,
                &AnswerView {
                    asked_at: long_stamp(*asked_at),
                    question: framed(question),
                    answered_at: long_stamp(*answered_at),
                    answer: framed(answer),
                    due_at: long_stamp(*due_at),
                    overdue: is_overdue(*due_at, self.context.now),
                },
            ),
            Message::Decided { outcome, completed_at, items, delivery, .. } => self
                .to_facility(DECIDED, &ResultView::of(*outcome, *completed_at, items, delivery, catalogue)),
            Message::Reopened { due_at, .. } => {
                self.to_facility(REOPENED, &ReopeningView { due_at: long_stamp(*due_at) })
            }
            Message::Digest { .. }
            | Message::MinistryDigest { .. }
            | Message::PasswordReset { .. }
            | Message::PasswordSet { .. }
            | Message::Invitation { .. }
            | Message::AddressConfirmation { .. }
            | Message::DesignationCheck { .. }
            | Message::Bundle { .. } => Err(RenderError::NoContent),
        };
        Ok(vec![letter?])
    }

    /// One event, two readers: the prefecture has work, the facility a receipt.
    fn submitted(
        &self,
        items: Vec<ItemView>,
        received_at: Instant,
        deadline: Deadline,
    ) -> Result<Vec<Letter>, RenderError> {
        let view = RegistrationView {
            received_at: stamp(received_at),
            items,
            due_at: long_stamp(deadline.due_at),
            due_reason: deadline.reason.sentence(),
            guide_url: &self.context.letterhead.guide_url,
        };
        Ok(vec![self.to_prefecture(SUBMITTED, &view)?, self.to_facility(REGISTERED, &view)?])
    }

    fn to_prefecture(&self, template: Template, own: &impl Serialize) -> Result<Letter, RenderError> {
        self.letter(template, Audience::Prefecture(self.facts.prefecture), own)
    }

    fn to_facility(&self, template: Template, own: &impl Serialize) -> Result<Letter, RenderError> {
        self.letter(template, Audience::Facility(self.facts.facility.clone()), own)
    }

    fn letter(&self, template: Template, to: Audience, own: &impl Serialize) -> Result<Letter, RenderError> {
        let filled = Filled { request: &self.request, prefecture: &self.prefecture, own };
        template.letter(to, &filled, self.context.letterhead)
    }
}

impl QuestionView {
    fn of(asked_at: Instant, text: &str, answer_by: Instant) -> Self {
        Self { asked_at: long_stamp(asked_at), question: framed(text), answer_by: long_stamp(answer_by) }
    }
}
