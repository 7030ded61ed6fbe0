//! Connections → answers: HTTP/1 over `hyper`, with limits on all that a client sends.

use super::connections::{Connections, Listening};
use super::guard::{Guard, Refusal};
use super::portal::{Answer, Portal};
use super::{Reach, live_reload, media_type};
use crate::diagnostic::Text;
use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_TYPE, HeaderValue, LOCATION, X_CONTENT_TYPE_OPTIONS};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

/// A whole head must arrive within this time, also on a connection that is kept.
const HEAD_TIMEOUT: Duration = Duration::from_secs(5);
const MOST_HEADERS: usize = 64;
const MOST_HEAD_BYTES: usize = 16 << 10;

/// Rest after the system refused a connection, mostly because too many files are open.
const REST: Duration = Duration::from_millis(50);

type Body = Either<Full<Bytes>, Channel<Bytes>>;

/// Answers until the process ends.
pub async fn listen(listeners: Vec<TcpListener>, portal: Arc<Portal>, reach: Reach) -> ! {
    let mut connections = Connections::default();
    loop {
        match accept(&listeners).await {
            Ok((stream, _)) => {
                let listening = Listening::default();
                let task = tokio::spawn(converse(stream, Arc::clone(&portal), reach, listening.clone()));
                connections.admit(task.abort_handle(), listening);
            }
            Err(_) => {
                connections.close_oldest();
                tokio::time::sleep(REST).await;
            }
        }
    }
}

/// The next connection, whichever way it comes.
async fn accept(listeners: &[TcpListener]) -> io::Result<(TcpStream, SocketAddr)> {
    poll_fn(|context| {
        let mut accepted = listeners.iter().map(|listener| listener.poll_accept(context));
        accepted.find(Poll::is_ready).unwrap_or(Poll::Pending)
    })
    .await
}

/// One connection, from its first request to its last. A client that breaks off is no failure.
async fn converse(stream: TcpStream, portal: Arc<Portal>, reach: Reach, listening: Listening) {
    let Ok(own) = stream.local_addr() else { return };
    let guard = Guard { reach, own_address: own.ip() };
    let service = service_fn(|request| answer(request, guard, &portal, &listening));
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_headers(MOST_HEADERS)
        .max_buf_size(MOST_HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn answer(
    request: Request<Incoming>,
    guard: Guard,
    portal: &Arc<Portal>,
    listening: &Listening,
) -> Result<Response<Body>, Infallible> {
    let response = match guard.admit(&request) {
        Err(refusal) => refuse(refusal, portal),
        Ok(()) if request.uri().path() == live_reload::PATH => {
            listening.begin();
            respond(StatusCode::OK, media_type::EVENT_STREAM, Either::Right(live_reload::stream(portal)))
        }
        Ok(()) => show(request.uri().path().to_owned(), portal).await,
    };
    Ok(response)
}

fn refuse(refusal: Refusal, portal: &Portal) -> Response<Body> {
    let mut response = say(refusal.status(), &refusal.sentence(), portal);
    // Whatever else the client may send is not read.
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    if refusal == Refusal::UnknownMethod {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// Rendering takes milliseconds of computing, which must not hold up other connections.
async fn show(path: String, portal: &Arc<Portal>) -> Response<Body> {
    let shared = Arc::clone(portal);
    match tokio::task::spawn_blocking(move || shared.answer(&path)).await {
        Ok(Answer::File { status, media_type, bytes }) => respond(status, media_type, Either::Left(Full::new(bytes))),
        Ok(Answer::Folder { location }) => {
            let location = HeaderValue::try_from(location).expect("a percent-encoded path is plain ASCII");
            let mut response = respond(StatusCode::FOUND, media_type::PLAIN_TEXT, Either::Left(Full::default()));
            response.headers_mut().insert(LOCATION, location);
            response
        }
        // A page made the program stumble. The background check tells its author.
        Err(_) => {
            let sentence = Text::new("Halaman ini tidak bisa dibuat.", "This page cannot be made.");
            say(StatusCode::INTERNAL_SERVER_ERROR, &sentence, portal)
        }
    }
}

fn say(status: StatusCode, sentence: &Text, portal: &Portal) -> Response<Body> {
    let text = format!("{}\n", portal.speech.of(sentence));
    respond(status, media_type::PLAIN_TEXT, Either::Left(Full::from(text)))
}

fn respond(status: StatusCode, media_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Pages from elsewhere may not show what is served here as their own pictures or frames.
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}
