//! 対応ステータス, 都道府県確認ステータス, outcome, and which act is allowed in which status (SPEC 3).

use serde::{Deserialize, Serialize};

/// 対応ステータス
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 申請前: before 「システムチェック&申請」 was pressed.
    Draft,
    /// 要件未充足: the check found a condition unmet.
    Ineligible,
    /// 確認中: the prefecture or the nation is checking.
    UnderReview,
    /// 受付完了: reception completed; always shown with its [`Outcome`].
    Accepted,
    /// 取下げ: taken back before completion.
    Withdrawn,
}

/// What an accepted request came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 配布あり: every item as requested or more.
    Full,
    /// 一部配布: an item refused, or less than requested.
    Partial,
    /// 配布なし: every item refused.
    None,
}

/// 都道府県確認ステータス
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrefectureStatus {
    /// 未着手
    NotStarted,
    /// 入力中
    InProgress,
    /// 完了
    Completed,
}

/// What somebody does to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Saving a draft; leaves no history.
    SaveDraft,
    /// 「システムチェック&申請」
    Submit,
    /// 要請内容の更新
    Update,
    /// 取下げ
    Withdraw,
    /// 照会
    Ask,
    /// 照会への回答
    Answer,
    /// Saving the prefecture's part as 入力中.
    SaveReview,
    /// Saving the prefecture's part as 完了.
    Complete,
    /// 受付完了の取消し
    Reopen,
}

use Status::{Accepted, Draft, Ineligible, UnderReview};

/// The transition table of SPEC 3: every act with the statuses it may start from. Everything else is a conflict. The store uses the
/// same rows as the condition of the write.
pub const ALLOWED: &[(Action, &[Status])] = &[
    (Action::SaveDraft, &[Draft, Ineligible]),
    (Action::Submit, &[Draft, Ineligible]),
    (Action::Update, &[UnderReview]),
    (Action::Withdraw, &[Draft, Ineligible, UnderReview]),
    (Action::Ask, &[UnderReview]),
    (Action::Answer, &[UnderReview]),
    (Action::SaveReview, &[UnderReview]),
    (Action::Complete, &[UnderReview]),
    (Action::Reopen, &[Accepted]),
];

/// An act that the request's status does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{action:?} is not allowed in {status:?}")]
pub struct Conflict {
    /// What was tried.
    pub action: Action,
    /// The status the request has.
    pub status: Status,
}

impl Action {
    /// The statuses this act may start from.
    pub fn allowed_from(self) -> &'static [Status] {
        ALLOWED.iter().find(|(action, _)| *action == self).map_or(&[], |(_, from)| from)
    }

    /// Refuses the act unless `status` allows it.
    ///
    /// # Errors
    /// [`Conflict`] when it does not.
    pub fn check(self, status: Status) -> Result<(), Conflict> {
        if self.allowed_from().contains(&status) { Ok(()) } else { Err(Conflict { action: self, status }) }
    }

    /// The act in Japanese, as histories and messages name it.
    pub fn label(self) -> &'static str {
        match self {
            Self::SaveDraft => "下書きの保存",
            Self::Submit => "システムチェック&申請",
            Self::Update => "要請内容の更新",
            Self::Withdraw => "取下げ",
            Self::Ask => "照会",
            Self::Answer => "照会への回答",
            Self::SaveReview => "都道府県記入欄の保存",
            Self::Complete => "都道府県確認ステータスの完了",
            Self::Reopen => "受付完了の取消し",
        }
    }
}

impl Conflict {
    /// What the user reads.
    pub fn message(&self) -> String {
        format!(
            "対応ステータスが「{}」のため、{}はできません。画面を開き直して、最新の状態を確認してください。",
            self.status.label(),
            self.action.label()
        )
    }
}

impl Status {
    /// The status as shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "申請前",
            Self::Ineligible => "要件未充足",
            Self::UnderReview => "確認中",
            Self::Accepted => "受付完了",
            Self::Withdrawn => "取下げ",
        }
    }

    /// The code on the wire and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ineligible => "ineligible",
            Self::UnderReview => "under_review",
            Self::Accepted => "accepted",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Outcome {
    /// The outcome as shown beside 受付完了.
    pub fn label(self) -> &'static str {
        match self {
            Self::Full => "配布あり",
            Self::Partial => "一部配布",
            Self::None => "配布なし",
        }
    }
}

impl PrefectureStatus {
    /// The status as shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "未着手",
            Self::InProgress => "入力中",
            Self::Completed => "完了",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATUSES: [Status; 5] = [Draft, Ineligible, UnderReview, Accepted, Status::Withdrawn];

    #[test]
    fn every_act_is_allowed_in_just_the_statuses_of_the_spec() {
        let table = [
            (Action::SaveDraft, "YY---"),
            (Action::Submit, "YY---"),
            (Action::Update, "--Y--"),
            (Action::Withdraw, "YYY--"),
            (Action::Ask, "--Y--"),
            (Action::Answer, "--Y--"),
            (Action::SaveReview, "--Y--"),
            (Action::Complete, "--Y--"),
            (Action::Reopen, "---Y-"),
        ];
        assert_eq!(table.len(), ALLOWED.len());
        for (action, expected) in table {
            let got: String =
                STATUSES.iter().map(|s| if action.check(*s).is_ok() { 'Y' } else { '-' }).collect();
            assert_eq!(got, expected, "{action:?}");
        }
    }

    #[test]
    fn a_conflict_names_the_act_and_the_status() {
        let conflict = Action::Update.check(Accepted).unwrap_err();
        assert_eq!(
            conflict.message(),
            "対応ステータスが「受付完了」のため、要請内容の更新はできません。画面を開き直して、最新の状態を確認してください。"
        );
    }
}
