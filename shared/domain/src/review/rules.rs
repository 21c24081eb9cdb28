//! The rules of one item's decision (SPEC 7). Those of a save hold always; those of completion only for 完了.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    field::FieldError,
    label::label,
    quantity::{Quantity, with_commas},
    request::{ItemRequest, Request},
    supply::{Catalogue, ItemCode},
    text::{check_free_text, is_blank},
};

use super::{Decision, ItemReview, Source};

/// Something allowed that the officer should look at twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Path of the field.
    pub field: String,
    /// Stable code.
    pub code: &'static str,
    /// What to look at, in Japanese.
    pub message: String,
}

/// One item under examination.
pub(super) struct Subject<'a> {
    pub code: &'a ItemCode,
    pub name: &'a str,
    pub requested: &'a ItemRequest,
    pub aerosol_required: bool,
}

impl<'a> Subject<'a> {
    /// The item of a request, as the catalogue names it.
    pub(super) fn new(code: &'a ItemCode, requested: &'a ItemRequest, catalogue: &'a Catalogue) -> Self {
        let aerosol_required = catalogue.get(code).is_some_and(|supply| supply.aerosol_required);
        Self { code, name: catalogue.name(code), requested, aerosol_required }
    }

    fn quantity(&self) -> Quantity {
        self.requested.quantity.unwrap_or_default()
    }

    fn path(&self, field: &str) -> String {
        format!("items.{}.{field}", self.code)
    }

    fn error(&self, field: &str, code: &'static str, message: &str) -> FieldError {
        FieldError::new(self.path(field), code, format!("{}：{message}", self.name))
    }

    fn missing(&self, field: &str) -> FieldError {
        self.error(field, "required", &format!("{}を入力してください。", label(field)))
    }

    fn not_chosen(&self, field: &str) -> FieldError {
        self.error(field, "required", &format!("{}を選択してください。", label(field)))
    }

    /// What no save may hold, a partial one included.
    pub(super) fn check_save(&self, typed: &Decision, errors: &mut Vec<FieldError>) {
        self.check_texts(typed, errors);
        match typed.needed {
            Some(false) => self.check_refusal(typed, errors),
            Some(true) => {
                if typed.total_quantity.is_some_and(Quantity::is_zero) {
                    errors.push(self.error(
                        "total_quantity",
                        "zero",
                        "「要」のときは総配布枚数を1枚以上にしてください。配布しないときは「否」を選んでください。",
                    ));
                }
            }
            None => {
                if typed.source.is_some() {
                    errors.push(self.error(
                        "needed",
                        "required",
                        "配布方法を選ぶ前に、緊急配布の要否を選択してください。",
                    ));
                }
            }
        }
        if typed.needed != Some(false) {
            self.check_numbers(typed, errors);
        }
    }

    fn check_texts(&self, typed: &Decision, errors: &mut Vec<FieldError>) {
        let texts = [
            ("circumstances", &typed.circumstances),
            ("aerosol_procedures", &typed.aerosol_procedures),
            ("both_sources_reason", &typed.both_sources_reason),
            ("refusal_reason", &typed.refusal_reason),
            ("opinion", &typed.opinion),
            ("message_to_facility", &typed.message_to_facility),
        ];
        for (field, text) in texts {
            if let Err(fault) = check_free_text(text) {
                errors.push(FieldError::text(
                    self.path(field),
                    &format!("{}の{}", self.name, label(field)),
                    fault,
                ));
            }
        }
    }

    /// With 否 there is no source and no number.
    fn check_refusal(&self, typed: &Decision, errors: &mut Vec<FieldError>) {
        let standing = [
            ("source", typed.source.is_some()),
            ("prefecture_quantity", typed.prefecture_quantity.is_some()),
            ("national_quantity", typed.national_quantity.is_some()),
            ("total_quantity", typed.total_quantity.is_some()),
        ];
        for (field, _) in standing.iter().filter(|(_, stands)| *stands) {
            errors.push(self.error(
                field,
                "not_with_refusal",
                &format!("「否」のときは{}を入力できません。消すか、「要」を選んでください。", label(field)),
            ));
        }
    }

