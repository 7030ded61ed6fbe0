//! Example content that is still there.

use crate::diagnostic::{self, Diagnostics, Location};
use crate::site::Site;
use crate::site::publication::Reason;

pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let shown = site.pages.iter().map(|page| &page.document.common).filter(|common| common.example);
    let hidden = site.unpublished.iter().filter(|document| document.reason == Reason::Example);
    for path in shown.map(|common| &common.path).chain(hidden.map(|document| &document.path)) {
        diagnostics.push(diagnostic::check::example_left(Location::file(path)));
    }
}
