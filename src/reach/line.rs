//! One line of a server's log → what was asked for, when, and how it was answered.
//!
//! Reads what nginx and Apache write unless told otherwise: `common`, `combined`, and either with the name
//! of the site in front; what follows the last known field is let be. Strangers decide what stands in most
//! fields, so nothing here is trusted and nothing can go wrong but that a line is none.

use std::borrow::Cow;

/// What a line says, without who asked: no address is read.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The site that was asked, where the log names it, without its port.
    pub host: Option<&'a str>,
    /// In seconds since 1970 (UTC).
    pub seconds: i64,
    /// `GET /manfaat/jkm/ HTTP/1.1`, or whatever was sent instead.
    pub request: Cow<'a, str>,
    pub status: u16,
    /// The page that led here. Only `combined` has it, as the next.
    pub referrer: Option<Cow<'a, str>>,
    /// The browser's or robot's name for itself.
    pub agent: Option<Cow<'a, str>>,
}

/// Reads a line; `None` when it has another format.
pub fn read(line: &str) -> Option<Entry<'_>> {
    let (head, time, rest) = split_at_time(line)?;
    let (request, rest) = quoted(rest)?;
    let (status, rest) = rest.trim_start().split_once(' ')?;
    let status = (status.len() == 3).then(|| status.parse().ok()).flatten()?;
    let (bytes, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let is_number = !bytes.is_empty() && bytes.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number && bytes != "-" {
        return None;
    }
    let (referrer, rest) = quoted(rest).map_or((None, rest), |(text, rest)| (Some(text), rest));
    let agent = referrer.as_ref().and_then(|_| quoted(rest)).map(|(text, _)| text);
    Some(Entry { host: host(head), seconds: time, request, status, referrer, agent })
}

/// What stands before the time, the time itself, and what stands behind its bracket.
///
/// A user's name may hold spaces and brackets: the first bracket that opens a time counts.
fn split_at_time(line: &str) -> Option<(&str, i64, &str)> {
    let mut start = 0;
    while let Some(bracket) = line[start..].find('[') {
        let inner = start + bracket + 1;
        if let Some(end) = line[inner..].find(']')
            && let Some(seconds) = seconds(&line[inner..inner + end])
        {
            return Some((&line[..inner - 1], seconds, &line[inner + end + 1..]));
        }
        start = inner;
    }
    None
}

/// `22/Nov/2026:21:57:47 +0700`
fn seconds(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let bytes = text.as_bytes();
    let shape = bytes.len() == 26 && text.is_ascii();
    let signs = [(2, b'/'), (6, b'/'), (11, b':'), (14, b':'), (17, b':'), (20, b' ')];
    if !shape || signs.iter().any(|(place, sign)| bytes[*place] != *sign) {
        return None;
    }
    let number = |from: usize, to: usize| {
        let digits = &text[from..to];
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i64>().ok()).flatten()
    };
    let month = MONTHS.iter().position(|name| *name == &text[3..6])? as i64 + 1;
    let (day, year) = (number(0, 2)?, number(7, 11)?);
    let (hour, minute, second) = (number(12, 14)?, number(15, 17)?, number(18, 20)?);
    let (zone_hours, zone_minutes) = (number(22, 24)?, number(24, 26)?);
    let zone = 3_600 * zone_hours + 60 * zone_minutes;
    let zone = match bytes[21] {
        b'+' => zone,
        b'-' => -zone,
        _ => return None,
    };
    // A server whose clock was never set says 1970: better no day than a wrong one.
    let is_sound = (2000..2100).contains(&year) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    is_sound.then(|| 86_400 * days_since_1970(year, month, day) + 3_600 * hour + 60 * minute + second - zone)
}

/// Days of the Gregorian calendar, counted by eras of 400 years that begin in March.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - 400 * era;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = 365 * year_of_era + year_of_era / 4 - year_of_era / 100 + day_of_year;
    146_097 * era + day_of_era - 719_468
}

