//! Exact numbers for money and percentages.

/// A number with two decimal places, kept as hundredths, so that sums never drift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(i64);

impl Number {
    pub const ZERO: Self = Self(0);

    pub const fn whole(number: i64) -> Self {
        Self(number * 100)
    }

    /// Reads `42000000`, `5.51` or `5,51`; `None` with more than two decimals or when too large.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace('_', "").replace(',', ".");
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest.to_owned()),
            None => (1, text),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
        let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || decimals.len() > 2 || !only_digits(whole) || !only_digits(decimals) {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let hundredths: i64 = format!("{decimals:0<2}").parse().ok()?;
        Some(Self(sign * whole.checked_mul(100)?.checked_add(hundredths)?)).filter(|n| n.0.abs() < 1 << 56)
    }

    /// The number without its decimals, rounded half up.
    pub fn rounded(self) -> i64 {
        (self.0 + 50).div_euclid(100)
    }

    pub fn hundredths(self) -> i64 {
        self.0
    }

    pub fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    pub fn minus(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }

    pub fn times(self, factor: i64) -> Self {
        Self(self.0 * factor)
    }

    /// `percent` of this number, rounded to a hundredth.
    pub fn percent(self, percent: Self) -> Self {
        let product = i128::from(self.0) * i128::from(percent.0);
        Self(((product + 5_000).div_euclid(10_000)) as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_of_money_are_exact() {
        let base = Number::whole(2_950_000);
        assert_eq!(base.percent(Number::whole(1)), Number::whole(29_500));
        assert_eq!(Number::whole(29_500).percent(Number::whole(50)).rounded(), 14_750);
    }

    #[test]
    fn numbers_are_read_as_written() {
        assert_eq!(Number::parse("5.51").map(Number::hundredths), Some(551));
        assert_eq!(Number::parse("5,5").map(Number::hundredths), Some(550));
        assert_eq!(Number::parse("42_000_000").map(Number::rounded), Some(42_000_000));
        assert_eq!(Number::parse("8.400"), None);
        assert_eq!(Number::parse("Rp8"), None);
    }
}
