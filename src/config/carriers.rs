//! Which carriers a page has besides itself: what travels where the page does not.

use super::Sheets;
use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::vocabulary::SourcePath;
use crate::yaml::table::{Fields, Form, Key, Need, key};
use std::collections::{BTreeMap, BTreeSet};

/// Another form of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carrier {
    /// A message for a WhatsApp group.
    WhatsApp,
    Sms,
    /// What a loudspeaker or a radio says.
    Script,
    /// An event for the calendar of a phone.
    Calendar,
    /// What is painted or printed.
    Sheet(SheetKind),
}

/// A form of a page that is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetKind {
    /// A picture to forward.
    Picture,
    /// The whole page as a file to forward and to print, A5.
    Pdf,
    /// For a wall, A4.
    Poster,
    /// To hand out, A5.
    Leaflet,
}

impl Carrier {
    /// The name authors write, and the name of a text's file.
    pub fn name(self) -> &'static str {
        match self {
            Self::WhatsApp => "wa",
            Self::Sms => "sms",
            Self::Script => "siaran",
            Self::Sheet(SheetKind::Picture) => "gambar",
            Self::Sheet(SheetKind::Pdf) => "pdf",
            Self::Sheet(SheetKind::Poster) => "poster",
            Self::Sheet(SheetKind::Leaflet) => "selebaran",
            Self::Calendar => "kalender",
        }
    }

    /// For those who write.
    pub fn label(self) -> Text {
        match self {
            Self::WhatsApp => Text::new("WhatsApp", "WhatsApp"),
            Self::Sms => Text::new("SMS", "SMS"),
            Self::Script => Text::new("Siaran", "Announcement"),
            Self::Sheet(SheetKind::Picture) => Text::new("Gambar", "Picture"),
            Self::Sheet(SheetKind::Pdf) => Text::new("PDF", "PDF"),
            Self::Sheet(SheetKind::Poster) => Text::new("Poster", "Poster"),
            Self::Sheet(SheetKind::Leaflet) => Text::new("Selebaran", "Leaflet"),
            Self::Calendar => Text::new("Kalender", "Calendar"),
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        match name {
            "wa" | "whatsapp" => Some(Self::WhatsApp),
            "sms" => Some(Self::Sms),
            "siaran" | "script" => Some(Self::Script),
            "gambar" | "picture" => Some(Self::Sheet(SheetKind::Picture)),
            "pdf" => Some(Self::Sheet(SheetKind::Pdf)),
            "poster" => Some(Self::Sheet(SheetKind::Poster)),
            "selebaran" | "leaflet" => Some(Self::Sheet(SheetKind::Leaflet)),
            "kalender" | "calendar" => Some(Self::Calendar),
            _ => None,
        }
    }
}

/// The carriers of each kind, and their limits.
#[derive(Clone, Debug)]
pub struct Carriers {
    by_kind: BTreeMap<&'static str, Vec<Carrier>>,
    /// The kinds whose links come with a picture.
    previews: BTreeSet<&'static str>,
    /// Most characters of a WhatsApp message: a longer one is folded up, and few unfold it.
    pub whatsapp_characters: usize,
}

impl Carriers {
    /// The carriers of a kind, under the name authors write after `jenis:`; sections have none.
    pub fn of(&self, kind: &str) -> &[Carrier] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// True for a kind whose links come with a picture; `bagian` stands for home, sections and terms.
    pub fn has_preview(&self, kind: &str) -> bool {
        self.previews.contains(kind)
    }

    /// Takes away all that is painted or printed.
    fn leave_out_sheets(&mut self) {
        self.previews.clear();
        for carriers in self.by_kind.values_mut() {
            carriers.retain(|carrier| !matches!(carrier, Carrier::Sheet(_)));
        }
    }
}

/// The kind that has a day, and so a place in a calendar.
const EVENT: &str = "acara";

/// What people pass on by themselves: not every kind is read aloud in a village, or hangs on its walls.
const BUILT_IN: [(&str, &[Carrier]); 6] = [
    ("manfaat", &EVERY),
    ("prosedur", &EVERY),
    (EVENT, &OF_EVENTS),
    ("mitra", &[Carrier::WhatsApp, Carrier::Sms]),
    ("artikel", &[Carrier::WhatsApp, Carrier::Script]),
    ("tanya-jawab", &[Carrier::WhatsApp, Carrier::Sms]),
];
const EVERY: [Carrier; 7] = [
    Carrier::WhatsApp,
    Carrier::Sms,
    Carrier::Script,
    Carrier::Sheet(SheetKind::Picture),
    Carrier::Sheet(SheetKind::Pdf),
    Carrier::Sheet(SheetKind::Poster),
    Carrier::Sheet(SheetKind::Leaflet),
];
const OF_EVENTS: [Carrier; 8] = [
    Carrier::WhatsApp,
    Carrier::Sms,
    Carrier::Script,
    Carrier::Calendar,
    Carrier::Sheet(SheetKind::Picture),
    Carrier::Sheet(SheetKind::Pdf),
    Carrier::Sheet(SheetKind::Poster),
    Carrier::Sheet(SheetKind::Leaflet),
];
const WHATSAPP_CHARACTERS: usize = 1_000;
/// Below this there is no room for the notice, the telephone number and the link.
const LEAST_CHARACTERS: i64 = 700;

