//! Changes → editions: reads and plans the portal again whenever something changed.

use super::edition::{Edition, Material, Remembered};
use super::portal::Portal;
use super::watch::Watch;
use super::{Event, Listener, Options, problem};
use crate::config::Overrides;
use crate::config::offline::Worker;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{Day, Request};
use crate::render::Finish;
use crate::vocabulary::BaseUrl;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How often to see whether a new day has begun.
const A_WHILE: Duration = Duration::from_secs(60);
/// When to try again what could not be read.
const SOON: Duration = Duration::from_secs(1);

/// Keeps the portal as new as the project.
pub struct Rebuilder<'a> {
    options: &'a Options,
    base_url: BaseUrl,
    watch: Watch,
    portal: Arc<Portal>,
    say: &'a Listener<'a>,
    /// What was last read; `None` when it could not be.
    current: Option<blake3::Hash>,
    /// Planned, but with errors, and perhaps only half saved.
    doubtful: Option<Edition>,
    remembered: Remembered,
    /// Whether the newest edition is still to be checked.
    unchecked: bool,
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
        portal: Arc<Portal>,
        say: &'a Listener<'a>,
    ) -> Self {
        let current = Some(portal.newest().fingerprint);
        let (doubtful, remembered) = (None, Remembered::new());
        Self { options, base_url, watch, portal, say, current, doubtful, remembered, unchecked: true }
    }

    /// Works until the process ends.
    pub fn run(mut self) -> ! {
        loop {
            if self.unchecked {
                self.check();
            }
            let patience = if self.current.is_some() { A_WHILE } else { SOON };
            if self.watch.wait(patience) || self.is_stale() {
                self.follow();
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
    fn follow(&mut self) {
        let mut noticed = moment();
        let mut step = self.rebuild(noticed, Trust::OnlySound);
        loop {
            if self.watch.settle() {
                noticed = moment();
            } else if step == Step::Done {
                return;
            }
            step = self.rebuild(noticed, Trust::Anything);
        }
    }

    fn rebuild(&mut self, noticed: Instant, trust: Trust) -> Step {
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
        self.portal.renew(edition);
        self.unchecked = true;
        (self.say)(&Event::Rebuilt { took: noticed.elapsed() });
        Step::Done
    }

    fn read(&mut self, trust: Trust) -> Result<Material, Step> {
        Material::read(&self.options.root).map_err(|error| match trust {
            // Files come and go while an editor saves.
            Trust::OnlySound => Step::Doubtful,
            Trust::Anything => {
                // It is tried again every second, but said once.
                if self.current.take().is_some() {
                    self.report(&[problem::unreadable(&error)]);
                }
                Step::Done
            }
        })
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
        let planned = panic::catch_unwind(AssertUnwindSafe(|| Edition::plan(root, material, &request)));
        if planned.is_err() {
            self.current = Some(fingerprint);
            self.report(&[problem::stumbled()]);
        }
        planned.ok()
    }

    /// Renders the rest of the portal and checks it, unless something changes meanwhile.
    fn check(&mut self) {
        let newest = self.portal.newest();
        let bell = self.watch.bell();
        let remembered = &mut self.remembered;
        let checked = panic::catch_unwind(AssertUnwindSafe(|| newest.check(remembered, &|| bell.is_rung())));
        match checked {
            Ok(Some(problems)) => {
                self.unchecked = false;
                self.report(&problems);
            }
            Ok(None) => {}
            Err(_) => {
                self.unchecked = false;
                self.report(&[problem::stumbled()]);
            }
        }
    }

    fn report(&self, problems: &[Diagnostic]) {
        self.portal.learn(problems);
        (self.say)(&Event::Checked { problems, source: &self.portal.newest().source });
    }
}

#[expect(clippy::disallowed_methods, reason = "an edge may look at the clock")]
fn moment() -> Instant {
    Instant::now()
}
