//! Editions → all that is wrong with them: the rest of the portal is made in the background.

use super::edition::{Edition, Remembered};
use super::portal::Portal;
use super::{Event, Listener, STACK_BYTES, problem};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Where the newest edition waits to be inspected.
#[derive(Default)]
pub struct Desk {
    next: Mutex<Option<Arc<Edition>>>,
    laid_down: Condvar,
    is_called: AtomicBool,
}

impl Desk {
    /// Lays down an edition; whatever is being inspected is left.
    pub fn lay_down(&self, edition: Arc<Edition>) {
        *self.lock() = Some(edition);
        self.is_called.store(true, Ordering::Relaxed);
        self.laid_down.notify_all();
    }

    fn take(&self) -> Arc<Edition> {
        let waited = self.laid_down.wait_while(self.lock(), |next| next.is_none());
        let mut next = waited.unwrap_or_else(PoisonError::into_inner);
        self.is_called.store(false, Ordering::Relaxed);
        next.take().expect("it was waited for")
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Edition>>> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The threads of the background: one core at least is left to those who wait for something.
pub fn threads() -> io::Result<ThreadPool> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let pool = ThreadPoolBuilder::new().num_threads((cores / 2).max(1)).stack_size(STACK_BYTES).build();
    pool.map_err(io::Error::other)
}

/// Makes all outputs of each edition, until the process ends, and says what is wrong with them.
pub fn inspect(threads: &ThreadPool, desk: &Desk, portal: &Portal, say: &Listener<'_>) -> ! {
    let mut remembered = Remembered::new();
    loop {
        let edition = desk.take();
        let give_way = || {
            portal.gate.pass();
            desk.is_called.load(Ordering::Relaxed)
        };
        let check = || threads.install(|| edition.check(&mut remembered, &give_way));
        let problems = match panic::catch_unwind(AssertUnwindSafe(check)) {
            Ok(Some(problems)) => problems,
            // There is something newer.
            Ok(None) => continue,
            Err(_) => vec![problem::stumbled()],
        };
        if portal.learn(&edition, &problems) {
            say(&Event::Checked { problems: &problems, source: &edition.source });
        }
    }
}
