//! The module order of `src/lib.rs`: a module uses only those above it.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn a_module_uses_only_modules_above_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let order = modules(&fs::read_to_string(source.join("lib.rs")).expect("lib.rs"));
    assert!(order.len() > 10, "lib.rs lists the modules");
    let mut upward = Vec::new();
    for (place, module) in order.iter().enumerate() {
        for file in files(&source, module) {
            let text = fs::read_to_string(&file).expect("a source file");
            for used in text.match_indices("crate::").map(|(index, _)| first_word(&text[index + "crate::".len()..])) {
                if order.iter().position(|other| *other == used).is_some_and(|other| other > place) {
                    upward.push(format!("{} uses {used}", file.strip_prefix(&source).unwrap_or(&file).display()));
                }
            }
        }
    }
    upward.dedup();
    assert!(upward.is_empty(), "against the order of lib.rs:\n{}", upward.join("\n"));
}

#[test]
fn no_module_is_a_drawer() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in all_files(&source) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        assert!(!["utils", "util", "helpers", "helper", "common", "misc", "mod"].contains(&name.as_str()), "{name}");
    }
}

fn modules(lib: &str) -> Vec<String> {
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod ")))
        .map(|rest| rest.trim_end_matches(';').to_owned())
        .collect()
}

/// `src/x.rs` and everything below `src/x/`.
fn files(source: &Path, module: &str) -> Vec<PathBuf> {
    let mut files = vec![source.join(format!("{module}.rs"))];
    files.extend(all_files(&source.join(module)));
    files
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(all_files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
