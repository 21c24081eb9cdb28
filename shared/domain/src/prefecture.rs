//! The 47 prefectures by JIS X 0401 code.

use std::fmt;

use serde::{Deserialize, Serialize};

const NAMES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

/// A prefecture (都道府県), always written as two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Prefecture(u8);

/// A text that is not a prefecture code from 01 to 47.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a prefecture code")]
pub struct InvalidPrefecture;

impl Prefecture {
    /// Reads a two-digit code.
    ///
    /// # Errors
    /// [`InvalidPrefecture`] unless the text is `01` to `47`.
    pub fn parse(code: &str) -> Result<Self, InvalidPrefecture> {
        let two_digits = code.len() == 2 && code.bytes().all(|b| b.is_ascii_digit());
        match code.parse::<u8>() {
            Ok(number) if two_digits && (1..=47).contains(&number) => Ok(Self(number)),
            _ => Err(InvalidPrefecture),
        }
    }

    /// All of them, in code order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=47).map(Self)
    }

    /// The two-digit code.
    pub fn code(self) -> String {
        format!("{:02}", self.0)
    }

    /// The name in Japanese, such as 東京都.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.0) - 1]
    }
}

impl TryFrom<String> for Prefecture {
    type Error = InvalidPrefecture;
    fn try_from(code: String) -> Result<Self, InvalidPrefecture> {
        Self::parse(&code)
    }
}

impl From<Prefecture> for String {
    fn from(prefecture: Prefecture) -> String {
        prefecture.code()
    }
}

impl fmt::Display for Prefecture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_two_digits_from_01_to_47() {
        assert_eq!(Prefecture::parse("13").unwrap().name(), "東京都");
        assert_eq!(Prefecture::parse("27").unwrap().name(), "大阪府");
        assert_eq!(Prefecture::parse("47").unwrap().name(), "沖縄県");
        assert_eq!(Prefecture::parse("01").unwrap().code(), "01");
        for bad in ["", "0", "1", "00", "48", "013", "+1", "東京"] {
            assert_eq!(Prefecture::parse(bad), Err(InvalidPrefecture), "{bad}");
        }
        assert_eq!(Prefecture::all().count(), 47);
    }
}