/// The next field in quotes, and what follows it. Signs that a server wrote as `\"`, `\\` or `\x22` are signs again.
fn quoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let inner = text.trim_start_matches(' ').strip_prefix('"')?;
    let mut start = 0;
    loop {
        let sign = start + inner[start..].find(['"', '\\'])?;
        if inner.as_bytes()[sign] == b'"' {
            return Some((unescaped(&inner[..sign]), &inner[sign + 1..]));
        }
        // Whatever follows a backslash ends nothing.
        start = sign + 1 + inner[sign + 1..].chars().next()?.len_utf8();
    }
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        if *byte != b'\\' {
            bytes.push(*byte);
            continue;
        }
        let hexadecimal = behind.get(1..3).filter(|_| behind[0] == b'x');
        let hexadecimal = hexadecimal.and_then(|digits| std::str::from_utf8(digits).ok());
        match hexadecimal.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[3..];
            }
            // `\n`, `\t` and the like: whatever they were, they were no letter.
            None if matches!(behind.first(), Some(b'"' | b'\\')) => {
                bytes.push(behind[0]);
                rest = &behind[1..];
            }
            None => {
                bytes.push(b' ');
                rest = behind.get(1..).unwrap_or_default();
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// The site in front of the reader's address: `portal.desa.id:443 203.0.113.7 - - `.
fn host(head: &str) -> Option<&str> {
    let mut fields = head.split(' ').filter(|field| !field.is_empty());
    let first = fields.next()?;
    let second = fields.next()?;
    let count = 2 + fields.count();
    let is_address = second.parse::<std::net::IpAddr>().is_ok();
    (count >= 4 && is_address).then(|| without_port(first))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMBINED: &str = r#"203.0.113.7 - - [22/Nov/2026:21:57:47 +0700] "GET /manfaat/jkm/?k=wa HTTP/1.1" 200 4312 "https://a.id/" "Mozilla/5.0 (Linux; Android 7.0)""#;

    #[test]
    fn the_formats_of_common_servers_are_read() {
        let combined = read(COMBINED).expect("a line");
        assert_eq!((combined.host, combined.seconds, combined.status), (None, 1_795_359_467, 200));
        assert_eq!(combined.request, "GET /manfaat/jkm/?k=wa HTTP/1.1");
        assert_eq!(combined.agent.as_deref(), Some("Mozilla/5.0 (Linux; Android 7.0)"));
        let common = read(&COMBINED[..COMBINED.find(" \"https").expect("a referrer")]).expect("a line").status;
        assert_eq!(common, 200);
        let with_host = format!("portal.desa.id:443 {COMBINED} \"-\" 0.002");
        assert_eq!(read(&with_host).expect("a line").host, Some("portal.desa.id"));
        let version_6 = COMBINED.replace("203.0.113.7", "2001:db8::7");
        assert_eq!(read(&version_6).expect("a line").host, None);
        assert_eq!(read(&format!("desa.id {version_6}")).expect("a line").host, Some("desa.id"));
    }

    #[test]
    fn the_time_is_the_same_moment_whatever_its_zone() {
        let of = |time: &str| seconds(time);
        assert_eq!(of("01/Jan/2027:00:00:00 +0700"), Some(1_798_736_400));
        assert_eq!(of("31/Dec/2026:17:00:00 +0000"), Some(1_798_736_400));
        assert_eq!(of("31/Dec/2026:12:30:00 -0430"), Some(1_798_736_400));
        assert_eq!(of("29/Feb/2028:00:00:00 +0000"), Some(1_835_395_200));
        assert_eq!(of("01/Jan/1970:00:00:00 +0000"), None);
        assert_eq!(of("2026-11-22T21:57:47+07:00"), None);
    }

    #[test]
    fn signs_in_quotes_are_what_they_were() {
        let line = |request: &str| format!("::1 - - [22/Nov/2026:21:57:47 +0700] \"{request}\" 400 0");
        let request = |written: &str| read(&line(written)).map(|entry| entry.request.into_owned());
        assert_eq!(request(r#"GET /\"a\\b HTTP/1.1"#).as_deref(), Some(r#"GET /"a\b HTTP/1.1"#));
        assert_eq!(request(r"GET /\x22\x1b[31m HTTP/1.1").as_deref(), Some("GET /\"\u{1b}[31m HTTP/1.1"));
        assert_eq!(request(r"\x16\x03\x01").as_deref(), Some("\u{16}\u{3}\u{1}"));
        assert_eq!(request(r"GET /\xfé").as_deref(), Some("GET / fé"));
        assert_eq!(request("-").as_deref(), Some("-"));
        assert_eq!(request("no end\\"), None);
    }

    #[test]
    fn other_lines_are_none() {
        for line in [
            "",
            "#Fields: date time cs-uri-stem",
            "2026-11-22 21:57:47 W3SVC1 GET /index.html - 200",
            r#"{"ts":1795359467,"request":{"uri":"/"}}"#,
            "[22/Nov/2026:21:57:47 +0700]",
            r#"::1 - - [22/Nov/2026:21:57:47 +0700] "GET / HTTP/1.1" abc 5"#,
            r#"::1 - - [22/Nov/2026:21:57:47 +0700] "GET / HTTP/1.1" 200 x"#,
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_line_makes_the_reader_panic(line in "\\PC{0,80}", cut in 0..200_usize, piece in "[\\[\\]\"\\\\ x0-9/:é\u{1b}]{0,24}") {
            read(&line);
            let at = (0..=cut.min(COMBINED.len())).rev().find(|at| COMBINED.is_char_boundary(*at)).unwrap_or(0);
            read(&format!("{}{piece}{}", &COMBINED[..at], &COMBINED[at..]));
            read(&COMBINED[..at]);
        }
    }
}
