//! Reference data beside the facts: sources, channels, glossary, regions, occupations, topics.

use super::Publish;
use crate::markdown::shortcode::InlineText;
use crate::vocabulary::{Date, SourcePath};
use std::ops::Range;

/// A contribution group: transport workers, others, those whose contributions the state pays.
#[derive(Debug)]
pub struct Group {
    pub id: String,
    pub name: String,
    pub note: String,
}

#[derive(Debug)]
pub struct Source {
    pub title: String,
    pub url: Option<String>,
    /// As exact as the source is: `2026`, `2026-09`, `2025-12-22`.
    pub date: Option<String>,
    /// The source through which it was read; such a one is cited, never linked.
    pub via: Option<String>,
    /// A third party's copy: cited, never linked.
    pub copy: bool,
}

#[derive(Debug)]
pub struct Regulation {
    pub name: String,
    pub about: String,
    pub state: String,
    pub sources: Vec<String>,
}

/// A way to register, pay, check or ask.
#[derive(Debug)]
pub struct Channel {
    pub id: String,
    pub purpose: String,
    pub name: String,
    pub steps: Vec<InlineText>,
    pub members: Vec<String>,
    pub link: Option<String>,
    pub note: Option<InlineText>,
    pub without_app: bool,
    pub publish: Publish,
    pub path: SourcePath,
}

/// A glossary entry.
#[derive(Debug)]
pub struct Term {
    pub id: String,
    pub short: String,
    /// What the short form stands for; `None` for words that are no abbreviation.
    pub full: Option<String>,
    pub meaning: String,
    pub publish: Publish,
}

#[derive(Debug)]
pub struct Warning {
    pub text: String,
    pub publish: Publish,
}

/// A kecamatan.
#[derive(Debug)]
pub struct Region {
    pub id: String,
    pub name: String,
    pub code: String,
    pub villages: i64,
    pub wards: i64,
    /// Degrees; the middle of the area, not an office.
    pub latitude: f64,
    pub longitude: f64,
    pub checked: Option<Date>,
    pub sources: Vec<String>,
}

impl Region {
    /// Great-circle distance between the middles of two areas, in kilometres.
    pub fn distance_km(&self, other: &Self) -> f64 {
        const EARTH_RADIUS_KM: f64 = 6371.0;
        let (a, b) = (self.latitude.to_radians(), other.latitude.to_radians());
        let longitudes = (other.longitude - self.longitude).to_radians();
        let haversine = ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * (longitudes / 2.0).sin().powi(2);
        2.0 * EARTH_RADIUS_KM * haversine.sqrt().asin()
    }
}

#[derive(Debug)]
pub struct Occupation {
    pub id: String,
    pub name: String,
    pub known_as: Option<String>,
    pub group: String,
    pub regions: Vec<String>,
    pub publish: Publish,
    pub path: SourcePath,
    pub span: Range<usize>,
}

#[derive(Debug)]
pub struct Topic {
    pub id: String,
    pub name: String,
}
