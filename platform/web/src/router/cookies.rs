//! Cookies: what a browser sent, and how ours are set. No script reads them, no other site sends them along.

use crate::web::Site;

/// The value of a cookie in a `Cookie` header.
pub(crate) fn cookie<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, v)| v)
}

/// A `Set-Cookie` header. Without an age it ends with the browser; with age 0 it is taken away.
pub(crate) fn set_cookie(site: &Site, name: &str, value: &str, age_seconds: Option<u32>) -> String {
    let age = age_seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let secure = if site.is_https() { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_secure_where_the_site_is() {
        let site = |url: &str| Site {
            public_url: url.into(),
            address_header: None,
            demo_accounts: Vec::new(),
            files: files::Settings::default(),
        };
        let plain = set_cookie(&site("http://127.0.0.1:8080"), "a", "1", Some(0));
        assert_eq!(plain, "a=1; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
        let secure = set_cookie(&site("https://vidmakt.example.test"), "a", "1", None);
        assert_eq!(secure, "a=1; Path=/; HttpOnly; SameSite=Lax; Secure");
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let header = "xvidmakt=1; vidmakt=abc; vidmakt_language=sv";
        assert_eq!(cookie(header, "vidmakt"), Some("abc"));
        assert_eq!(cookie(header, "vidmakt_language"), Some("sv"));
        assert_eq!(cookie(header, "other"), None);
    }
}
