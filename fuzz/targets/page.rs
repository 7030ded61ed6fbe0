//! A whole page, from its bytes to every output of its portal.

#![no_main]

use kentongan::check::Summaries;
use kentongan::config::{Overrides, Sheets};
use kentongan::diagnostic::Diagnostics;
use kentongan::pipeline::{self, Day, Memo, Request};
use kentongan::render::{Finish, Supplies};
use kentongan::site::Drafts;
use kentongan::vocabulary::{Date, SourcePath};
use kentongan_fuzz::{portal_with, say_all};
use libfuzzer_sys::fuzz_target;
use std::io;
use std::sync::Mutex;

fuzz_target!(|data: &[u8]| {
    static MEMO: Mutex<Option<Memo>> = Mutex::new(None);
    let mut memo = MEMO.lock().expect("a panic ends the program");
    let memo = memo.get_or_insert_default();
    let mut diagnostics = Diagnostics::default();
    let mut source = portal_with("content/bagian/halaman.md", data, &mut diagnostics);
    source.complete_with_built_in_theme();
    let request = Request {
        day: Day::Given(Date::parse("2026-11-22").expect("a day")),
        drafts: Drafts::LeaveOut,
        overrides: Overrides { sheets: Sheets::LeaveOut, ..Overrides::default() },
        finish: Finish::PREVIEW,
    };
    let planned = pipeline::plan_again(&source, &request, memo, diagnostics, &|_| {});
    let made = planned.make_all(&|output, sizes| {
        let rendered = planned.render(output, planned.prepare(output, sizes), &NoFiles)?;
        Ok((rendered.summary.into(), ()))
    });
    let summaries: Summaries =
        made.expect("nothing is read").into_iter().map(|made| (made.path, made.summary)).collect();
    say_all(&planned.problems(&summaries), &source);
});

struct NoFiles;

impl Supplies for NoFiles {
    fn file(&self, _: &SourcePath, _: &blake3::Hash) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn recall(&self, _: &blake3::Hash) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &blake3::Hash, _: &[u8]) {}
}
