//! What is wrong with one field of an input, as data; the words are made in one place per kind.

use serde::Serialize;

use crate::text::TextFault;

/// One fault of an input, shown at its field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Path of the field on the wire, such as `items.n95_mask.total_quantity`.
    pub field: String,
    /// Stable code of the fault, such as `sum_mismatch`.
    pub code: &'static str,
    /// What is wrong and how to mend it, in Japanese.
    pub message: String,
}

impl FieldError {
    /// A fault at `field`.
    pub fn new(field: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self { field: field.into(), code, message: message.into() }
    }

    /// Something mandatory was not typed.
    pub fn missing(field: impl Into<String>, label: &str) -> Self {
        Self::new(field, "required", format!("{label}を入力してください。"))
    }

    /// Something mandatory was not chosen.
    pub fn not_chosen(field: impl Into<String>, label: &str) -> Self {
        Self::new(field, "required", format!("{label}を選択してください。"))
    }

    /// A number that is not a quantity.
    pub fn out_of_range(field: impl Into<String>, label: &str) -> Self {
        Self::new(field, "out_of_range", format!("{label}は0から9,999,999までの整数で入力してください。"))
    }

    /// An item code that the catalogue of the day does not hold.
    pub fn unknown_item(field: impl Into<String>, code: &str) -> Self {
        let code: String = code.chars().filter(|c| !c.is_control()).take(40).collect();
        Self::new(
            field,
            "unknown_item",
            format!("「{code}」は取り扱っていない物資です。物資の一覧から選んでください。"),
        )
    }

    /// A text that is too long or holds control characters.
    pub fn text(field: impl Into<String>, label: &str, fault: TextFault) -> Self {
        match fault {
            TextFault::TooLong { chars, max } => Self::new(
                field,
                "too_long",
                format!("{label}は{max}文字以内で入力してください（現在{chars}文字）。"),
            ),
            TextFault::ControlCharacter => Self::new(
                field,
                "control_character",
                format!("{label}に使えない文字（制御文字）が含まれています。その文字を消してください。"),
            ),
        }
    }
}
