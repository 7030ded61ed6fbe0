//! Where the server listens, and by which addresses it is found.

use super::{Port, Reach};
use crate::vocabulary::BaseUrl;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};

/// The first port that is tried, as in Zola.
const USUAL_PORT: u16 = 1111;
/// So many ports are tried before giving up.
const TRIES: u16 = 100;

/// Where the server listens.
pub struct Listeners {
    /// As the asynchronous server wants them: they never wait.
    pub listeners: Vec<TcpListener>,
    pub address: SocketAddr,
    /// The name by which a browser on this machine surely finds the server.
    pub name: &'static str,
}

/// Opens the port.
///
/// Browsers take `localhost` for either loopback address, some for `[::1]` first: we listen on both, so
/// that nobody else can answer in our name.
///
/// # Errors
/// When it is taken, or the system does not let us.
pub fn bind(port: Port, reach: Reach) -> io::Result<Listeners> {
    let ip = match reach {
        Reach::ThisMachine => Ipv4Addr::LOCALHOST,
        Reach::LocalNetwork => Ipv4Addr::UNSPECIFIED,
    };
    let ports = match port {
        Port::FirstFree => USUAL_PORT..=USUAL_PORT + TRIES,
        Port::Exactly(port) => port..=port,
    };
    let mut refusal = io::Error::from(ErrorKind::AddrInUse);
    for port in ports {
        match bind_both(ip, port) {
            Ok(listeners) => return Ok(listeners),
            Err(error) if is_taken(&error) => refusal = error,
            Err(error) => return Err(error),
        }
    }
    Err(refusal)
}

fn bind_both(ip: Ipv4Addr, port: u16) -> io::Result<Listeners> {
    let first = TcpListener::bind((ip, port))?;
    let address = first.local_addr()?;
    let second = match TcpListener::bind((Ipv6Addr::LOCALHOST, address.port())) {
        Ok(second) => Some(second),
        Err(error) if is_taken(&error) => return Err(error),
        // A machine without the newer kind of addresses.
        Err(_) => None,
    };
    let name = if second.is_some() { "localhost" } else { "127.0.0.1" };
    let listeners: Vec<TcpListener> = std::iter::once(first).chain(second).collect();
    for listener in &listeners {
        listener.set_nonblocking(true)?;
    }
    Ok(Listeners { listeners, address, name })
}

/// Windows answers "not permitted" for the ranges that it keeps for itself.
fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied)
}

/// The address that canonical links name. It is a placeholder, so that examples show.
pub fn base_url(address: SocketAddr) -> BaseUrl {
    BaseUrl::new(&format!("http://localhost:{}/", address.port())).expect("localhost with a port is an address")
}

/// The address under which other machines find this one, if it is in a network.
pub fn in_network(address: SocketAddr, reach: Reach) -> Option<SocketAddr> {
    match reach {
        Reach::ThisMachine => None,
        Reach::LocalNetwork => own_address().map(|ip| SocketAddr::new(ip, address.port())),
    }
}

/// The address from which the system would reach the world. Connecting a UDP socket sends nothing;
/// 192.0.2.1 is reserved for documentation (RFC 5737).
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}
