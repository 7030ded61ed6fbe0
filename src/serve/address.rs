//! Where the server listens, and by which addresses it is found.

use super::{Port, Reach};
use crate::vocabulary::BaseUrl;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};

/// The first port that is tried, as in Zola.
const USUAL_PORT: u16 = 1111;
/// So many ports are tried before giving up.
const TRIES: u16 = 100;

/// Opens the port.
///
/// # Errors
/// When it is taken, or the system does not let us.
pub fn bind(port: Port, reach: Reach) -> io::Result<TcpListener> {
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
        match TcpListener::bind((ip, port)) {
            Ok(listener) => {
                // As the asynchronous server wants it.
                listener.set_nonblocking(true)?;
                return Ok(listener);
            }
            // Windows answers "not permitted" for the ranges that it keeps for itself.
            Err(error) if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => refusal = error,
            Err(error) => return Err(error),
        }
    }
    Err(refusal)
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
