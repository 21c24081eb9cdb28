//! 照会: the officer asks, the facility answers in place (SPEC 7). One question is open at a time.

use serde::{Deserialize, Serialize};

use crate::{
    field::FieldError,
    history::{Change, Value},
    label::label,
    message::Message,
    role::Actor,
    status::{Action, Conflict},
    text::{check_free_text, is_blank},
    time::Instant,
    transition::Transition,
};

use super::{Act, Request};

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// When it was asked.
    pub asked_at: Instant,
    /// By which officer.
    pub asked_by: Actor,
    /// What was asked.
    pub text: String,
    /// When it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Instant>,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The request was completed without an answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

impl Question {
    /// Whether the facility may still answer.
    pub fn is_open(&self) -> bool {
        self.answered_at.is_none() && !self.closed
    }
}

/// Why a question was not asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// The request is not under review.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The facility has yet to answer the last one.
    #[error("a question is open")]
    Open,
    /// The text is missing or invalid.
    #[error("the text is missing or invalid")]
    Invalid(FieldError),
}

/// Why an answer was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The request is not under review.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// There is no open question.
    #[error("no question is open")]
    NoQuestion,
    /// The text is missing or invalid.
    #[error("the text is missing or invalid")]
    Invalid(FieldError),
}

/// Asks the facility a question; the deadline stands.
///
/// # Errors
/// [`AskError`]; then nothing changed.
pub fn ask(request: &Request, text: &str, act: &Act) -> Result<Transition, AskError> {
    Action::Ask.check(request.status)?;
    if request.open_question().is_some() {
        return Err(AskError::Open);
    }
    check_text(text, label("question")).map_err(AskError::Invalid)?;
    let mut after = request.clone();
    after.version += 1;
    after.saved = act.saved();
    after.questions.push(Question {
        asked_at: act.at,
        asked_by: act.by.clone(),
        text: text.to_owned(),
        answered_at: None,
        answer: None,
        closed: false,
    });
    let messages = vec![Message::asked(&after, text, act)];
    Ok(Transition::new(request, after, Action::Ask, act)
        .with_changes(vec![added("question", text)])
        .with_messages(messages))
}

/// Answers the open question.
///
/// # Errors
/// [`AnswerError`]; then nothing changed.
pub fn answer(request: &Request, text: &str, act: &Act) -> Result<Transition, AnswerError> {
    Action::Answer.check(request.status)?;
    let mut after = request.clone();
    let Some(question) = after.questions.last_mut().filter(|question| question.is_open()) else {
        return Err(AnswerError::NoQuestion);
    };
    check_text(text, label("answer")).map_err(AnswerError::Invalid)?;
    question.answered_at = Some(act.at);
    question.answer = Some(text.to_owned());
    let asked = question.clone();
    after.version += 1;
    after.saved = act.saved();
    let messages = vec![Message::answered(&after, &asked, text, act)];
    Ok(Transition::new(request, after, Action::Answer, act)
        .with_changes(vec![added("answer", text)])
        .with_messages(messages))
}

fn added(field: &str, text: &str) -> Change {
    Change { field: field.to_owned(), from: Value::Nothing, to: Value::text(text) }
}

fn check_text(text: &str, label: &str) -> Result<(), FieldError> {
    if is_blank(text) {
        return Err(FieldError::missing("text", label));
    }
    check_free_text(text).map_err(|fault| FieldError::text("text", label, fault))
}

#[cfg(test)]
mod tests;
