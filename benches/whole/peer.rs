//! Another generator on the same files.

use crate::run::{Figures, remove, run};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds from nothing.
pub type Cold<'a> = Box<dyn Fn() -> io::Result<Figures> + 'a>;

/// Hugo, with layouts that write what ours writes: pages, lists of 20, feeds, a sitemap.
pub struct Hugo {
    program: PathBuf,
    site: PathBuf,
}

const FILES: [(&str, &str); 12] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("layouts/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/home.html", include_str!("hugo/home.html")),
    ("layouts/single.html", include_str!("hugo/single.html")),
    ("layouts/list.html", include_str!("hugo/list.html")),
    ("layouts/taxonomy.html", include_str!("hugo/taxonomy.html")),
    ("layouts/404.html", include_str!("hugo/404.html")),
    ("layouts/rss.xml", include_str!("hugo/rss.xml")),
    ("layouts/_partials/data.html", include_str!("hugo/data.html")),
    ("layouts/_partials/item.html", include_str!("hugo/item.html")),
    ("layouts/_partials/menu.html", include_str!("hugo/menu.html")),
    ("layouts/_partials/style.html", include_str!("hugo/style.html")),
];

/// Lays out a site beside the portal that reads the portal's pages.
///
/// # Errors
/// When the disk fails.
pub fn hugo(program: &Path, portal: &Path, folder: &Path) -> io::Result<Hugo> {
    let site = folder.join("hugo");
    for (path, text) in FILES {
        let path = site.join(path);
        fs::create_dir_all(path.parent().expect("every file is in a folder"))?;
        fs::write(path, text.replace("CONTENT", &portal.join("content").to_string_lossy()))?;
    }
    Ok(Hugo { program: program.to_owned(), site })
}

impl Hugo {
    pub fn build(&self, minify: bool) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(&self.site).args(["build", "--quiet"]);
        if minify {
            command.arg("--minify");
        }
        command
    }

    pub fn cold(&self, minify: bool) -> Cold<'_> {
        Box::new(move || {
            for made in ["public", "resources"] {
                remove(&self.site.join(made))?;
            }
            run(&mut self.build(minify))
        })
    }
}