const NAMES: &[&str] = &[
    "wa",
    "sms",
    "siaran",
    "kalender",
    "gambar",
    "pdf",
    "poster",
    "selebaran",
    "pratinjau",
    "whatsapp",
    "script",
    "calendar",
    "picture",
    "leaflet",
    "preview",
];
/// Sections, terms and the home page are lists: only a link to them has a picture.
const NAMES_OF_LISTS: &[&str] = &["pratinjau", "preview"];

const fn carriers(name: &'static str, alias: &'static str) -> Key {
    const LIST: Form = Form::List(&Form::Choice(NAMES));
    key(name, alias, LIST, Need::Optional, "Bentuk lain dari halaman jenis ini.", "[wa, gambar, poster, pratinjau]")
}

pub static CARRIER_KEYS: &[Key] = &[
    carriers("manfaat", "benefit"),
    carriers("prosedur", "procedure"),
    carriers("acara", "event"),
    carriers("mitra", "partner"),
    carriers("artikel", "article"),
    carriers("tanya-jawab", "question"),
    key(
        "bagian",
        "section",
        Form::List(&Form::Choice(NAMES_OF_LISTS)),
        Need::Optional,
        "Bentuk lain dari beranda, bagian, dan daftar.",
        "[pratinjau]",
    ),
];

/// Reads the settings; a kind that is not named has the built-in carriers, an empty list means none.
pub fn parse(path: &SourcePath, fields: &Fields, sheets: Sheets, diagnostics: &mut Diagnostics) -> Carriers {
    let written = fields.map("saluran");
    let names = |kind: &str| written.filter(|written| written.get(kind).is_some()).map(|written| written.texts(kind));
    for (kind, _) in BUILT_IN.iter().filter(|(kind, _)| *kind != EVENT) {
        let names = names(kind).unwrap_or_default();
        let dayless = names.iter().find(|name| Carrier::from_name(&name.value) == Some(Carrier::Calendar));
        if let Some(name) = dayless {
            diagnostics.push(diagnostic::config::calendar_without_day(Location::span(path, name.span.clone()), kind));
        }
    }
    let of = |kind: &str, built_in: &[Carrier]| match names(kind) {
        Some(names) => {
            let mut named: Vec<Carrier> = names.iter().filter_map(|name| Carrier::from_name(&name.value)).collect();
            named.retain(|carrier| kind == EVENT || *carrier != Carrier::Calendar);
            named.sort();
            named.dedup();
            named
        }
        None => built_in.to_vec(),
    };
    let has_preview = |kind: &&str| {
        names(kind).is_none_or(|names| names.iter().any(|name| NAMES_OF_LISTS.contains(&name.value.as_str())))
    };
    let mut carriers = Carriers {
        by_kind: BUILT_IN.iter().map(|(kind, built_in)| (*kind, of(kind, built_in))).collect(),
        previews: CARRIER_KEYS.iter().map(|key| key.name).filter(has_preview).collect(),
        whatsapp_characters: whatsapp_characters(path, fields, diagnostics),
    };
    // A program without what paints and prints publishes the rest.
    if sheets == Sheets::LeaveOut || cfg!(not(feature = "sheets")) {
        carriers.leave_out_sheets();
    }
    carriers
}

fn whatsapp_characters(path: &SourcePath, fields: &Fields, diagnostics: &mut Diagnostics) -> usize {
    let Some(written) = fields.integer("panjang_wa") else { return WHATSAPP_CHARACTERS };
    match usize::try_from(written) {
        Ok(characters) if written >= LEAST_CHARACTERS => characters,
        _ => {
            let span = fields.get("panjang_wa").map_or(0..0, |value| value.span.clone());
            diagnostics.push(diagnostic::config::short_whatsapp(Location::span(path, span), written, LEAST_CHARACTERS));
            WHATSAPP_CHARACTERS
        }
    }
}
