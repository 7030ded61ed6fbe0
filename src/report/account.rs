//! What a build tells of the portal besides its problems, as plain data, so that a later build in which
//! nothing changed can tell the same without planning anything.

use super::{Speech, kept, weights};
use crate::check::{Summaries, weight};
use crate::diagnostic::Text;
use crate::pipeline::Planned;
use crate::render::Compress;
use crate::vocabulary::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is told of a portal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub day: Date,
    pub outputs: usize,
    pub pages: usize,
    /// The heaviest pages, and what phones keep: lines in each language.
    lines_id: Vec<String>,
    lines_en: Vec<String>,
    pub weights_verified: bool,
    /// The file and the reason of each document that is not published.
    pub unpublished: Vec<(String, Text)>,
    pub kept: Value,
    pub next_change: Option<Date>,
}

impl Account {
    /// Also every page with its weights, as JSON for machines: a list as long as the portal is large.
    pub fn of(planned: &Planned, summaries: &Summaries) -> (Self, Vec<u8>) {
        let site = &planned.site;
        let compress = planned.finish.compress;
        let weighed = weight::weigh(site, &planned.outputs, summaries);
        let lines = |speech| {
            let mut lines = weights::lines(&weighed, compress, speech);
            lines.extend(kept::lines(site, summaries, speech));
            lines
        };
        let reasons = site.unpublished.iter().map(|document| (document.path.to_string(), document.reason.text()));
        let pages: Vec<_> = weighed.iter().map(weights::as_json).collect();
        let pages = serde_json::to_vec(&pages).expect("weights are plain data");
        let account = Self {
            day: site.today,
            outputs: planned.outputs.len(),
            pages: planned.outputs.iter().filter(|output| output.subject.is_page()).count(),
            lines_id: lines(Speech::Indonesian),
            lines_en: lines(Speech::English),
            weights_verified: compress == Compress::On,
            unpublished: reasons.collect(),
            kept: kept::as_json(site, summaries),
            next_change: site.next_change,
        };
        (account, pages)
    }

    /// The heaviest pages, and what readers' phones keep.
    pub fn lines(&self, speech: Speech) -> &[String] {
        match speech {
            Speech::Indonesian => &self.lines_id,
            Speech::English => &self.lines_en,
        }
    }
}
