//! Which carriers a page has besides itself: what travels where the page does not.

use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::vocabulary::SourcePath;
use crate::yaml::table::{Fields, Form, Key, Need, key};
use std::collections::BTreeMap;

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
}

impl Carrier {
    /// The name authors write, and the name of the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::WhatsApp => "wa",
            Self::Sms => "sms",
            Self::Script => "siaran",
            Self::Calendar => "kalender",
        }
    }

    /// For those who write.
    pub fn label(self) -> Text {
        match self {
            Self::WhatsApp => Text::new("WhatsApp", "WhatsApp"),
            Self::Sms => Text::new("SMS", "SMS"),
            Self::Script => Text::new("Siaran", "Announcement"),
            Self::Calendar => Text::new("Kalender", "Calendar"),
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        match name {
            "wa" | "whatsapp" => Some(Self::WhatsApp),
            "sms" => Some(Self::Sms),
            "siaran" | "script" => Some(Self::Script),
            "kalender" | "calendar" => Some(Self::Calendar),
            _ => None,
        }
    }
}

/// The carriers of each kind, and their limits.
#[derive(Clone, Debug)]
pub struct Carriers {
    by_kind: BTreeMap<&'static str, Vec<Carrier>>,
    /// Most characters of a WhatsApp message: a longer one is folded up, and few unfold it.
    pub whatsapp_characters: usize,
}

impl Carriers {
    /// The carriers of a kind, under the name authors write after `jenis:`; sections have none.
    pub fn of(&self, kind: &str) -> &[Carrier] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }
}

/// The kind that has a day, and so a place in a calendar.
const EVENT: &str = "acara";

/// What people pass on by themselves: not every kind is read aloud in a village.
const BUILT_IN: [(&str, &[Carrier]); 6] = [
    ("manfaat", &[Carrier::WhatsApp, Carrier::Sms, Carrier::Script]),
    ("prosedur", &[Carrier::WhatsApp, Carrier::Sms, Carrier::Script]),
    (EVENT, &[Carrier::WhatsApp, Carrier::Sms, Carrier::Script, Carrier::Calendar]),
    ("mitra", &[Carrier::WhatsApp, Carrier::Sms]),
    ("artikel", &[Carrier::WhatsApp, Carrier::Script]),
    ("tanya-jawab", &[Carrier::WhatsApp, Carrier::Sms]),
];
const WHATSAPP_CHARACTERS: usize = 1_000;
/// Below this there is no room for the notice, the telephone number and the link.
const LEAST_CHARACTERS: i64 = 700;

const NAMES: &[&str] = &["wa", "sms", "siaran", "kalender", "whatsapp", "script", "calendar"];

const fn carriers(name: &'static str, alias: &'static str) -> Key {
    const LIST: Form = Form::List(&Form::Choice(NAMES));
    key(name, alias, LIST, Need::Optional, "Bentuk lain dari halaman jenis ini.", "[wa, sms, siaran]")
}

pub static CARRIER_KEYS: &[Key] = &[
    carriers("manfaat", "benefit"),
    carriers("prosedur", "procedure"),
    carriers("acara", "event"),
    carriers("mitra", "partner"),
    carriers("artikel", "article"),
    carriers("tanya-jawab", "question"),
];

/// Reads the settings; a kind that is not named has the built-in carriers, an empty list means none.
pub fn parse(path: &SourcePath, fields: &Fields, diagnostics: &mut Diagnostics) -> Carriers {
    let written = fields.map("saluran");
    for (kind, _) in BUILT_IN.iter().filter(|(kind, _)| *kind != EVENT) {
        let names = written.map_or_else(Vec::new, |written| written.texts(kind));
        let dayless = names.iter().find(|name| Carrier::from_name(&name.value) == Some(Carrier::Calendar));
        if let Some(name) = dayless {
            diagnostics.push(diagnostic::config::calendar_without_day(Location::span(path, name.span.clone()), kind));
        }
    }
    let of = |kind: &str, built_in: &[Carrier]| match written.filter(|written| written.get(kind).is_some()) {
        Some(written) => {
            let mut named: Vec<Carrier> =
                written.texts(kind).iter().filter_map(|name| Carrier::from_name(&name.value)).collect();
            named.retain(|carrier| kind == EVENT || *carrier != Carrier::Calendar);
            named.sort();
            named.dedup();
            named
        }
        None => built_in.to_vec(),
    };
    Carriers {
        by_kind: BUILT_IN.iter().map(|(kind, built_in)| (*kind, of(kind, built_in))).collect(),
        whatsapp_characters: whatsapp_characters(path, fields, diagnostics),
    }
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
