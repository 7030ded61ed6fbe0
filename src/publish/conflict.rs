//! What stands in the way of an exchange and is not ours, found before anything is touched.

use super::disk::{Standing, naming};
use super::exchange::Exchange;
use super::folder::{NOTES, OutputFolder, folders_above};
use crate::diagnostic::{self, Diagnostics};
use crate::vocabulary::OutputPath;
use std::collections::BTreeSet;
use std::fs;
use std::io;

/// Something of others at a planned place, by its path in the output.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Obstacle {
    Foreign(String),
    /// Whatever is written there would land somewhere else.
    Link(String),
    /// Our notes stand there.
    Notes(String),
}

/// Reports every obstacle, each once.
pub fn find(folder: &OutputFolder, owned: &BTreeSet<OutputPath>, exchange: &Exchange) -> io::Result<Diagnostics> {
    let search = Search { folder, owned, exchange };
    let mut obstacles = BTreeSet::new();
    for path in &exchange.put {
        obstacles.extend(search.obstacle(path)?);
    }
    for path in &exchange.removed {
        obstacles.extend(search.obstacle_above(path)?);
    }
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(obstacles.into_iter().map(|obstacle| match obstacle {
        Obstacle::Foreign(path) => diagnostic::publish::foreign(&folder.shown(&path)),
        Obstacle::Link(path) => diagnostic::publish::link(&folder.shown(&path)),
        Obstacle::Notes(path) => diagnostic::publish::reserved(&path),
    }));
    Ok(diagnostics)
}

struct Search<'a> {
    folder: &'a OutputFolder,
    owned: &'a BTreeSet<OutputPath>,
    exchange: &'a Exchange,
}

impl Search<'_> {
    /// What stands in the way of a new file.
    fn obstacle(&self, path: &OutputPath) -> io::Result<Option<Obstacle>> {
        let text = path.as_str();
        if text.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(NOTES)) {
            return Ok(Some(Obstacle::Notes(text.to_owned())));
        }
        if let Some(obstacle) = self.obstacle_above(path)? {
            return Ok(Some(obstacle));
        }
        Ok(match self.folder.standing(text)? {
            Standing::Nothing => None,
            Standing::File => self.foreign_file(text)?,
            Standing::Folder => self.foreign_within(text)?,
            Standing::Link => Some(Obstacle::Link(text.to_owned())),
            Standing::Other => Some(Obstacle::Foreign(text.to_owned())),
        })
    }

    /// What keeps the folders above a file from being folders of the output.
    fn obstacle_above(&self, path: &OutputPath) -> io::Result<Option<Obstacle>> {
        for above in folders_above(path.as_str()) {
            match self.folder.standing(above)? {
                Standing::Folder => {}
                Standing::Nothing => return Ok(None),
                Standing::File => return self.foreign_file(above),
                Standing::Link => return Ok(Some(Obstacle::Link(above.to_owned()))),
                Standing::Other => return Ok(Some(Obstacle::Foreign(above.to_owned()))),
            }
        }
        Ok(None)
    }

    fn foreign_file(&self, path: &str) -> io::Result<Option<Obstacle>> {
        Ok((!self.owns(path)?).then(|| Obstacle::Foreign(path.to_owned())))
    }

    /// What is not ours in a folder that a file is to replace. Such a folder goes as a whole.
    fn foreign_within(&self, path: &str) -> io::Result<Option<Obstacle>> {
        let below = format!("{path}/");
        let is_ours = self.owned.iter().any(|owned| owned.as_str().starts_with(&below))
            || self.exchange.respelled.is_old(self.folder, path)?;
        if !is_ours {
            return Ok(Some(Obstacle::Foreign(path.to_owned())));
        }
        let place = self.folder.place(path);
        for entry in fs::read_dir(&place).map_err(naming(&place))? {
            let inner = format!("{below}{}", entry.map_err(naming(&place))?.file_name().to_string_lossy());
            let obstacle = match self.folder.standing(&inner)? {
                Standing::File => self.foreign_file(&inner)?,
                Standing::Folder => self.foreign_within(&inner)?,
                Standing::Nothing | Standing::Link | Standing::Other => Some(Obstacle::Foreign(inner)),
            };
            if obstacle.is_some() {
                return Ok(obstacle);
            }
        }
        Ok(None)
    }

    fn owns(&self, path: &str) -> io::Result<bool> {
        let is_known = OutputPath::new(path).is_some_and(|path| self.owned.contains(&path));
        Ok(is_known || self.exchange.respelled.is_old(self.folder, path)?)
    }
}
