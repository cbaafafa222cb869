//! Where a text may lead, and which pictures it may show. What is not named here stays text.

use kernel::Id;

/// How the address of a picture begins: `bild:` and the id of the file.
const PICTURE: &str = "bild:";
const OUTSIDE: [&str; 3] = ["https://", "http://", "mailto:"];

/// The address as a link may carry it: outside by a scheme that is known, or a page of our own.
///
/// A browser drops tabs and line breaks from an address and takes `\` for `/`; an address with any of these is none.
pub(crate) fn allowed_link(address: &str) -> Option<String> {
    let is_odd = |letter: char| letter.is_control() || letter.is_whitespace() || letter == '\\';
    if address.chars().any(is_odd) {
        return None;
    }
    let is_own = address.starts_with('/') && !address.starts_with("//");
    let leads_outside = OUTSIDE.iter().any(|scheme| {
        let beginning = address.get(..scheme.len());
        beginning.is_some_and(|it| it.eq_ignore_ascii_case(scheme)) && address.len() > scheme.len()
    });
    (is_own || leads_outside).then(|| address.to_owned())
}

/// The file of a picture that was put into the text.
pub(crate) fn picture_of(address: &str) -> Option<Id> {
    address.strip_prefix(PICTURE)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_outside_by_a_known_scheme_or_to_a_page_of_our_own() {
        for address in ["https://a.se/b?c=d#e", "HTTP://a.se", "mailto:it@a.se", "/system/1", "/"] {
            assert_eq!(allowed_link(address).as_deref(), Some(address));
        }
    }

    #[test]
    fn any_other_address_is_none() {
        for address in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "%6Aavascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//host/x",
            "/\\host/x",
            "\\\\host",
            "/\t/host",
            "https://",
            "https:a.se",
            "mailto:",
            "a.se",
            "#top",
            "?a=b",
            "å",
            "",
        ] {
            assert_eq!(allowed_link(address), None, "{address:?}");
        }
    }

    #[test]
    fn a_picture_is_named_by_its_file() {
        let file = Id::from_bytes([7; 16]);
        assert_eq!(picture_of(&format!("bild:{file}")), Some(file));
        for address in ["bild:", "bild:logo.png", "https://a.se/logo.png", "Bild:"] {
            assert_eq!(picture_of(address), None, "{address}");
        }
    }
}
