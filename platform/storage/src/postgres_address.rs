//! The address of a PostgreSQL: where it is, and whether it is spoken with over TLS. Over TLS the server's certificate is
//! always verified, its name included, whichever of the ways to ask for it stands in the address.

use kernel::{Error, Result};
use percent_encoding::percent_decode_str;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres::Config;
use tokio_postgres::config::{SslMode, TargetSessionAttrs};
use tokio_postgres_rustls::MakeRustlsConnect;

/// A machine that has not taken a connection by then is passed over.
const CONNECTING: Duration = Duration::from_secs(5);
/// A line on which a machine has confirmed nothing for so long is cut.
const SILENCE: Duration = Duration::from_secs(30);
/// An idle line is tried after so long, and again so often, so that silence is noticed on it too.
const TRIED_AFTER: Duration = Duration::from_secs(15);
const TRIED_EVERY: Duration = Duration::from_secs(5);
const TRIED_TIMES: u32 = 3;

/// An address without what the driver does not understand.
pub(crate) struct Parts {
    pub(crate) plain: String,
    tls: Option<Roots>,
}

/// Who may vouch for the server.
#[derive(Debug, PartialEq, Eq)]
enum Roots {
    /// Those that the machine trusts.
    OfMachine,
    File(PathBuf),
}

/// Takes an address apart.
pub(crate) fn parts_of(address: &str) -> Result<Parts, String> {
    let (place, query) = address.split_once('?').unwrap_or((address, ""));
    let (mut is_secure, mut file, mut others) = (false, None, Vec::new());
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        match (name, value) {
            ("sslmode", "disable" | "allow" | "prefer") => {}
            ("sslmode", "require" | "verify-ca" | "verify-full") => is_secure = true,
            ("sslmode", other) => return Err(format!("sslmode={other}")),
            ("sslrootcert", path) => {
                let path = percent_decode_str(path).decode_utf8().map_err(|_| pair.to_owned())?;
                file = Some(PathBuf::from(path.as_ref()));
            }
            _ => others.push(pair),
        }
    }
    // Whoever names an authority believes the line protected by it.
    if file.is_some() && !is_secure {
        return Err("sslrootcert without sslmode=verify-full".to_owned());
    }
    let roots = match file {
        Some(path) if path != Path::new("system") => Roots::File(path),
        _ => Roots::OfMachine,
    };
    let mark = if others.is_empty() { "" } else { "?" };
    Ok(Parts { plain: format!("{place}{mark}{}", others.join("&")), tls: is_secure.then_some(roots) })
}

/// A server that sessions are opened with.
pub(crate) struct Server {
    pub(crate) config: Config,
    pub(crate) tls: Option<MakeRustlsConnect>,
}

impl Server {
    pub(crate) fn at(address: &str) -> Result<Self> {
        let parts = parts_of(address).map_err(|wrong| Error::unavailable(format!("{wrong} is not known")))?;
        let mut config: Config = parts.plain.parse().map_err(Error::unavailable)?;
        config.ssl_mode(if parts.tls.is_some() { SslMode::Require } else { SslMode::Disable });
        complete(&mut config, &parts.plain);
        let tls = parts.tls.map(|roots| connector(&roots)).transpose()?;
        Ok(Self { config, tls })
    }

    /// For so long a session may take to open, over all machines that the address names: twice what each has for taking
    /// the connection. One that takes it and then says nothing would be waited for without an end.
    pub(crate) fn patience(&self) -> Duration {
        let machines = u32::try_from(self.config.get_hosts().len().max(1)).unwrap_or(u32::MAX);
        let each = self.config.get_connect_timeout().copied().unwrap_or(CONNECTING);
        each.saturating_mul(2).saturating_mul(machines)
    }
}

/// Settles what the address leaves open. A standby is no server to work with: what was saved there would be refused, while
/// everything could be read. And a machine that is gone closes no connection; that is noticed by its silence.
fn complete(config: &mut Config, address: &str) {
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECTING);
    }
    if !address.contains("target_session_attrs=") {
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(SILENCE);
    }
    if !address.contains("keepalives") {
        config.keepalives_idle(TRIED_AFTER).keepalives_interval(TRIED_EVERY).keepalives_retries(TRIED_TIMES);
    }
}

fn connector(roots: &Roots) -> Result<MakeRustlsConnect> {
    let mut trusted = RootCertStore::empty();
    match roots {
        Roots::OfMachine => {
            let found = rustls_native_certs::load_native_certs();
            trusted.add_parsable_certificates(found.certs);
        }
        Roots::File(path) => {
            let unreadable = |error| Error::unavailable(format!("sslrootcert={}: {error}", path.display()));
            for certificate in CertificateDer::pem_file_iter(path).map_err(unreadable)? {
                trusted.add(certificate.map_err(unreadable)?).map_err(Error::unavailable)?;
            }
        }
    }
    if trusted.is_empty() {
        return Err(Error::unavailable("no certificate to trust was found: name one with sslrootcert=FILE"));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(Error::unavailable)?
        .with_root_certificates(trusted)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(address: &str) -> (String, Option<Roots>) {
        let parts = parts_of(address).expect("an address");
        (parts.plain, parts.tls)
    }

    #[test]
    fn whoever_asks_for_tls_in_any_way_gets_it_verified() {
        let (place, ca) = ("postgres://db/register", || Some(Roots::File("/etc/my ca.pem".into())));
        for (address, expected) in [
            ("postgres://db/register", None),
            ("postgres://db/register?sslmode=prefer", None),
            ("postgres://db/register?sslmode=require", Some(Roots::OfMachine)),
            ("postgres://db/register?sslmode=verify-full&sslrootcert=system", Some(Roots::OfMachine)),
            ("postgres://db/register?sslrootcert=/etc/my%20ca.pem&sslmode=verify-ca", ca()),
        ] {
            assert_eq!(told(address), (place.to_owned(), expected), "{address}");
        }
    }

    #[test]
    fn what_else_stands_in_the_address_is_left_to_the_driver() {
        let (plain, tls) = told("postgres://db/r?connect_timeout=3&sslmode=require&keepalives=1");
        assert_eq!(plain, "postgres://db/r?connect_timeout=3&keepalives=1");
        assert_eq!(tls, Some(Roots::OfMachine));
    }

    #[test]
    fn a_server_must_take_writes_and_is_not_waited_for_without_an_end_unless_the_address_says_otherwise() {
        let server = |query: &str| Server::at(&format!("postgres://db1,db2/r{query}")).expect("an address");
        let otherwise = "?target_session_attrs=any&keepalives_idle=600&tcp_user_timeout=90&connect_timeout=2";
        for (query, target, silence, idle, patience) in [
            ("", TargetSessionAttrs::ReadWrite, 30, 15, 20),
            (otherwise, TargetSessionAttrs::Any, 90, 600, 8),
        ] {
            let server = server(query);
            assert_eq!(server.config.get_target_session_attrs(), target);
            assert_eq!(server.config.get_tcp_user_timeout(), Some(&Duration::from_secs(silence)));
            assert_eq!(server.config.get_keepalives_idle(), Duration::from_secs(idle));
            assert_eq!(server.patience(), Duration::from_secs(patience));
        }
    }

    #[test]
    fn an_unknown_way_is_refused_and_never_taken_for_none() {
        assert_eq!(parts_of("postgres://db/r?sslmode=verify_full").err(), Some("sslmode=verify_full".into()));
        assert!(
            parts_of("postgres://db/r?sslrootcert=/etc/ca.pem").is_err(),
            "an authority that nothing asks"
        );
    }
}
