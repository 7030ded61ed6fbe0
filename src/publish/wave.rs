//! The order in which new files appear: nothing before what it needs.

use crate::config::carriers::Carrier;
use crate::output::Subject;

/// A part of the site that is put into place before the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wave {
    /// Pictures, styles, files: pages show them.
    Assets,
    /// Pages: lists lead to them.
    Pages,
    /// The home page, lists, old addresses, feeds, the sitemap: all that leads elsewhere.
    Indexes,
    /// What says which files are there.
    Inventory,
}

impl Wave {
    pub fn of(subject: &Subject) -> Self {
        match subject {
            Subject::Icon
            | Subject::File(_)
            | Subject::Picture(_)
            | Subject::Preview(_)
            | Subject::SearchPart(_)
            | Subject::Carrier { carrier: Carrier::Sheet(_), .. } => Self::Assets,
            Subject::Page(_)
            | Subject::Carrier { carrier: Carrier::WhatsApp | Carrier::Sms | Carrier::Script | Carrier::Calendar, .. }
            | Subject::Texts(_)
            | Subject::NotFound
            | Subject::OfflineEdition(_)
            | Subject::Edition(_)
            | Subject::Offline => Self::Pages,
            Subject::Home(_)
            | Subject::Section { .. }
            | Subject::Taxonomy { .. }
            | Subject::Term { .. }
            | Subject::Region(_)
            | Subject::RegionList { .. }
            | Subject::Index(_)
            | Subject::Shelf(_)
            | Subject::Redirect(_)
            | Subject::Feed(_)
            | Subject::Calendar(_)
            | Subject::Series(_)
            | Subject::Sitemap(_)
            // It fetches pages: they must be there.
            | Subject::Worker
            | Subject::Robots
            // They lead old addresses to new pages.
            | Subject::ServerRules(_) => Self::Indexes,
            Subject::Inventory(_) => Self::Inventory,
        }
    }
}
