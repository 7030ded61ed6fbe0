//! A bar at the end of a previewed page that leads to its other forms. Never in a build.

use crate::diagnostic::Text;
use crate::report::Speech;
use crate::vocabulary::Html;
use crate::vocabulary::html::push_escaped;

/// The bar's style. A policy can name it by its hash; what the theme says of `a` or `p` does not reach it.
pub const STYLE: &str = "\
#kentongan-bar,#kentongan-bar *{all:revert;box-sizing:border-box}\
#kentongan-bar{display:block;padding:.75rem 1rem;background:#1f1b1b;color:#fff;font:16px/1.5 system-ui,sans-serif}\
#kentongan-bar a{display:inline-block;padding:.6rem .5rem;color:#ffd8a8}\
@media print{#kentongan-bar{display:none}}";

/// Another form of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub label: Text,
    /// Its path in the output.
    pub path: String,
}

/// The bar with its style; `None` for a page without other forms.
pub fn bar(forms: &[Form], speech: Speech) -> Option<Html> {
    if forms.is_empty() {
        return None;
    }
    let (lang, title) = match speech {
        Speech::Indonesian => ("id", "Bentuk lain halaman ini (hanya tampak di pratinjau):"),
        Speech::English => ("en", "Other forms of this page (only seen in the preview):"),
    };
    let mut links = String::new();
    for form in forms {
        links.push_str(" <a href=\"/");
        push_escaped(&mut links, &form.path);
        links.push_str("\">");
        push_escaped(&mut links, speech.of(&form.label));
        links.push_str("</a>");
    }
    Some(Html::trusted(format!(
        "<style>{STYLE}</style>\n<nav id=\"kentongan-bar\" lang=\"{lang}\" aria-label=\"{title}\">{title}{links}</nav>\n"
    )))
}
