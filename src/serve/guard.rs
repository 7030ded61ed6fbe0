//! Who may ask, and what: the server answers the people at this machine, and only with what it shows.

use super::{Reach, live_reload};
use crate::diagnostic::Text;
use hyper::header::{HOST, HeaderValue, ORIGIN};
use hyper::http::uri::Authority;
use hyper::{HeaderMap, Method, Request, StatusCode};
use std::net::IpAddr;

/// By which names a connection may ask.
#[derive(Clone, Copy, Debug)]
pub struct Guard {
    pub reach: Reach,
    /// This machine's end of the connection.
    pub own_address: IpAddr,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request names another host. A foreign page that got its name to point at this machine
    /// (DNS rebinding) could otherwise read drafts.
    ForeignHost,
    /// A foreign page wants to listen.
    ForeignOrigin,
    UnknownMethod,
}

impl Guard {
    /// # Errors
    /// With the reason for which the request must not be answered.
    pub fn admit<B>(self, request: &Request<B>) -> Result<(), Refusal> {
        let host = only_value(request.headers(), HOST.as_str()).ok_or(Refusal::ForeignHost)?;
        // An address in full counts for more than the header (RFC 9112, section 3.2.2).
        if !self.is_own(host) || request.uri().authority().is_some_and(|host| !self.is_own(host.as_str())) {
            return Err(Refusal::ForeignHost);
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Err(Refusal::UnknownMethod);
        }
        if request.uri().path() == live_reload::PATH && !is_of_same_origin(request.headers(), host) {
            return Err(Refusal::ForeignOrigin);
        }
        Ok(())
    }

    fn is_own(self, authority: &str) -> bool {
        let Ok(authority) = authority.parse::<Authority>() else { return false };
        let host = authority.host();
        let is_loopback = host.eq_ignore_ascii_case("localhost") || matches!(host, "127.0.0.1" | "[::1]");
        let is_open = match self.reach {
            Reach::ThisMachine => false,
            Reach::LocalNetwork => host.trim_matches(['[', ']']).parse() == Ok(self.own_address),
        };
        !authority.as_str().contains('@') && (is_loopback || is_open)
    }
}

/// Pages without an origin are not foreign: old browsers send none to their own server.
fn is_of_same_origin(headers: &HeaderMap, host: &str) -> bool {
    !headers.contains_key(ORIGIN)
        || only_value(headers, ORIGIN.as_str())
            .and_then(|origin| origin.strip_prefix("http://"))
            .is_some_and(|origin| origin.eq_ignore_ascii_case(host))
}

fn only_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter().map(HeaderValue::to_str);
    match (values.next(), values.next()) {
        (Some(Ok(value)), None) => Some(value),
        _ => None,
    }
}

impl Refusal {
    pub fn status(self) -> StatusCode {
        match self {
            Self::ForeignHost | Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::UnknownMethod => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    pub fn sentence(self) -> Text {
        match self {
            Self::ForeignHost => Text::new(
                "Pratinjau ini hanya menjawab komputer ini. Buka alamat yang tertulis di jendela perintah.",
                "This preview answers this machine only. Open the address that the command window shows.",
            ),
            Self::ForeignOrigin => Text::new(
                "Halaman dari tempat lain tidak boleh mengikuti pratinjau ini.",
                "Pages from elsewhere may not follow this preview.",
            ),
            Self::UnknownMethod => Text::new("Pratinjau ini hanya untuk dibaca.", "This preview can only be read."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(reach: Reach, uri: &str, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let guard = Guard { reach, own_address: [192, 168, 1, 7].into() };
        guard.admit(&request.body(()).expect("a request"))
    }

    #[test]
    fn only_this_machine_is_answered() {
        let asked = |host: &str| asked(Reach::ThisMachine, "/", &[("Host", host)]);
        for own in ["localhost:1111", "LOCALHOST", "127.0.0.1:1111", "[::1]:1111"] {
            assert_eq!(asked(own), Ok(()), "{own}");
        }
        for foreign in ["evil.example:1111", "localhost.evil.example", "localhost@evil.example", "192.168.1.7", ""] {
            assert_eq!(asked(foreign), Err(Refusal::ForeignHost), "{foreign}");
        }
    }

    #[test]
    fn in_the_network_the_own_address_is_a_name_too() {
        let asked = |host: &str| asked(Reach::LocalNetwork, "/", &[("Host", host)]);
        assert_eq!(asked("192.168.1.7:1111"), Ok(()));
        assert_eq!(asked("192.168.1.8:1111"), Err(Refusal::ForeignHost));
        assert_eq!(asked("evil.example"), Err(Refusal::ForeignHost));
    }

    #[test]
    fn one_host_is_named_once() {
        let twice = [("Host", "localhost"), ("Host", "evil.example")];
        assert_eq!(asked(Reach::ThisMachine, "/", &twice), Err(Refusal::ForeignHost));
        assert_eq!(asked(Reach::ThisMachine, "/", &[]), Err(Refusal::ForeignHost));
        let in_full = asked(Reach::ThisMachine, "http://evil.example/", &[("Host", "localhost")]);
        assert_eq!(in_full, Err(Refusal::ForeignHost));
    }

    #[test]
    fn only_own_pages_may_listen() {
        let asked = |origin: &str| {
            asked(Reach::ThisMachine, live_reload::PATH, &[("Host", "localhost:1111"), ("Origin", origin)])
        };
        assert_eq!(asked("http://localhost:1111"), Ok(()));
        for foreign in ["http://evil.example", "http://localhost:3000", "null", "https://localhost:1111"] {
            assert_eq!(asked(foreign), Err(Refusal::ForeignOrigin), "{foreign}");
        }
    }
}
