//! Amounts of money.

use std::fmt;

/// An amount in whole rupiah, printed the Indonesian way: `Rp8.400`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rupiah(pub i64);

impl fmt::Display for Rupiah {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(formatter, "{sign}Rp{}", group_thousands(self.0.unsigned_abs()))
    }
}

/// Groups digits by thousands with dots: `1.868.446`.
pub fn group_thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rupiah_is_grouped_with_dots() {
        assert_eq!(Rupiah(0).to_string(), "Rp0");
        assert_eq!(Rupiah(8_400).to_string(), "Rp8.400");
        assert_eq!(Rupiah(174_000_000).to_string(), "Rp174.000.000");
        assert_eq!(Rupiah(-1_500).to_string(), "-Rp1.500");
    }
}
