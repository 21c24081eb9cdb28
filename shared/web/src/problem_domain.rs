//! The domain's refusals as problems: the one place that maps them to HTTP.

use domain::{
    calendar::OutsideCalendar,
    eligibility::{CheckResult, Condition},
    facility::OutsideValidity,
    field::FieldError,
    request::{AnswerError, AskError, ReopenError, SaveDraftError, SubmitError, UpdateError},
    review::ReviewError,
    status::Conflict,
};

use crate::Problem;

impl From<Conflict> for Problem {
    fn from(conflict: Conflict) -> Self {
        Self::conflict("status", conflict.message()).with("request_status", conflict.status.code())
    }
}

impl From<OutsideCalendar> for Problem {
    fn from(outside: OutsideCalendar) -> Self {
        tracing::error!(day = %outside.day, "the holiday table has ended");
        Self::service_unavailable("calendar_end", outside.message())
    }
}

impl From<OutsideValidity> for Problem {
    fn from(outside: OutsideValidity) -> Self {
        Self::conflict("outside_validity", outside.message())
    }
}

impl From<SaveDraftError> for Problem {
    fn from(error: SaveDraftError) -> Self {
        match error {
            SaveDraftError::Conflict(conflict) => conflict.into(),
            SaveDraftError::Invalid(errors) => Self::invalid(errors),
        }
    }
}

impl From<SubmitError> for Problem {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::Conflict(conflict) => conflict.into(),
            SubmitError::Incomplete(errors) => Self::invalid(errors),
            SubmitError::Stopped(notice) => stopped(notice),
            SubmitError::OutsideCalendar(outside) => outside.into(),
        }
    }
}

impl From<UpdateError> for Problem {
    fn from(error: UpdateError) -> Self {
        match error {
            UpdateError::Conflict(conflict) => conflict.into(),
            UpdateError::Incomplete(errors) => Self::invalid(errors),
            UpdateError::Ineligible(checks) => ineligible(&checks),
            UpdateError::Stopped(notice) => stopped(notice),
            UpdateError::OutsideCalendar(outside) => outside.into(),
            UpdateError::Unchanged => Self::invalid_field(
                "items",
                "unchanged",
                "変更された項目がありません。直してから更新してください。",
            ),
        }
    }
}

impl From<ReviewError> for Problem {
    fn from(error: ReviewError) -> Self {
        match error {
            ReviewError::Conflict(conflict) => conflict.into(),
            ReviewError::Invalid(errors) => Self::invalid(errors),
        }
    }
}

impl From<AskError> for Problem {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Conflict(conflict) => conflict.into(),
            AskError::Open => Self::conflict(
                "question_open",
                "前の照会に医療機関がまだ回答していません。回答を待ってから照会してください。",
            ),
            AskError::Invalid(error) => Self::invalid(vec![error]),
        }
    }
}

impl From<AnswerError> for Problem {
    fn from(error: AnswerError) -> Self {
        match error {
            AnswerError::Conflict(conflict) => conflict.into(),
            AnswerError::NoQuestion => Self::conflict(
                "no_question",
                "回答を待っている照会はありません。画面を開き直して確認してください。",
            ),
            AnswerError::Invalid(error) => Self::invalid(vec![error]),
        }
    }
}

impl From<ReopenError> for Problem {
    fn from(error: ReopenError) -> Self {
        match error {
            ReopenError::Conflict(conflict) => conflict.into(),
            ReopenError::Shipped => {
                Self::conflict("shipped", "発送が記録されているため、受付完了を取り消せません。")
            }
            ReopenError::Invalid(error) => Self::invalid(vec![error]),
            ReopenError::OutsideCalendar(outside) => outside.into(),
        }
    }
}

fn stopped(notice: Option<String>) -> Problem {
    let notice = notice.unwrap_or_else(|| "緊急配布要請の受付を停止しています。".to_owned());
    let detail = format!(
        "{notice}　下書きは保存されていますが、都道府県には届きません。再開後も自動では申請されません。"
    );
    Problem::conflict("acceptance_stopped", detail).with("notice", notice)
}

fn ineligible(checks: &[CheckResult]) -> Problem {
    let field = |condition| match condition {
        Condition::CannotProcure => "cannot_procure",
        Condition::Designation => "facility.designations",
        Condition::Outlook => "items",
    };
    let unmet = checks.iter().filter(|check| !check.met);
    let errors = unmet
        .map(|check| FieldError::new(field(check.condition), "ineligible", check.message.clone()))
        .collect();
    Problem::invalid(errors).with("checks", serde_json::to_value(checks).unwrap_or_default())
}
