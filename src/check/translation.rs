//! Translations that are older than what they translate.

use crate::content::Common;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::site::Site;
use crate::vocabulary::{Date, Language};

pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for page in &site.pages {
        let translation = &page.document.common;
        if translation.language == Language::Indonesian {
            continue;
        }
        let Some(source) = site.find(&translation.stem, Language::Indonesian) else { continue };
        let source = &site.page(source).document.common;
        let Some(changed) = last_touched(source) else { continue };
        if last_touched(translation).is_none_or(|translated| translated < changed) {
            diagnostics.push(diagnostic::check::translation_behind(
                Location::file(&translation.path),
                source.path.as_str(),
                changed,
                last_touched(translation),
            ));
        }
    }
}

fn last_touched(common: &Common) -> Option<Date> {
    common.updated.max(common.reviewed)
}
