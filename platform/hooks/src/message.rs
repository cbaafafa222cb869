//! One message over the network: the name is resolved by us, every address that it leads to is looked at, and the line goes
//! to one of those very addresses. Nothing is sent on elsewhere, no proxy stands between, and of the answer only the
//! status is read.

use crate::delivery::TroubleReason;
use crate::place::{is_public, place_of};
use crate::settings::Settings;
use std::fmt;
use std::sync::Arc;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

/// Longer heads of an answer are not read.
const MOST_OF_A_HEAD: usize = 16 * 1024;
/// Of what the machine says of a failure, so much is kept.
const MOST_OF_A_DETAIL: usize = 300;

/// Why a message did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub reason: TroubleReason,
    pub detail: String,
    pub answer_code: Option<i64>,
}

impl Trouble {
    pub(crate) fn new(reason: TroubleReason, detail: impl fmt::Display) -> Self {
        let detail = detail.to_string();
        let detail = detail.chars().filter(|c| !c.is_control()).take(MOST_OF_A_DETAIL).collect();
        Self { reason, detail, answer_code: None }
    }
}

/// What goes out.
pub(crate) struct Message<'m> {
    pub address: &'m str,
    pub body: &'m str,
    pub headers: [(&'static str, String); 4],
}

/// The line to the world, with the roots that this machine and the settings trust.
pub(crate) fn agent(settings: &Settings) -> Agent {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::new_with_certs(&trusted_roots(settings)))
        .unversioned_rustls_crypto_provider(provider)
        .build();
    let config = Agent::config_builder()
        .timeout_global(Some(settings.patience))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .max_idle_connections(0)
        .max_response_header_size(MOST_OF_A_HEAD)
        .user_agent(concat!("vidmakt/", env!("CARGO_PKG_VERSION")))
        .tls_config(tls)
        .build();
    let checked = Checked { settings: settings.clone(), resolver: DefaultResolver::default() };
    Agent::with_parts(config, DefaultConnector::new(), checked)
}

fn trusted_roots(settings: &Settings) -> Vec<Certificate<'static>> {
    let mut roots = rustls_native_certs::load_native_certs().certs;
    roots.extend_from_slice(settings.authorities.certificates());
    if roots.is_empty() {
        tracing::warn!("this machine trusts no certificates: no web-hook over https can be told");
    }
    roots.iter().map(|root| Certificate::from_der(root.as_ref()).to_owned()).collect()
}

/// Sends a message, and gives the status of the answer when it is 200 to 299.
pub(crate) fn send(agent: &Agent, message: &Message) -> Result<i64, Trouble> {
    let mut request = agent.post(message.address).header("content-type", "application/json");
    for (name, value) in &message.headers {
        request = request.header(*name, value);
    }
    let answer = request.send(message.body).map_err(|error| trouble_of(&error))?;
    let status = answer.status();
    let answer_code = i64::from(status.as_u16());
    if status.is_success() {
        return Ok(answer_code);
    }
    let reason = if status.is_redirection() { TroubleReason::Redirect } else { TroubleReason::Answer };
    Err(Trouble { answer_code: Some(answer_code), ..Trouble::new(reason, "") })
}

fn trouble_of(error: &Error) -> Trouble {
    let reason = match error {
        Error::Timeout(_) => TroubleReason::Slow,
        Error::Tls(_) | Error::Rustls(_) => TroubleReason::Certificate,
        Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) => {
            TroubleReason::Certificate
        }
        Error::Io(_) | Error::HostNotFound | Error::ConnectionFailed => TroubleReason::Unreachable,
        Error::RedirectFailed | Error::TooManyRedirects => TroubleReason::Redirect,
        Error::Other(inner) if inner.is::<Private>() => TroubleReason::PrivateAddress,
        _ => TroubleReason::Nonsense,
    };
    Trouble::new(reason, error)
}

/// Resolves names, and gives no address that may not be told.
struct Checked {
    settings: Settings,
    resolver: DefaultResolver,
}

impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Checked")
    }
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let place = place_of(&uri.to_string()).ok_or_else(|| Error::BadUri(uri.to_string()))?;
        let found = self.resolver.resolve(uri, config, timeout)?;
        if self.settings.allows(&place.host) {
            return Ok(found);
        }
        if !place.is_https {
            return Err(Error::RequireHttpsOnly(uri.to_string()));
        }
        // One private address among them is enough: which of them is taken is not ours to say.
        if found.iter().all(|one| is_public(one.ip())) {
            Ok(found)
        } else {
            Err(Error::Other(Box::new(Private)))
        }
    }
}

/// What is told of it is not which address: who writes hooks does not learn the network by it.
#[derive(Debug)]
struct Private;

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the host is not on the open internet")
    }
}

impl std::error::Error for Private {}
