//! The second visit: whether a service worker keeps pages on the reader's phone, and which ones.

use crate::yaml::Spanned;
use crate::yaml::table::{Fields, Form, Key, Need, key};

/// What is kept for days without network.
#[derive(Clone, Debug)]
pub struct Offline {
    pub worker: Worker,
    /// Addresses of pages that are kept from the first visit on, as written: `/manfaat/`.
    pub pages: Vec<Spanned<String>>,
}

/// Whether pages have a service worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worker {
    /// They have none, and one from earlier days takes its leave.
    Absent,
    /// They have one, once the portal is published; the preview shows all of it but the worker.
    Planned,
    Registered,
}

pub static KEYS: &[Key] = &[
    key(
        "aktif",
        "enabled",
        Form::Truth,
        Need::Required,
        "Apakah HP pembaca menyimpan halaman yang pernah dibuka.",
        "ya",
    ),
    key(
        "halaman",
        "pages",
        Form::List(&Form::Text),
        Need::Optional,
        "Halaman yang disimpan sejak kunjungan pertama.",
        "[/manfaat/, /prosedur/]",
    ),
];

/// Reads the setting; without it pages have no worker. `instead` stands for the worker that is wanted.
pub fn parse(fields: &Fields, instead: Option<Worker>) -> Offline {
    let Some(fields) = fields.map("luring") else { return Offline { worker: Worker::Absent, pages: Vec::new() } };
    let worker = if fields.is("aktif") { instead.unwrap_or(Worker::Registered) } else { Worker::Absent };
    Offline { worker, pages: fields.texts("halaman") }
}

impl Offline {
    /// True when the portal has an offline page and, once published, a worker.
    pub fn is_wanted(&self) -> bool {
        self.worker != Worker::Absent
    }
}
