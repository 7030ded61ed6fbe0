//! Nothing is depended on without a reason that is written down.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_dependency_is_in_the_table_of_reasons_and_no_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = |name: &str| fs::read_to_string(root.join(name)).expect("a file of the project");
    let (manifest, architecture) = (text("Cargo.toml"), text("ARCHITECTURE.md"));
    let dependencies = dependencies(&manifest);
    assert!(dependencies.len() > 40 && dependencies.contains("tera") && dependencies.contains("insta"));
    let reasons = reasons(&architecture);
    let without_reason: Vec<_> = dependencies.difference(&reasons).collect();
    assert!(without_reason.is_empty(), "without a reason in ARCHITECTURE.md: {without_reason:?}");
    let without_dependency: Vec<_> = reasons.difference(&dependencies).collect();
    assert!(without_dependency.is_empty(), "in ARCHITECTURE.md, but not in Cargo.toml: {without_dependency:?}");
}

/// The names below the headings of dependencies of any kind.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut is_within = false;
    let mut found = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_within = line.trim_end_matches(']').ends_with("dependencies");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| is_within) {
            found.insert(name.trim().to_owned());
        }
    }
    found
}

/// The crates that the first column of the table names.
fn reasons(architecture: &str) -> BTreeSet<String> {
    let (_, table) = architecture.split_once("## Why each dependency").expect("the chapter is there");
    let rows = table.lines().skip_while(|line| !line.starts_with("| ---")).skip(1);
    let names = rows.take_while(|line| line.starts_with('|')).filter_map(|row| row.split('|').nth(1));
    // In a cell, what stands in parentheses says more of the name before it.
    let names =
        names.flat_map(|cell| cell.split(',').map(|name| name.split('(').next().unwrap_or_default().to_owned()));
    names.filter_map(|name| name.split('`').nth(1).map(str::to_owned)).collect()
}
