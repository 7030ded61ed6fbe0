//! White space and quotes that no reader needs.

/// Minifies a page, keeping to the specification and to what old browsers read.
///
/// Styles and scripts stay as they are: the policy names the style by its hash.
#[cfg(feature = "minify")]
pub fn minify(markup: String) -> String {
    let configuration = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        minify_css: false,
        minify_js: false,
        ..minify_html::Cfg::default()
    };
    let minified = minify_html::minify(markup.as_bytes(), &configuration);
    String::from_utf8(minified).expect("text without some of its characters is text")
}

/// Built without the minifier: pages are published as the templates print them.
#[cfg(not(feature = "minify"))]
pub fn minify(markup: String) -> String {
    markup
}
