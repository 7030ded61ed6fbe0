//! Changes → editions: reads and plans the portal again whenever something changed.

use super::edition::{Edition, Material};
use super::inspect::Desk;
use super::portal::Portal;
use super::watch::{Change, Watch};
use super::{Event, Listener, Options, problem};
use crate::config::Overrides;
use crate::config::offline::Worker;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{Day, Memo, Request};
use crate::render::Finish;
use crate::source::read::Reading;
use crate::vocabulary::BaseUrl;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How often to see whether a new day has begun.
const A_WHILE: Duration = Duration::from_secs(60);
/// When to try again what could not be read.
const SOON: Duration = Duration::from_secs(1);

/// So long after a change it is quiet enough to see whether the system told of all that changed.
const CALM: Duration = Duration::from_secs(1);
/// A file that is empty is being saved: so often it is looked at again, so long apart.
const BLINKS: usize = 10;
const BLINK: Duration = Duration::from_millis(1);

/// Keeps the portal as new as the project.
pub struct Rebuilder<'a> {
    options: &'a Options,
    base_url: BaseUrl,
    watch: Watch,
    portal: &'a Portal,
    desk: &'a Desk,
    say: &'a Listener<'a>,
    reading: Reading,
    /// What may have changed since that reading.
    unread: Change,
    memo: Memo,
    /// What was last read; `None` when it could not be.
    current: Option<blake3::Hash>,
    /// Planned, but with errors, and perhaps only half saved.
    doubtful: Option<Edition>,
    /// Whether only what the system told of was read since the project was last looked through.
    unverified: bool,
}

/// What need not be read and parsed again.
pub struct Known {
    pub reading: Reading,
    pub memo: Memo,
}

/// What may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// The change may not be over: an error may come from a file that is half saved.
    OnlySound,
    /// The project has been quiet.
    Anything,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Done,
    /// There are errors that may be gone in a moment.
    Doubtful,
}

/// What the portal is planned for, at this moment.
pub fn request(options: &Options, base_url: &BaseUrl) -> Request {
    Request {
        day: options.day.map_or_else(now, Day::Given),
        drafts: options.drafts,
        overrides: Overrides {
            base_url: Some(base_url.clone()),
            worker: Some(Worker::Planned),
            ..Overrides::default()
        },
        finish: Finish::PREVIEW,
    }
}

#[expect(clippy::disallowed_methods, reason = "an edge may look at the clock")]
fn now() -> Day {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Day::At(i64::try_from(since_1970.as_secs()).unwrap_or(i64::MAX))
}

impl<'a> Rebuilder<'a> {
    pub fn new(
        options: &'a Options,
        base_url: BaseUrl,
        watch: Watch,
        known: Known,
        portal: &'a Portal,
        desk: &'a Desk,
        say: &'a Listener<'a>,
    ) -> Self {
        let Known { reading, memo } = known;
        let newest = portal.newest();
        let current = Some(newest.fingerprint);
        desk.lay_down(newest);
        let (unread, doubtful, unverified) = (Change::none(), None, false);
        Self { options, base_url, watch, portal, desk, say, reading, unread, memo, current, doubtful, unverified }
    }

    /// Works until the process ends.
    pub fn run(mut self) -> ! {
        loop {
            let patience = match self.current {
                None => SOON,
                Some(_) if self.unverified => CALM,
                Some(_) => A_WHILE,
            };
            if let Some(change) = self.watch.wait(patience) {
                self.follow(change);
            } else if self.unverified || self.is_stale() {
                self.unverified = false;
                self.follow(Change::Anywhere);
            }
        }
    }

    /// True when what is shown is not of today, or not what was last read.
    fn is_stale(&self) -> bool {
        self.current.is_none() || !self.portal.newest().is_of(self.request().day)
    }

    fn request(&self) -> Request {
        request(self.options, &self.base_url)
    }

