//! 医療機関コード: ten digits, of which the first two are the prefecture, the third the kind of fee table and the last a check digit.

use std::fmt;

use crate::prefecture::Prefecture;

/// A 医療機関コード. Its check digit may be wrong: that is warned of, since codes are copied from many places and the ministry decides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacilityCode {
    digits: String,
    prefecture: Prefecture,
}

/// Why a text is no 医療機関コード.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFault {
    /// It is not ten half-width digits.
    NotTenDigits,
    /// The first two digits are no prefecture, which are 01 to 47.
    NoPrefecture,
}

/// What looks wrong with a code that is taken all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeWarning {
    /// The last digit does not fit the others.
    CheckDigit,
    /// The third digit is neither 1 (医科) nor 3 (歯科).
    FeeTable,
}

impl FacilityCode {
    /// How many digits a code has.
    pub const DIGITS: usize = 10;

    /// Reads a code.
    ///
    /// # Errors
    /// [`CodeFault`].
    pub fn parse(text: &str) -> Result<Self, CodeFault> {
        if text.len() != Self::DIGITS || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CodeFault::NotTenDigits);
        }
        let prefecture = Prefecture::parse(&text[..2]).map_err(|_| CodeFault::NoPrefecture)?;
        Ok(Self { digits: text.to_owned(), prefecture })
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// The prefecture its first two digits say.
    pub fn prefecture(&self) -> Prefecture {
        self.prefecture
    }

    /// What looks wrong with it.
    pub fn warnings(&self) -> Vec<CodeWarning> {
        let mut warnings = Vec::new();
        if !check_digit_fits(self.digits.as_bytes()) {
            warnings.push(CodeWarning::CheckDigit);
        }
        if !matches!(self.digits.as_bytes()[2], b'1' | b'3') {
            warnings.push(CodeWarning::FeeTable);
        }
        warnings
    }
}

impl fmt::Display for FacilityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits)
    }
}

impl CodeFault {
    /// Its stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotTenDigits => "not_ten_digits",
            Self::NoPrefecture => "no_prefecture",
        }
    }

    /// What is wrong and how to mend it, in Japanese.
    pub fn message(self) -> &'static str {
        match self {
            Self::NotTenDigits => {
                "医療機関コードは、都道府県番号から始まる10桁の半角数字で入力してください。"
            }
            Self::NoPrefecture => {
                "医療機関コードの先頭2桁が都道府県番号（01～47）ではありません。都道府県番号から始まる10桁で入力してください。"
            }
        }
    }
}

impl CodeWarning {
    /// Its stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::CheckDigit => "check_digit",
            Self::FeeTable => "fee_table",
        }
    }

    /// What to look at, in Japanese.
    pub fn message(self) -> &'static str {
        match self {
            Self::CheckDigit => {
                "医療機関コードの検証番号（10桁目）が合いません。書き誤りがないか確かめてください。誤りのときは、国の担当者が正しいコードで登録し直します。"
            }
            Self::FeeTable => {
                "医療機関コードの3桁目が1（医科）でも3（歯科）でもありません。書き誤りがないか確かめてください。"
            }
        }
    }
}

/// Modulus 10 with weights 2 and 1 in turn (Luhn) over all ten digits.
fn check_digit_fits(digits: &[u8]) -> bool {
    let weighted = |(place, digit): (usize, &u8)| {
        let value = u32::from(digit - b'0') * if place % 2 == 1 { 2 } else { 1 };
        value / 10 + value % 10
    };
    digits.iter().rev().enumerate().map(weighted).sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, prefecture: &str, warnings: &[CodeWarning]) {
        let code = FacilityCode::parse(text).unwrap();
        assert_eq!((code.as_str(), code.prefecture().code().as_str()), (text, prefecture));
        assert_eq!(code.warnings(), warnings, "{text}");
    }

    #[test]
    fn a_code_tells_its_prefecture_and_warns_of_a_wrong_check_digit() {
        check("0110113719", "01", &[]);
        check("0110113718", "01", &[CodeWarning::CheckDigit]);
        // Two neighbours changed places.
        check("0110117319", "01", &[CodeWarning::CheckDigit]);
        check("1330000009", "13", &[]);
        check("4740000007", "47", &[CodeWarning::FeeTable]);
        check("4740000008", "47", &[CodeWarning::CheckDigit, CodeWarning::FeeTable]);
    }

    #[test]
    fn what_is_not_ten_digits_of_a_prefecture_is_no_code() {
        for text in
            ["", "011011371", "01101137190", "01-1011371", "０１１０１１３７１９", "011011371a", " 110113719"]
        {
            assert_eq!(FacilityCode::parse(text), Err(CodeFault::NotTenDigits), "{text}");
        }
        for text in ["0010113719", "4810113719", "9910113719"] {
            assert_eq!(FacilityCode::parse(text), Err(CodeFault::NoPrefecture), "{text}");
        }
        for fault in [CodeFault::NotTenDigits, CodeFault::NoPrefecture] {
            assert!(fault.message().contains("医療機関コード"), "{}", fault.code());
        }
    }
}
