//! Numbers of pieces (枚).

use serde::{Deserialize, Serialize};

/// A number of pieces (枚), 0 to 9,999,999.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Quantity(u32);

/// A number outside 0 to 9,999,999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not between 0 and {}", Quantity::MAX)]
pub struct OutOfRange;

impl Quantity {
    /// The largest quantity that can be written anywhere.
    pub const MAX: u32 = 9_999_999;
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Takes a number of pieces.
    ///
    /// # Errors
    /// [`OutOfRange`] below 0 or above [`Quantity::MAX`].
    pub fn new(pieces: i64) -> Result<Self, OutOfRange> {
        u32::try_from(pieces).ok().filter(|n| *n <= Self::MAX).map(Self).ok_or(OutOfRange)
    }

    /// The pieces as a plain number, wide enough for sums and products.
    pub fn pieces(self) -> u64 {
        u64::from(self.0)
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl TryFrom<i64> for Quantity {
    type Error = OutOfRange;
    fn try_from(pieces: i64) -> Result<Self, OutOfRange> {
        Self::new(pieces)
    }
}

impl From<Quantity> for i64 {
    fn from(quantity: Quantity) -> i64 {
        i64::from(quantity.0)
    }
}

/// `1,234,567`: how numbers are written on screens and in mails.
pub fn with_commas(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_run_from_nothing_to_almost_ten_million() {
        assert_eq!(Quantity::new(0), Ok(Quantity::ZERO));
        assert_eq!(Quantity::new(9_999_999).unwrap().pieces(), 9_999_999);
        assert_eq!(Quantity::new(10_000_000), Err(OutOfRange));
        assert_eq!(Quantity::new(-1), Err(OutOfRange));
        assert_eq!(Quantity::new(i64::MAX), Err(OutOfRange));
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (100_000, "100,000")]
        {
            assert_eq!(with_commas(number), text);
        }
    }
}
