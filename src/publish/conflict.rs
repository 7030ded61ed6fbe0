//! What stands in the way of an exchange and is not ours, found before anything is touched.

use super::disk::{Standing, naming};
use super::exchange::Exchange;
use super::folder::{NOTES, OutputFolder};
use crate::diagnostic::{self, Diagnostics};
use crate::vocabulary::OutputPath;
use crate::vocabulary::path::folders_above;
use std::collections::{BTreeMap, BTreeSet};
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
pub fn find<'a>(
    folder: &'a OutputFolder,
    owned: &'a BTreeSet<OutputPath>,
    exchange: &'a Exchange,
) -> io::Result<Diagnostics> {
    let mut search = Search { folder, is_there: !folder.is_absent()?, owned, exchange, seen: BTreeMap::new() };
    let mut obstacles = BTreeSet::new();
    for path in &exchange.put {
        obstacles.extend(search.obstacle(path)?);
    }
    for path in &exchange.removed {
        if let Above::Obstacle(obstacle) = search.above(path)? {
            obstacles.insert(obstacle);
        }
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
    is_there: bool,
    owned: &'a BTreeSet<OutputPath>,
    exchange: &'a Exchange,
    /// What stands where folders of new files are to be: looked at once.
    seen: BTreeMap<&'a str, Standing>,
}

/// What stands above a file.
enum Above {
    Folders,
    /// Not all folders are there, so neither is the file.
    Nothing,
    /// A file of ours that is to give way.
    File,
    Obstacle(Obstacle),
}

impl<'a> Search<'a> {
    /// What stands in the way of a new file.
    fn obstacle(&mut self, path: &'a OutputPath) -> io::Result<Option<Obstacle>> {
        let text = path.as_str();
        if text.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(NOTES)) {
            return Ok(Some(Obstacle::Notes(text.to_owned())));
        }
        match self.above(path)? {
            Above::Folders => {}
            Above::Nothing | Above::File => return Ok(None),
            Above::Obstacle(obstacle) => return Ok(Some(obstacle)),
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
    fn above(&mut self, path: &'a OutputPath) -> io::Result<Above> {
        if !self.is_there {
            return Ok(Above::Nothing);
        }
        for above in folders_above(path.as_str()) {
            let standing = match self.seen.get(above) {
                Some(standing) => *standing,
                None => self.folder.standing(above)?,
            };
            self.seen.insert(above, standing);
            match standing {
                Standing::Folder => {}
                Standing::Nothing => return Ok(Above::Nothing),
                Standing::File => return Ok(self.foreign_file(above)?.map_or(Above::File, Above::Obstacle)),
                Standing::Link => return Ok(Above::Obstacle(Obstacle::Link(above.to_owned()))),
                Standing::Other => return Ok(Above::Obstacle(Obstacle::Foreign(above.to_owned()))),
            }
        }
        Ok(Above::Folders)
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