    /// Acts on the first change at once; what comes with it is gathered until it is quiet.
    fn follow(&mut self, change: Change) {
        let mut noticed = moment();
        let mut step = self.rebuild(change, noticed, Trust::OnlySound);
        loop {
            let more = self.watch.settle();
            if more.is_some() {
                noticed = moment();
            } else if step == Step::Done {
                return;
            }
            step = self.rebuild(more.unwrap_or_else(Change::none), noticed, Trust::Anything);
        }
    }

    /// Who asks for a page meanwhile waits until it is made of what is read here.
    fn rebuild(&mut self, change: Change, noticed: Instant, trust: Trust) -> Step {
        self.unverified |= matches!(&change, Change::At(paths) if !paths.is_empty());
        self.unread.add(change);
        self.portal.gate.set_changing(true);
        let step = self.read_and_plan(noticed, trust);
        self.portal.gate.set_changing(step == Step::Doubtful);
        step
    }

    fn read_and_plan(&mut self, noticed: Instant, trust: Trust) -> Step {
        let material = match self.read(trust) {
            Ok(material) => material,
            Err(step) => return step,
        };
        if self.current == Some(material.fingerprint) && self.portal.newest().is_of(self.request().day) {
            self.doubtful = None;
            return Step::Done;
        }
        let Some(edition) = self.plan(material) else { return Step::Done };
        if !edition.is_sound() && trust == Trust::OnlySound {
            self.doubtful = Some(edition);
            return Step::Doubtful;
        }
        self.current = Some(edition.fingerprint);
        let edition = Arc::new(edition);
        self.portal.renew(Arc::clone(&edition));
        self.desk.lay_down(edition);
        (self.say)(&Event::Rebuilt { took: noticed.elapsed() });
        Step::Done
    }

    fn read(&mut self, trust: Trust) -> Result<Material, Step> {
        match self.read_changes() {
            Ok(()) => {
                self.unread = Change::none();
                Ok(Material::of(&self.reading))
            }
            Err(error) => {
                self.unread = Change::Anywhere;
                // Files come and go while an editor saves.
                if trust == Trust::OnlySound {
                    return Err(Step::Doubtful);
                }
                // It is tried again every second, but said once.
                if self.current.take().is_some() {
                    self.report(&[problem::unreadable(&error)]);
                }
                Err(Step::Done)
            }
        }
    }

    fn read_changes(&mut self) -> io::Result<()> {
        let root = &self.options.root;
        match &self.unread {
            Change::Anywhere => self.reading = self.reading.again(root)?,
            Change::At(paths) if paths.is_empty() => {}
            Change::At(paths) => {
                self.reading.touch(root, paths)?;
                for _ in 0..BLINKS {
                    if !self.reading.has_empty(paths) {
                        break;
                    }
                    thread::sleep(BLINK);
                    self.reading.touch(root, paths)?;
                }
            }
        }
        Ok(())
    }

    /// Plans what was read, unless that has just been done; `None` when the program stumbles over it.
    fn plan(&mut self, material: Material) -> Option<Edition> {
        let request = self.request();
        if let Some(edition) = self.doubtful.take()
            && edition.fingerprint == material.fingerprint
            && edition.is_of(request.day)
        {
            return Some(edition);
        }
        let fingerprint = material.fingerprint;
        let root = &self.options.root;
        let memo = &mut self.memo;
        let planned = panic::catch_unwind(AssertUnwindSafe(|| Edition::plan(root, material, &request, memo)));
        if planned.is_err() {
            self.current = Some(fingerprint);
            self.report(&[problem::stumbled()]);
        }
        planned.ok()
    }

    fn report(&self, problems: &[Diagnostic]) {
        let newest = self.portal.newest();
        if self.portal.learn(&newest, problems) {
            (self.say)(&Event::Checked { problems, source: &newest.source });
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "an edge may look at the clock")]
fn moment() -> Instant {
    Instant::now()
}
