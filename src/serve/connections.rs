//! The connections that are open: a bounded number, so that nobody can take all of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::task::AbortHandle;

/// So many connections are served at once. Many systems grant a process 1,024 files, some 256.
const MOST: usize = 200;

/// Open connections, the oldest first.
#[derive(Default)]
pub struct Connections(Vec<Connection>);

struct Connection {
    task: AbortHandle,
    listening: Listening,
}

/// Set once a connection has become a reload stream, which is silent without being idle.
#[derive(Clone, Default)]
pub struct Listening(Arc<AtomicBool>);

impl Listening {
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Connections {
    /// Takes in a new connection; when there are too many, the oldest makes room.
    pub fn admit(&mut self, task: AbortHandle, listening: Listening) {
        self.0.retain(|connection| !connection.task.is_finished());
        if self.0.len() >= MOST {
            self.close_oldest();
        }
        self.0.push(Connection { task, listening });
    }

    /// Closes the oldest connection that is no reload stream, or else the oldest one.
    pub fn close_oldest(&mut self) {
        let oldest = self.0.iter().position(|connection| !connection.listening.has_begun()).unwrap_or(0);
        if oldest < self.0.len() {
            self.0.remove(oldest).task.abort();
        }
    }
}
