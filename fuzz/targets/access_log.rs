//! A server's log, whose fields strangers fill: every line is counted once, and no name that could change
//! what stands around it is kept.

#![no_main]

use kentongan::reach::{Counter, LONGEST_LINE, portal::Portal, target};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|log: &[u8]| {
    let portal = Portal::unknown();
    let mut counter = Counter::new(&portal, None, None);
    let bytes = std::cell::Cell::new(0);
    counter.read(&mut &*log, "access.log", &|read| bytes.set(bytes.get() + read));
    assert_eq!(bytes.get(), log.len() as u64);
    let lines = &counter.tally.lines;
    let written = log.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count() as u64;
    assert_eq!(lines.all, written, "longest line: {LONGEST_LINE}");
    for text in String::from_utf8_lossy(log).lines() {
        if let Some(target) = target::read(text, "/") {
            assert!(!target.path.chars().any(char::is_control));
            assert!(target.path.len() <= target::LONGEST_PATH + "index.html".len());
        }
    }
});
