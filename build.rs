//! Names the engine by its sources: an output made by another engine is never taken for this one's.
//! The built-in theme is embedded, so a changed theme file also means a new program.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

#[expect(clippy::disallowed_methods, reason = "a build script reads the sources it names")]
fn main() {
    println!("cargo:rerun-if-changed=themes/lentera");
    println!("cargo:rerun-if-changed=starter");
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=Cargo.lock");
    let mut files = BTreeSet::new();
    collect(Path::new("src"), &mut files);
    files.insert(PathBuf::from("Cargo.lock"));
    let mut hasher = DefaultHasher::new();
    for file in files {
        std::fs::read(&file).unwrap_or_default().hash(&mut hasher);
    }
    println!("cargo:rustc-env=KENTONGAN_ENGINE={:016x}", hasher.finish());
}

fn collect(folder: &Path, files: &mut BTreeSet<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.insert(path);
        }
    }
}
