//! Signposts: the pages that lead to every other one, and the languages that have them.

use super::Site;
use crate::vocabulary::Language;

/// Which languages have an A–Z and a search, and which have tasks.
#[derive(Clone, Debug, Default)]
pub struct Signposts {
    /// Languages with a page besides the home page.
    pub listed: Vec<Language>,
    /// Languages in which a page names a task.
    pub tasks: Vec<Language>,
}

/// Looks at every page once, so that no page's frame has to.
pub fn find(site: &Site) -> Signposts {
    let has = |wanted: &dyn Fn(&crate::content::Common) -> bool| {
        let has = |language: &Language| {
            site.pages.iter().any(|page| page.document.common.language == *language && wanted(&page.document.common))
        };
        Language::ALL.into_iter().filter(has).collect()
    };
    Signposts { listed: has(&|common| !common.stem.is_empty()), tasks: has(&|common| !common.tasks.is_empty()) }
}

impl Signposts {
    /// The language of the A–Z and the search that a page in `language` leads to.
    pub fn listed_for(&self, language: Language) -> Option<Language> {
        own_or_indonesian(&self.listed, language)
    }

    /// The language of the tasks that a page in `language` leads to.
    pub fn tasks_for(&self, language: Language) -> Option<Language> {
        own_or_indonesian(&self.tasks, language)
    }
}

fn own_or_indonesian(languages: &[Language], language: Language) -> Option<Language> {
    [language, Language::Indonesian].into_iter().find(|wanted| languages.contains(wanted))
}