    fn check_numbers(&self, typed: &Decision, errors: &mut Vec<FieldError>) {
        let (prefecture, nation, total) =
            (typed.prefecture_quantity, typed.national_quantity, typed.total_quantity);
        if let (Some(prefecture), Some(nation), Some(total)) = (prefecture, nation, total) {
            let sum = prefecture.pieces() + nation.pieces();
            if sum != total.pieces() {
                errors.push(self.error(
                    "total_quantity",
                    "sum_mismatch",
                    &format!(
                        "総配布枚数（{}枚）が、県の配布枚数と国の配布枚数の合計（{}枚）と一致していません。いずれかを直してください。",
                        with_commas(total.pieces()),
                        with_commas(sum)
                    ),
                ));
            }
        }
        match (typed.source, nation) {
            (Some(Source::Prefecture), Some(nation)) if !nation.is_zero() => errors.push(self.error(
                "national_quantity",
                "national_with_prefecture_source",
                "配布方法が「都道府県の備蓄」のときは、国の配布枚数を0にしてください。国からも配布するときは「国から直送」を選んでください。",
            )),
            (Some(Source::Nation), Some(nation)) if nation.is_zero() => errors.push(self.error(
                "national_quantity",
                "no_national_quantity",
                "配布方法が「国から直送」のときは、国の配布枚数を1枚以上にしてください。",
            )),
            _ => {}
        }
        if total.is_some_and(|total| total.pieces() > self.quantity().pieces() * 2)
            && !typed.quantity_confirmed
        {
            errors.push(self.error(
                "quantity_confirmed",
                "quantity_unconfirmed",
                &format!(
                    "総配布枚数（{}枚）が要請枚数（{}枚）の2倍を超えています。桁の誤りがなければ、確認のチェックを付けてください。",
                    with_commas(total.unwrap_or_default().pieces()),
                    with_commas(self.quantity().pieces())
                ),
            ));
        }
    }

    /// What completion demands beyond [`Self::check_save`].
    pub(super) fn check_complete(&self, item: Option<&ItemReview>, errors: &mut Vec<FieldError>) {
        let undecided = ItemReview::default();
        let item = item.unwrap_or(&undecided);
        if item.changed_since.is_some() {
            errors.push(self.error(
                "changed_since",
                "changed_since",
                "要請内容が更新されました。再確認してください。更新後の内容を確認し、「入力中」で一度保存してから「完了」にしてください。",
            ));
        }
        match item.decision.needed {
            // A source without 要 or 否 was named by `check_save` already.
            None if item.decision.source.is_some() => {}
            None => errors.push(self.not_chosen("needed")),
            Some(true) => self.check_complete_distribution(&item.decision, errors),
            Some(false) => {
                if is_blank(&item.decision.refusal_reason) {
                    errors.push(self.missing("refusal_reason"));
                }
            }
        }
        if self.must_tell_facility(&item.decision) && is_blank(&item.decision.message_to_facility) {
            errors.push(self.missing("message_to_facility"));
        }
    }

    fn check_complete_distribution(&self, typed: &Decision, errors: &mut Vec<FieldError>) {
        if typed.source.is_none() {
            errors.push(self.not_chosen("source"));
        }
        let numbers = [
            ("prefecture_quantity", typed.prefecture_quantity),
            ("national_quantity", typed.national_quantity),
            ("total_quantity", typed.total_quantity),
        ];
        for (field, _) in numbers.iter().filter(|(_, number)| number.is_none()) {
            errors.push(self.missing(field));
        }
        if is_blank(&typed.circumstances) {
            errors.push(self.missing("circumstances"));
        }
        if self.aerosol_required && is_blank(&typed.aerosol_procedures) {
            errors.push(self.missing("aerosol_procedures"));
        }
        let stands = |number: Option<Quantity>| number.is_some_and(|n| !n.is_zero());
        let both = stands(typed.prefecture_quantity) && stands(typed.national_quantity);
        if both && is_blank(&typed.both_sources_reason) {
            errors.push(self.missing("both_sources_reason"));
        }
    }

    /// The facility must be told something when it gets nothing or less than it asked for.
    fn must_tell_facility(&self, typed: &Decision) -> bool {
        match typed.needed {
            Some(false) => true,
            Some(true) => typed.total_quantity.is_some_and(|total| total < self.quantity()),
            None => false,
        }
    }
}

/// Totals above what was requested: allowed, since goods come in boxes, but worth a second look.
pub fn warnings(request: &Request, catalogue: &Catalogue) -> Vec<Warning> {
    catalogue
        .sorted(request.requested_items().map(|(code, _)| code))
        .into_iter()
        .filter_map(|code| {
            let total = request.review.items.get(code)?.decision.total_quantity?;
            let asked = request.part.items.get(code)?.quantity.unwrap_or_default();
            (total > asked).then(|| Warning {
                field: format!("items.{code}.total_quantity"),
                code: "more_than_requested",
                message: format!(
                    "{}：総配布枚数（{}枚）が要請枚数（{}枚）を超えています。箱単位などの理由があるか確認してください。",
                    catalogue.name(code),
                    with_commas(total.pieces()),
                    with_commas(asked.pieces())
                ),
            })
        })
        .collect()
}

/// What is wrong with the part as a whole: the delay reason's text, and an expected day in the past.
pub(super) fn check_delay(
    delay_reason: &str,
    expected_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if let Err(fault) = check_free_text(delay_reason) {
        errors.push(FieldError::text("delay_reason", label("delay_reason"), fault));
    }
    if expected_on.is_some_and(|day| day < today) {
        errors.push(FieldError::new("expected_on", "past", "入力予定日は今日以降の日付を入力してください。"));
    }
    errors
}
