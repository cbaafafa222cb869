//! The cookies that a browser sent.

/// The value of a cookie in a `Cookie` header.
pub(crate) fn cookie<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, v)| v)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let header = "xvidmakt=1; vidmakt=abc; vidmakt_language=sv";
        assert_eq!(cookie(header, "vidmakt"), Some("abc"));
        assert_eq!(cookie(header, "vidmakt_language"), Some("sv"));
        assert_eq!(cookie(header, "other"), None);
    }
}
