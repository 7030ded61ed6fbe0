//! Lines of a web server's log → how many people came, by which way, to which page.
//!
//! Counting without tracking: what stands behind `?k=` says which poster or message was followed. The
//! reader's address is never read, browser and referrer are looked at and forgotten, and no count names a
//! page together with a day.

pub mod line;
pub mod portal;
pub mod robot;
pub mod tally;
pub mod target;

use crate::output::carrier::code;
use crate::vocabulary::Date;
use line::Entry;
use portal::{Portal, Sort};
use std::io::{self, BufRead, Read as _};
use tally::{Name, Tally, add, add_day};

/// In bytes. A server's own limit is half of it; a longer line is skipped.
pub const LONGEST_LINE: usize = 16 * 1024;

/// Reads logs one after the other.
pub struct Counter<'a> {
    portal: &'a Portal,
    /// The days that are asked for.
    from: Option<Date>,
    until: Option<Date>,
    /// Of the last line: neighbours are of the same hour, and the calendar is slow.
    hour: Option<(i64, Date)>,
    pub tally: Tally,
}

impl<'a> Counter<'a> {
    pub fn new(portal: &'a Portal, from: Option<Date>, until: Option<Date>) -> Self {
        Self { portal, from, until, hour: None, tally: Tally::default() }
    }

    /// Counts a log to its end, one line in memory at a time. `progress` is told of bytes read.
    ///
    /// What is not a line of a log is noted in the tally. So is a log that ends in the middle: it counts as
    /// far as it goes.
    pub fn read(&mut self, log: &mut dyn BufRead, name: &str, progress: &dyn Fn(u64)) {
        let name = target::visible(name);
        let mut line = Vec::with_capacity(1024);
        let mut number = 0;
        loop {
            line.clear();
            match next_line(log, &mut line) {
                Ok(0) => return,
                Ok(bytes) => {
                    number += 1;
                    progress(bytes);
                    self.line(&line, &name, number);
                }
                Err(_) => {
                    self.tally.lines.broken.push((name, number));
                    return;
                }
            }
        }
    }

    fn line(&mut self, line: &[u8], file: &str, number: u64) {
        if line.trim_ascii().is_empty() {
            return;
        }
        let lines = &mut self.tally.lines;
        lines.all += 1;
        if line.len() > LONGEST_LINE {
            lines.too_long.note(file, number);
            return;
        }
        let text = String::from_utf8_lossy(line);
        match line::read(text.trim_end_matches(['\n', '\r'])) {
            Some(entry) => self.entry(&entry),
            None => lines.unreadable.note(file, number),
        }
    }

    fn entry(&mut self, entry: &Entry<'_>) {
        let day = self.day(entry.seconds);
        let (portal, lines) = (self.portal, &mut self.tally.lines);
        if !portal.is_asked(entry.host) {
            lines.elsewhere += 1;
            return;
        }
        if self.from.is_some_and(|from| day < from) || self.until.is_some_and(|until| day > until) {
            lines.other_days += 1;
            return;
        }
        let (first, last) = self.tally.days.unwrap_or((day, day));
        self.tally.days = Some((first.min(day), last.max(day)));
        let Some(asked) = entry.request.strip_prefix("GET ") else {
            lines.failed += 1;
            return;
        };
        let asked = asked.rsplit_once(" HTTP/").map_or(asked, |(asked, _)| asked);
        let Some(target) = target::read(asked, portal.prefix()) else {
            lines.elsewhere += 1;
            return;
        };
        let path = portal.file(target.path);
        let sort = portal.sort(&path);
        // 304 is a page whose copy on the phone still held: somebody opened it again.
        let is_answered = matches!(entry.status, 200 | 304);
        let has_code = target.code.is_some() || edition(&path).is_some();
        let is_missed = entry.status == 404 && has_code && sort == Sort::Page;
        if !is_answered && !is_missed {
            let count = if entry.status == 206 { &mut lines.pieces } else { &mut lines.failed };
            *count += 1;
        } else if sort == Sort::Other {
            lines.parts += 1;
        } else if entry.agent.as_deref().is_some_and(robot::is_robot) {
            lines.robots += 1;
        } else if entry.referrer.as_deref().is_some_and(is_worker) {
            lines.ahead += 1;
        } else {
            self.count(&path, target.code, sort, is_missed, day);
            self.tally.lines.without_agent += u64::from(entry.agent.is_none());
        }
    }

    /// Counts what a person did.
    fn count(&mut self, path: &str, code: Option<String>, sort: Sort, is_missed: bool, day: Date) {
        let (portal, tally) = (self.portal, &mut self.tally);
        let name = tally.paths.number(path, portal.knows(path));
        if sort == Sort::Download {
            tally.downloads += 1;
            *tally.files.entry(name).or_default() += 1;
            return;
        }
        let way = code.or_else(|| edition(path)).unwrap_or_default();
        // A printed edition is ours as long as the portal has its page.
        let is_ours = way.is_empty() || portal.knows_code(&way) || (way.contains('/') && portal.knows(path));
        let way: Name = tally.ways.number(&way, is_ours);
        if is_missed {
            tally.lines.failed += 1;
            add(&mut tally.missed, (way, name));
            return;
        }
        tally.visits += 1;
        add(&mut tally.pages, (way, name));
        add_day(&mut tally.by_day, (day, way));
    }

    /// The day in the portal's zone.
    fn day(&mut self, seconds: i64) -> Date {
        let hour = seconds.div_euclid(3_600);
        match self.hour {
            Some((known, day)) if known == hour => day,
            _ => {
                let day = self.portal.zone.day_at(seconds);
                self.hour = Some((hour, day));
                day
            }
        }
    }
}

/// `e/7kq2m/` is where the QR of a printed edition leads: its code is the way.
pub fn edition(path: &str) -> Option<String> {
    let code = path.strip_prefix("e/")?.strip_suffix("/index.html")?;
    let is_code = code.len() <= code::LONGEST && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (is_code && !code.is_empty()).then(|| format!("e/{}", code.to_ascii_lowercase()))
}

/// Browsers name the worker's own file as what led to the pages it fetches ahead.
fn is_worker(referrer: &str) -> bool {
    referrer.ends_with("/sw.js")
}

/// Fills `line` with at most one byte more than a line may have, and returns how many bytes were read:
/// the rest of a longer line is skipped, however long it is. 0 at the end.
fn next_line(log: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<u64> {
    let most = LONGEST_LINE as u64 + 1;
    let mut bytes = (&mut *log).take(most).read_until(b'\n', line)? as u64;
    if bytes == most && !line.ends_with(b"\n") {
        bytes += log.skip_until(b'\n')? as u64;
    }
    Ok(bytes)
}
