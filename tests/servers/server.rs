//! Servers of the distribution, each with a configuration that does no more than include what the build wrote.

use super::client::{self, Answer};
use super::portal::Portal;
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A server, and how it is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Nginx,
    NginxWithBrotli,
    Apache,
    Caddy,
    Lighttpd,
}

/// A server that runs until this value is dropped.
pub struct Server {
    pub kind: Kind,
    process: Child,
    place: SocketAddr,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::Nginx, Self::NginxWithBrotli, Self::Apache, Self::Caddy, Self::Lighttpd];

    /// Whether it sends copies with this ending.
    pub fn sends(self, copy: &str) -> bool {
        copy != "br" || self != Self::Nginx
    }

    /// The program, and the package of Debian that brings it.
    fn program(self) -> (&'static str, &'static str) {
        match self {
            Self::Nginx | Self::NginxWithBrotli => ("nginx", "nginx"),
            Self::Apache => ("apache2", "apache2-bin"),
            Self::Caddy => ("caddy", "caddy"),
            Self::Lighttpd => ("lighttpd", "lighttpd"),
        }
    }
}

impl Server {
    /// Starts it on a free port of this machine.
    pub fn start(kind: Kind, portal: &Portal) -> Self {
        // Another process may take the port first: then this server ends, and the next try has another port.
        for _ in 0..5 {
            let port =
                TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr()).expect("a port").port();
            let workplace = portal.workplace(&format!("{kind:?}-{port}"));
            let place = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
            let log = workplace.join("log");
            let output = File::create(&log).expect("a log");
            let mut command = command(kind, portal, &workplace, port);
            let errors = output.try_clone().expect("a log");
            command.stdin(Stdio::null()).stdout(output).stderr(errors).current_dir(&workplace);
            let process = command.spawn().expect("the server starts");
            let mut server = Self { kind, process, place };
            if server.listens() {
                return server;
            }
            let said = fs::read_to_string(&log).unwrap_or_default();
            assert!(said.contains("in use"), "{kind:?} does not start:\n{said}");
        }
        panic!("{kind:?} finds no free port");
    }

    fn listens(&mut self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            if TcpStream::connect(self.place).is_ok() {
                return true;
            }
            if self.process.try_wait().expect("its state").is_some() {
                return false;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("{:?} does not listen", self.kind);
    }

    pub fn address(&self) -> String {
        format!("http://{}", self.place)
    }

    pub fn get(&self, path: &str, accepted: &str) -> Answer {
        self.ask("GET", path, &[("Accept-Encoding", accepted)])
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        client::ask(self.place, method, path, headers)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn command(kind: Kind, portal: &Portal, workplace: &Path, port: u16) -> Command {
    let (program, package) = kind.program();
    let mut command = Command::new(find(program, package));
    let site = portal.site();
    let (site, place) = (site.display(), workplace.display());
    let configuration = workplace.join("configuration");
    let text = match kind {
        Kind::Nginx | Kind::NginxWithBrotli => nginx(kind, portal, workplace, port),
        Kind::Apache => apache(portal, workplace, port),
        Kind::Caddy => format!(
            "{{\n admin off\n auto_https off\n storage file_system {place}\n}}\n\
             http://127.0.0.1:{port} {{\n root * {site}\n import {}\n}}\n",
            portal.rules("Caddyfile").display()
        ),
        Kind::Lighttpd => {
            let rules = portal.rules("lighttpd.conf");
            format!(
                "server.modules = ( )\nserver.bind = \"127.0.0.1\"\nserver.port = {port}\n\
                 server.document-root = \"{site}\"\nvar.portal = \"{}\"\ninclude \"{}\"\n",
                rules.parent().expect("a folder").display(),
                rules.display()
            )
        }
    };
    fs::write(&configuration, text).expect("the configuration is written");
    match kind {
        Kind::Nginx | Kind::NginxWithBrotli => command.arg("-p").arg(workplace).arg("-c").arg(&configuration),
        // One process that ends with this test.
        Kind::Apache => command.arg("-X").arg("-f").arg(&configuration),
        Kind::Caddy => command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&configuration),
        Kind::Lighttpd => command.arg("-D").arg("-f").arg(&configuration),
    };
    command.env("XDG_CONFIG_HOME", workplace).env("XDG_DATA_HOME", workplace);
    command
}

fn nginx(kind: Kind, portal: &Portal, workplace: &Path, port: u16) -> String {
    let place = workplace.display();
    let mut rules = fs::read_to_string(portal.rules("nginx.conf")).expect("the rules for nginx");
    let mut modules = String::new();
    if kind == Kind::NginxWithBrotli {
        let module = Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
        assert!(module.exists(), "{} is missing: install libnginx-mod-http-brotli-static", module.display());
        modules = format!("load_module {};\n", module.display());
        // As the rules tell whoever has the module.
        assert!(rules.contains("\n#brotli_static on;\n"));
        rules = rules.replace("#brotli_static", "brotli_static");
    }
    let file = workplace.join("portal.conf");
    fs::write(&file, rules).expect("written");
    let folders: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .iter()
        .map(|name| format!("{name}_temp_path {place}/{name};\n"))
        .collect();
    format!(
        "{modules}daemon off;\nmaster_process off;\npid {place}/pid;\nerror_log stderr;\nevents {{ }}\nhttp {{\n\
         access_log off;\n{folders}server {{\nlisten 127.0.0.1:{port};\nroot {};\ninclude {};\n}}\n}}\n",
        portal.site().display(),
        file.display()
    )
}

/// As on hosting that is rented: more than is needed is loaded, lists of folders and packing on the way are on,
/// and `.htaccess` may set no more than headers, types and addresses.
fn apache(portal: &Portal, workplace: &Path, port: u16) -> String {
    let (site, place) = (portal.site(), workplace.display());
    let modules =
        ["mpm_event", "authz_core", "mime", "dir", "rewrite", "headers", "deflate", "filter", "autoindex", "alias"];
    let modules: String = modules
        .iter()
        .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
        .collect();
    // An administrator's server gives up his rights.
    let is_root = workplace.metadata().expect("a folder").uid() == 0;
    let user = if is_root { "User www-data\nGroup www-data\n" } else { "" };
    format!(
        "ServerRoot {place}\nPidFile {place}/pid\nErrorLog /dev/stderr\nServerName localhost\n\
         Listen 127.0.0.1:{port}\n{modules}{user}TypesConfig /etc/mime.types\nAddType application/x-gzip .gz\n\
         AddOutputFilterByType DEFLATE text/html text/plain application/xml\nDocumentRoot {0}\n\
         <Directory {0}>\nOptions Indexes FollowSymLinks\nAllowOverride FileInfo\nRequire all granted\n</Directory>\n",
        site.display()
    )
}

/// The program, where the shell finds it or where Debian puts servers.
fn find(program: &str, package: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    let found = folders.map(|folder: PathBuf| folder.join(program)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("{program} is missing: install {package}"))
}
