//! The address of a PostgreSQL: where it is, and whether it is spoken with over TLS. Over TLS the server's certificate is
//! always verified, its name included, whichever of the ways to ask for it stands in the address.

use kernel::{Error, Result};
use percent_encoding::percent_decode_str;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

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
        let tls = parts.tls.map(|roots| connector(&roots)).transpose()?;
        Ok(Self { config, tls })
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
    fn an_unknown_way_is_refused_and_never_taken_for_none() {
        assert_eq!(parts_of("postgres://db/r?sslmode=verify_full").err(), Some("sslmode=verify_full".into()));
        assert!(
            parts_of("postgres://db/r?sslrootcert=/etc/ca.pem").is_err(),
            "an authority that nothing asks"
        );
    }
}
