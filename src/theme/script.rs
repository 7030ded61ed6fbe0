//! The theme's scripts, without what only people need.

use crate::source::SourceTree;

/// A script of the theme, or else the built-in one of that name, without comment lines, blank lines and indents.
///
/// Only whole lines are comments: what stands behind code stays.
pub fn read(source: &SourceTree, folder: &str, built_in: &SourceTree, name: &str) -> String {
    let own = source.text(&format!("{folder}/scripts/{name}"));
    let file = own.or_else(|| built_in.text(&format!("themes/{}/scripts/{name}", super::BUILT_IN)));
    file.map(|file| strip(&file.text)).unwrap_or_default()
}

fn strip(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_left_as_it_is() {
        let script = "// Why.\nconst a = 'http://x' // here\n\n    // How.\n    a  (b)\n";
        assert_eq!(strip(script), "const a = 'http://x' // here\na  (b)");
    }
}
