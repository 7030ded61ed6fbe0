//! What somebody waits for goes before what nobody waits for.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Shut while pages are being made that were asked for, or a change is being taken in.
#[derive(Default)]
pub struct Gate {
    busy: Mutex<Busy>,
    opened: Condvar,
}

#[derive(Default)]
struct Busy {
    asked: usize,
    changing: bool,
}

/// Somebody's work, until it is dropped.
pub struct Asked<'a>(&'a Gate);

/// Nobody is kept waiting for longer, whatever happens.
const LONGEST: Duration = Duration::from_secs(10);

impl Gate {
    /// Somebody asks for a page: waits for a change that is being taken in, so that the page shows it.
    pub fn ask(&self) -> Asked<'_> {
        let mut busy = self.wait(|busy| busy.changing);
        busy.asked += 1;
        Asked(self)
    }

    /// A change is being taken in from now on, or no longer.
    pub fn set_changing(&self, changing: bool) {
        self.lock().changing = changing;
        self.opened.notify_all();
    }

    /// Waits until nobody waits.
    pub fn pass(&self) {
        drop(self.wait(|busy| busy.changing || busy.asked > 0));
    }

    fn wait(&self, condition: impl Fn(&Busy) -> bool) -> MutexGuard<'_, Busy> {
        let waited = self.opened.wait_timeout_while(self.lock(), LONGEST, |busy| condition(busy));
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn lock(&self) -> MutexGuard<'_, Busy> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        self.0.lock().asked -= 1;
        self.0.opened.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    #[test]
    fn who_asks_waits_for_a_change_and_nobody_else() {
        let gate = Gate::default();
        drop((gate.ask(), gate.ask()));
        gate.set_changing(true);
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                let _asked = gate.ask();
                assert!(is_over.load(Ordering::SeqCst));
            });
            thread::sleep(Duration::from_millis(20));
            is_over.store(true, Ordering::SeqCst);
            gate.set_changing(false);
        });
        gate.pass();
    }
}
