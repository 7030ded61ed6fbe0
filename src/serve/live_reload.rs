//! Tells open pages when a newer version of them can be had.

use super::portal::Portal;
use http_body_util::channel::{Channel, Sender};
use hyper::body::Bytes;
use std::time::Duration;
use tokio::sync::watch::Receiver;
use tokio::time::timeout;

/// Where the script listens. No output can have this path: a part that begins with a dot is hidden.
pub const PATH: &str = "/.kentongan/reload";

/// Reloads the page as soon as the server's version is not the page's own.
///
/// A browser grants six streams to a server, over all its windows: pages that nobody sees let go of
/// theirs, and ask again when they are looked at.
pub const SCRIPT: &str = r#"(function () {
  var version = document.currentScript.getAttribute("data-version"), stream;
  function listen() {
    if (stream) stream.close();
    stream = null;
    if (document.hidden || !window.EventSource) return;
    stream = new EventSource("/.kentongan/reload");
    stream.onmessage = function (event) {
      if (event.data !== version) location.reload();
    };
  }
  document.addEventListener("visibilitychange", listen);
  listen();
})();"#;

/// So many milliseconds a browser waits before it asks again, when the server was restarted.
const RETRY_MS: u32 = 500;

/// A sign of life on a silent stream, by which streams without a reader are found out.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// The script for a page of a version.
pub fn element(version: &str) -> String {
    format!("<script data-version=\"{version}\">{SCRIPT}</script>\n")
}

/// A stream that names the version that is shown now, and each later one.
pub fn stream(portal: &Portal) -> Channel<Bytes> {
    let (sender, body) = Channel::new(1);
    tokio::spawn(tell(portal.versions(), sender));
    body
}

/// Ends when the browser or the server goes away.
async fn tell(mut versions: Receiver<String>, mut browser: Sender<Bytes>) {
    let mut message = format!("retry: {RETRY_MS}\n");
    loop {
        message.push_str(&format!("data: {}\n\n", *versions.borrow_and_update()));
        if browser.send_data(Bytes::from(message)).await.is_err() {
            return;
        }
        message = match timeout(SIGN_OF_LIFE, versions.changed()).await {
            Ok(Ok(())) => String::new(),
            Ok(Err(_)) => return,
            Err(_) => ":\n".to_owned(),
        };
    }
}
