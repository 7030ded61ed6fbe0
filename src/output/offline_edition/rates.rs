//! What an occupation pays, as a table of its own: by the theme's shortcode for one group's contributions.

use super::fragment::Fragment;
use super::{Entry, RATES};
use crate::diagnostic::Diagnostics;
use crate::markdown::shortcode::Call;
use crate::output::writing::Writing;
use crate::site::Site;
use crate::theme::Theme;
use crate::theme::shortcode::{Data, Placement};
use crate::yaml::Spanned;

/// The shortcode that shows an entry; `None` for pages, and where the theme has no such shortcode.
pub fn call(entry: &Entry, site: &Site, theme: &Theme) -> Option<Call> {
    let Entry::Rates(index) = entry else { return None };
    let group = site.facts.occupation(&site.terms[*index].id)?.group.clone();
    let (name, _) = theme.shortcodes.iter().find(|(_, signature)| signature.data == Data::Brackets)?;
    let group = Spanned { value: group, span: 0..0 };
    let arguments = [("golongan".to_owned(), group)].into_iter().collect();
    Some(Call { name: name.clone(), arguments, placement: Placement::Block, span: 0..0 })
}

/// The table, under the group's name; `None` where there is none.
pub fn fragment(entry: &Entry, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Option<Fragment> {
    let call = call(entry, writing.site, writing.theme)?;
    let group = writing.site.facts.group(&call.arguments["golongan"].value);
    let group = group.map(|group| group.name.as_str()).unwrap_or_default();
    let title = writing.words.fill("contribution_table", &[("group", group)]);
    let table = writing.shortcode(&call, diagnostics);
    Some(Fragment::titled(RATES, title, table))
}
