//! White space and quotes that no reader needs.

/// Minifies a page, keeping to the specification and to what old browsers read.
///
/// Styles and scripts stay as they are: the policy names the style by its hash.
#[cfg(feature = "minify")]
pub fn minify(markup: &str) -> Vec<u8> {
    let configuration = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        minify_css: false,
        minify_js: false,
        ..minify_html::Cfg::default()
    };
    minify_html::minify(markup.as_bytes(), &configuration)
}

/// Built without the minifier: pages are published as the templates print them.
#[cfg(not(feature = "minify"))]
pub fn minify(markup: &str) -> Vec<u8> {
    markup.as_bytes().to_vec()
}
