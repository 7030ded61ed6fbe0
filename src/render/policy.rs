//! The content security policy of a page: nothing is loaded or run but what the page itself brings.

use crate::output::permits::Permits;
use crate::theme::style::source_of;

/// The policy of a page with the one style element that `style` names, which may run what is permitted.
pub fn policy(style: &str, permits: &Permits) -> String {
    let own = |is_permitted: bool| is_permitted.then(|| "'self'".to_owned());
    let scripts = own(permits.own_scripts).into_iter().chain(permits.inline.iter().map(|script| source_of(script)));
    let directives = [
        ("default-src", "'none'".to_owned()),
        ("style-src", style.to_owned()),
        ("script-src", scripts.collect::<Vec<_>>().join(" ")),
        // Lighthouse reads robots.txt through the page's own policy, and no script can make use of it.
        ("connect-src", "'self'".to_owned()),
        ("worker-src", own(permits.worker).unwrap_or_default()),
        ("img-src", "'self' data:".to_owned()),
        ("base-uri", "'none'".to_owned()),
        // A form that a script answers leads to a page of the portal where there is no script.
        ("form-action", own(permits.own_scripts).unwrap_or("'none'".to_owned())),
    ];
    // What is not named follows the default.
    let named = directives.into_iter().filter(|(_, sources)| !sources.is_empty());
    named.map(|(name, sources)| format!("{name} {sources}")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    #[test]
    fn a_page_without_scripts_may_run_none() {
        let expected = format!(
            "default-src 'none'; style-src {EMPTY}; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
        );
        assert_eq!(policy(&source_of(""), &Permits::default()), expected);
    }

    #[test]
    fn only_what_is_permitted_is_added() {
        let inline = Permits { inline: vec![String::new()], ..Permits::default() };
        assert!(policy(EMPTY, &inline).contains(&format!("; script-src {EMPTY}; connect-src 'self'; img-src")));
        let search = Permits { own_scripts: true, ..inline };
        assert!(policy(EMPTY, &search).contains(&format!("; script-src 'self' {EMPTY}; connect-src 'self'; img-src")));
        let worker = Permits { worker: true, ..Permits::default() };
        assert!(policy(EMPTY, &worker).contains("; connect-src 'self'; worker-src 'self'; img-src"));
    }
}
