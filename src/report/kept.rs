//! What readers' phones fetch unasked so that it can be read without network: each page with its size.

use super::Speech;
use crate::check::Summaries;
use crate::config::offline::Worker;
use crate::output::offline::{PAGE, WORKER};
use crate::render::weight::HEADERS;
use crate::site::Site;
use serde_json::{Value, json};

/// Each file of the first visit's store with its bytes on the wire; nothing where phones keep nothing.
fn files<'a>(site: &'a Site, summaries: &'a Summaries) -> Vec<(&'a str, u64)> {
    if site.config.offline.worker != Worker::Registered {
        return Vec::new();
    }
    let paths = [WORKER, PAGE].into_iter().chain(site.kept.iter().map(|path| path.as_str()));
    paths.filter_map(|path| Some((path, summaries.get(path)?.brotli + HEADERS))).collect()
}

/// The list as people read it.
pub fn lines(site: &Site, summaries: &Summaries, speech: Speech) -> Vec<String> {
    let files = files(site, summaries);
    if files.is_empty() {
        return Vec::new();
    }
    let sum: u64 = files.iter().map(|(_, bytes)| bytes).sum();
    let (title, all) = match speech {
        Speech::Indonesian => ("\nDisimpan HP pembaca sejak kunjungan pertama, dalam bita lewat jaringan:", "semuanya"),
        Speech::English => ("\nKept by readers' phones from the first visit on, in bytes on the wire:", "all of it"),
    };
    let rows = files.iter().map(|(path, bytes)| format!("  {bytes:>6}  /{}", path.trim_end_matches("index.html")));
    let total = format!("  {sum:>6}  {all}");
    std::iter::once(title.to_owned()).chain(rows).chain([total]).collect()
}

/// The list for machines; null where phones keep nothing.
pub fn as_json(site: &Site, summaries: &Summaries) -> Value {
    let files = files(site, summaries);
    if files.is_empty() {
        return Value::Null;
    }
    let sum: u64 = files.iter().map(|(_, bytes)| bytes).sum();
    let files: Vec<Value> = files.iter().map(|(path, bytes)| json!({"path": path, "wire": bytes})).collect();
    json!({"files": files, "wire": sum})
}
