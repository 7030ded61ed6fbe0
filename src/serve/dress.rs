//! Finished page → the page as the preview shows it: with the reload script and the sheet of problems.

use super::{bar, live_reload};
use crate::report::overlay;
use crate::vocabulary::Html;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Puts the script, the bar of other forms and, where there are problems, their sheet at the end of
/// the page's body.
///
/// The page's own policy keeps its strictness: it learns the hashes of these and that the script may listen to this server. Nothing of this is ever in a build.
pub fn dress(page: &str, version: &str, sheet: Option<&Html>, bar: Option<&Html>) -> String {
    let [bar, sheet] = [bar, sheet].map(|part| part.map_or("", Html::as_str));
    let additions = format!("{bar}{sheet}{}", live_reload::element(version));
    let mut edits = Vec::new();
    let mut end_of_body = page.len();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(page, emitter).flatten() {
        match token {
            Token::StartTag(tag) => edits.extend(policy_of(&tag).map(|policy| (tag.span.start..tag.span.end, policy))),
            Token::EndTag(tag) if tag.name.as_slice() == b"body" => end_of_body = tag.span.start,
            _ => {}
        }
    }
    edits.push((end_of_body..end_of_body, additions));
    edit(page, edits)
}

/// The relaxed policy element in place of the one that `tag` is; `None` for other tags.
fn policy_of(tag: &StartTag<usize>) -> Option<String> {
    let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
    let is_policy = tag.name.as_slice() == b"meta"
        && attribute(b"http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"));
    let policy = is_policy.then(|| attribute(b"content")).flatten()?;
    let relaxed = Html::escape(&relax(&policy));
    Some(format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{relaxed}\">"))
}

fn relax(policy: &str) -> String {
    let additions = [
        ("script-src", hash(live_reload::SCRIPT)),
        ("style-src", format!("{} {}", hash(overlay::STYLE), hash(bar::STYLE))),
        ("connect-src", "'self'".to_owned()),
    ];
    let mut directives: Vec<(&str, String)> =
        policy.split(';').filter_map(|directive| split_directive(directive.trim())).collect();
    let default = directives.iter().find(|(name, _)| *name == "default-src").map(|(_, sources)| sources.clone());
    for (name, addition) in additions {
        match directives.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(name)) {
            Some((_, sources)) => *sources = with_source(sources, &addition),
            // What is not named follows the default; without one everything is allowed already.
            None => directives.extend(default.as_deref().map(|sources| (name, with_source(sources, &addition)))),
        }
    }
    directives.iter().map(|(name, sources)| format!("{name} {sources}")).collect::<Vec<_>>().join("; ")
}

fn split_directive(directive: &str) -> Option<(&str, String)> {
    let (name, sources) = directive.split_once(char::is_whitespace).unwrap_or((directive, ""));
    (!name.is_empty()).then(|| (name, sources.trim().to_owned()))
}

fn with_source(sources: &str, addition: &str) -> String {
    match sources {
        "" | "'none'" => addition.to_owned(),
        sources => format!("{sources} {addition}"),
    }
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// Replaces ranges of `page`, which come in order and do not overlap.
fn edit(page: &str, edits: Vec<(Range<usize>, String)>) -> String {
    let mut edited = String::with_capacity(page.len() + edits.iter().map(|(_, text)| text.len()).sum::<usize>());
    let mut copied = 0;
    for (range, text) in edits {
        edited.push_str(&page[copied..range.start]);
        edited.push_str(&text);
        copied = range.end;
    }
    edited.push_str(&page[copied..]);
    edited
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_two_hashes_and_the_own_server_are_let_in() {
        let (script, style) = (hash(live_reload::SCRIPT), format!("{} {}", hash(overlay::STYLE), hash(bar::STYLE)));
        assert_eq!(
            relax("default-src 'none'; style-src 'sha256-x'; base-uri 'none'"),
            format!(
                "default-src 'none'; style-src 'sha256-x' {style}; base-uri 'none'; \
                 script-src {script}; connect-src 'self'"
            )
        );
        assert_eq!(relax("img-src 'self'"), "img-src 'self'");
    }

    #[test]
    fn additions_stand_at_the_end_of_the_body() {
        let page = "<html><head><meta content=\"default-src 'none'\" http-equiv='content-security-policy'></head>\
                    <body>é<pre>&lt;/body></pre><!-- </body> --></body></html>";
        let dressed = dress(page, "7", None, None);
        let end = format!("<!-- </body> -->{}</body></html>", live_reload::element("7"));
        assert!(dressed.ends_with(&end), "{dressed}");
        assert!(dressed.contains("connect-src &#39;self&#39;\"></head>"), "{dressed}");
    }

    #[test]
    fn a_page_without_an_end_gets_them_too() {
        assert_eq!(dress("<p>Sudah", "7", None, None), format!("<p>Sudah{}", live_reload::element("7")));
    }
}
