//! What each step of a build cost, for people and for machines.

use super::choose;
use crate::build::stopwatch::{Spent, Timings};
use crate::report::Speech;
use crate::vocabulary::Step;
use serde_json::{Value, json};
use std::time::Duration;

/// A table: seconds on the clock and of the processor, and the share of the latter, or of the former where the
/// system tells nothing of processors.
pub fn lines(timings: &Timings, speech: Speech) -> Vec<String> {
    let mut all = Spent::default();
    for (_, spent) in &timings.steps {
        all.wall += spent.wall;
        all.processor += spent.processor;
    }
    let header = match (speech, timings.knows_processor) {
        (Speech::Indonesian, true) => ["tahap", "waktu (detik)", "prosesor (detik)", "bagian"],
        (Speech::Indonesian, false) => ["tahap", "waktu (detik)", "", "bagian"],
        (Speech::English, true) => ["step", "clock (seconds)", "processor (seconds)", "share"],
        (Speech::English, false) => ["step", "clock (seconds)", "", "share"],
    };
    let row = |name: &str, spent: &Spent| -> [String; 4] {
        let share = match timings.knows_processor {
            true => spent.processor.as_secs_f64() / all.processor.as_secs_f64(),
            false => spent.wall.as_secs_f64() / all.wall.as_secs_f64(),
        };
        let processor = if timings.knows_processor { seconds(spent.processor, speech) } else { String::new() };
        [name.into(), seconds(spent.wall, speech), processor, format!("{:.0}%", share * 100.0)]
    };
    let mut rows = vec![header.map(str::to_owned)];
    rows.extend(timings.steps.iter().map(|(step, spent)| row(name(*step, speech), spent)));
    rows.push(row(choose(speech, "semuanya", "all of it"), &all));
    let mut lines = align(&rows);
    if let Some(memory) = timings.memory {
        let megabytes = memory / (1 << 20);
        lines.push(match speech {
            Speech::Indonesian => format!("  Memori paling banyak: {megabytes} MB."),
            Speech::English => format!("  Most memory: {megabytes} MB."),
        });
    }
    lines
}

/// Names to the left, figures to the right.
fn align(rows: &[[String; 4]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: [usize; 4] = std::array::from_fn(width);
    let line = |[name, wall, processor, share]: &[String; 4]| {
        let [first, second, third, fourth] = widths;
        format!("  {name:<first$}  {wall:>second$}  {processor:>third$}  {share:>fourth$}")
    };
    rows.iter().map(line).collect()
}

pub fn as_json(timings: &Timings) -> Value {
    let processor = |spent: &Spent| timings.knows_processor.then_some(spent.processor.as_secs_f64());
    let step = |(step, spent): &(Step, Spent)| json!({"step": id(*step), "wall": spent.wall.as_secs_f64(), "cpu": processor(spent)});
    let steps: Vec<Value> = timings.steps.iter().map(step).collect();
    json!({"steps": steps, "peak_memory": timings.memory})
}

fn seconds(duration: Duration, speech: Speech) -> String {
    let seconds = format!("{:.3}", duration.as_secs_f64());
    match speech {
        Speech::Indonesian => seconds.replace('.', ","),
        Speech::English => seconds,
    }
}

fn id(step: Step) -> &'static str {
    match step {
        Step::Read => "read",
        Step::Parse => "parse",
        Step::Assemble => "assemble",
        Step::Plan => "plan",
        Step::View => "view",
        Step::Template => "template",
        Step::Style => "style",
        Step::Minify => "minify",
        Step::Weigh => "weigh",
        Step::Compress => "compress",
        Step::Picture => "picture",
        Step::Sheet => "sheet",
        Step::Compare => "compare",
        Step::Write => "write",
        Step::Check => "check",
        Step::Publish => "publish",
    }
}

fn name(step: Step, speech: Speech) -> &'static str {
    let (id, en) = match step {
        Step::Read => ("baca berkas", "read files"),
        Step::Parse => ("urai naskah", "parse sources"),
        Step::Assemble => ("susun portal", "assemble the portal"),
        Step::Plan => ("rencanakan berkas", "plan outputs"),
        Step::View => ("siapkan isi halaman", "prepare views"),
        Step::Template => ("isi templat", "render templates"),
        Step::Style => ("pilih gaya", "choose styles"),
        Step::Minify => ("ringkas HTML", "minify HTML"),
        Step::Weigh => ("timbang halaman", "weigh pages"),
        Step::Compress => ("padatkan", "compress"),
        Step::Picture => ("olah gambar", "develop pictures"),
        Step::Sheet => ("lukis poster dan selebaran", "paint sheets"),
        Step::Compare => ("bandingkan dengan yang lalu", "compare with the last build"),
        Step::Write => ("tulis berkas baru", "write new files"),
        Step::Check => ("periksa tautan dan berat", "check links and weights"),
        Step::Publish => ("tayangkan", "publish"),
    };
    choose(speech, id, en)
}
