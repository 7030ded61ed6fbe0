//! What a page may run. Its policy lets nothing else through.

use serde::Serialize;

/// The scripts of a page; most pages have none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Permits {
    /// The exact text of each inline script.
    pub inline: Vec<String>,
    /// Script files of the portal itself.
    pub own_scripts: bool,
    /// A service worker of the portal.
    pub worker: bool,
}
