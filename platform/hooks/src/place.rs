//! Where a message may go: to addresses of the open internet, never into a network, unless the host is allowed by name.

use crate::settings::Settings;
use kernel::Objection;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::http::Uri;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub is_https: bool,
    /// Without brackets.
    pub host: String,
}

/// Takes an address apart. None when it is no address of the web, or holds a user name.
pub(crate) fn place_of(address: &str) -> Option<Place> {
    let uri: Uri = address.trim().parse().ok()?;
    let scheme = uri.scheme_str()?;
    let authority = uri.authority()?;
    let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    let is_web = matches!(scheme, "https" | "http");
    let has_user = authority.as_str().contains('@');
    (is_web && !has_user && !host.is_empty()).then_some(Place { is_https: scheme == "https", host })
}

/// What is wrong with the address of a hook, as far as it can be seen without asking the network. The rest is looked at
/// before each message, when the name is resolved.
pub(crate) fn check_address(address: &str, settings: &Settings) -> Option<Objection> {
    let key = match place_of(address) {
        None => "hook-address-wrong",
        Some(place) if settings.allows(&place.host) => return None,
        Some(place) if is_plainly_private(&place.host) => "hook-address-private",
        Some(place) if !place.is_https => "hook-address-not-https",
        Some(_) => return None,
    };
    Some(Objection::new("address", key))
}

fn is_plainly_private(host: &str) -> bool {
    let is_own_machine = host == "localhost" || host.ends_with(".localhost");
    is_own_machine || host.parse().is_ok_and(|ip| !is_public(ip))
}

/// Whether an address is one of the open internet: not of this machine, this network, a range set aside, nor one that
/// carries another address inside it.
pub(crate) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => ip.to_ipv4_mapped().map_or_else(|| is_public_v6(ip), is_public_v4),
    }
}

/// IANA's special-purpose registry for IPv4.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_set_aside = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 168, _)
            | (192, 0, 0 | 2)
            | (192, 31, 196)
            | (192, 52, 193)
            | (192, 88, 99)
            | (192, 175, 48)
            | (198, 18..=19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !is_set_aside
}

/// Of IPv6 only global unicast, 2000::/3, without what is set aside in it: Teredo and protocol assignments (2001::/23),
/// documentation (2001:db8::/32, 3fff::/20) and 6to4 (2002::/16), which carries an IPv4 address.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    let is_global = (0x2000..=0x3fff).contains(&first);
    let is_set_aside = match first {
        0x2001 => second < 0x0200 || second == 0x0db8,
        0x2002 => true,
        0x3fff => second < 0x1000,
        _ => false,
    };
    is_global && !is_set_aside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn objection(address: &str, allow: &[&str]) -> Option<String> {
        let allow = allow.iter().map(|host| (*host).to_owned()).collect();
        let settings = Settings { allow, ..Settings::default() };
        check_address(address, &settings).map(|objection| objection.message.key.to_owned())
    }

    #[test]
    fn addresses_of_the_open_internet_are_public_and_no_others() {
        let public =
            ["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2a00:1450::1", "2001:4860::8"];
        let private = [
            "0.0.0.0",
            "10.1.2.3",
            "127.0.0.1",
            "127.9.9.9",
            "100.64.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "198.18.0.1",
            "198.19.255.1",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "100::1",
            "2001::1",
            "2001:2::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "4000::1",
        ];
        for ip in public {
            assert!(is_public(ip.parse().expect("an address")), "{ip}");
        }
        for ip in private {
            assert!(!is_public(ip.parse().expect("an address")), "{ip}");
        }
    }

    #[test]
    fn an_address_inside_the_network_is_refused_when_it_is_written() {
        for address in [
            "https://127.0.0.1/x",
            "https://localhost/",
            "https://LOCALHOST:8443/",
            "https://vidmakt.localhost/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]:443/",
            "https://192.168.0.7/",
            "http://169.254.169.254/latest",
        ] {
            assert_eq!(objection(address, &[]).as_deref(), Some("hook-address-private"), "{address}");
        }
    }

    #[test]
    fn an_address_is_https_without_a_user_name() {
        assert_eq!(objection("https://ta-emot.example/krok?x=1", &[]), None);
        assert_eq!(objection("http://ta-emot.example/", &[]).as_deref(), Some("hook-address-not-https"));
        for address in [
            "ta-emot.example",
            "ftp://ta-emot.example/",
            "https://user:pw@ta-emot.example/",
            "https:///x",
            "",
            "https://a b/",
        ] {
            assert_eq!(objection(address, &[]).as_deref(), Some("hook-address-wrong"), "{address}");
        }
    }

    #[test]
    fn a_host_that_is_allowed_by_name_may_be_inside_and_without_tls() {
        let allow = &["127.0.0.1", "::1", "bussen.intern"];
        for address in
            ["http://127.0.0.1:9/", "http://[::1]/", "http://bussen.intern/x", "https://Bussen.Intern/"]
        {
            assert_eq!(objection(address, allow), None, "{address}");
        }
        assert!(objection("https://127.0.0.2/", allow).is_some());
        assert!(objection("http://x.bussen.intern/", allow).is_some());
    }
}
