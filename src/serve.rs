//! EDGE: the portal in memory, shown in a browser on this machine while it is being written.
//!
//! ```text
//! folder ─watch→ rebuild ─Edition→ portal ─page→ http → browser
//!                           │        └── live_reload ──┘
//!                           └──→ inspect: all other pages, and what is wrong with them
//! ```
//!
//! Pages are rendered when they are asked for; the rest follows in the background, so that problems
//! elsewhere are seen, and gives way to whatever somebody waits for (`gate`). The output folder is never touched, and nothing is printed: what happens is
//! told to the caller.

mod address;
mod bar;
mod connections;
mod dress;
mod edition;
mod gate;
mod guard;
mod http;
mod inspect;
mod live_reload;
mod media_type;
mod portal;
mod problem;
mod rebuild;
mod watch;

use crate::diagnostic::Diagnostic;
use crate::pipeline::Memo;
use crate::report::Speech;
use crate::site::Drafts;
use crate::source::SourceTree;
use crate::source::read::Reading;
use crate::vocabulary::Date;
use address::Listeners;
use edition::{Edition, Material};
use inspect::Desk;
use portal::Portal;
use rebuild::{Known, Rebuilder};
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use tokio::net::TcpListener;
use watch::Watch;

/// What is served, where and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The project folder.
    pub root: PathBuf,
    pub port: Port,
    pub reach: Reach,
    /// The day whose facts hold; without one today's, and after midnight the next day's.
    pub day: Option<Date>,
    pub drafts: Drafts,
    pub watching: Watching,
    /// The language of messages in the browser.
    pub speech: Speech,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// 1111, or the next one that nobody uses.
    FirstFree,
    /// This one or none; 0 lets the system choose.
    Exactly(u16),
}

/// Who can reach the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    ThisMachine,
    /// Also phones and other machines in the same network.
    LocalNetwork,
}

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// The system tells.
    ByEvents,
    /// The project is read again and again, for network drives, whose events do not reach us.
    ByPolling(Duration),
}

/// What the caller may want to tell people.
#[derive(Debug)]
pub enum Event<'a> {
    /// The server answers at `address`, for browsers on this machine at `name` with the same port, and for other
    /// machines at `network`.
    Started { name: &'static str, address: SocketAddr, network: Option<SocketAddr> },
    /// The system cannot tell of changes for this reason; the project is polled.
    Polling { reason: String },
    /// A change is shown, `took` after it was noticed.
    Rebuilt { took: Duration },
    /// All that is wrong now, sorted by place. Follows the start and every rebuild, once all pages
    /// are rendered, unless the next change comes first.
    Checked { problems: &'a [Diagnostic], source: &'a SourceTree },
}

/// Who is told of events, from any thread.
type Listener<'a> = dyn Fn(&Event<'_>) + Send + Sync + 'a;

/// Parsing nests deeper than the two mebibytes that threads get by default allow.
const STACK_BYTES: usize = 16 << 20;

/// Serves the portal until the process ends.
///
/// # Errors
/// When the project cannot be read, or the port is taken.
pub fn serve(options: &Options, say: impl Fn(&Event<'_>) + Send + Sync) -> io::Result<()> {
    let Listeners { listeners, address, name } = address::bind(options.port, options.reach)?;
    let (watch, obstacle) = Watch::start(&options.root, options.watching)?;
    let base_url = address::base_url(address);
    let reading = Reading::default().again(&options.root)?;
    let mut memo = Memo::default();
    let request = rebuild::request(options, &base_url);
    let edition = Edition::plan(&options.root, Material::of(&reading), &request, &mut memo);
    let portal = Arc::new(Portal::new(edition, options.speech));
    let (desk, threads) = (Desk::default(), inspect::threads()?);
    let rebuilder = Rebuilder::new(options, base_url, watch, Known { reading, memo }, &portal, &desk, &say);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(4)
        .thread_stack_size(STACK_BYTES)
        .enable_all()
        .build()?;
    let listeners: Vec<TcpListener> =
        runtime.block_on(async { listeners.into_iter().map(TcpListener::from_std).collect::<io::Result<_>>() })?;
    say(&Event::Started { name, address, network: address::in_network(address, options.reach) });
    if let Some(reason) = obstacle {
        say(&Event::Polling { reason });
    }
    thread::scope(|scope| {
        thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, || rebuilder.run())?;
        thread::Builder::new().spawn_scoped(scope, || inspect::inspect(&threads, &desk, &portal, &say))?;
        runtime.block_on(http::listen(listeners, Arc::clone(&portal), options.reach))
    })
}
