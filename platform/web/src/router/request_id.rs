//! The number of a request: in every line that it leaves in the log, and in its answer, so that the two are found together.

use axum::http::{HeaderMap, HeaderName};
use rand::RngExt as _;

pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id that a trusted proxy gave, where there is one and it looks like an id; otherwise a new one.
pub(super) fn id_of(headers: &HeaderMap, has_trusted_proxy: bool) -> String {
    let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok());
    match given.filter(|given| has_trusted_proxy && is_id(given)) {
        Some(given) => given.to_owned(),
        None => format!("{:016x}", rand::rng().random::<u64>()),
    }
}

/// Nothing that could be read as more than an id in a log.
fn is_id(text: &str) -> bool {
    let is_of_id = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (8..=64).contains(&text.len()) && text.bytes().all(is_of_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(id: &str) -> HeaderMap {
        HeaderMap::from_iter([(REQUEST_ID, id.parse().unwrap())])
    }

    #[test]
    fn only_a_trusted_proxy_names_requests_and_only_with_what_looks_like_a_name() {
        let given = "0b9f2c4e-77c0-4f5e";
        assert_eq!(id_of(&headers(given), true), given);
        assert_ne!(id_of(&headers(given), false), given);
        for odd in ["short", "anna.andersson@example.se", "a b c d e f g", &"x".repeat(65)] {
            let made = id_of(&headers(odd), true);
            assert!(made != odd && made.len() == 16, "{odd}");
        }
    }

    #[test]
    fn two_requests_have_two_ids() {
        assert_ne!(id_of(&HeaderMap::new(), false), id_of(&HeaderMap::new(), false));
    }
}
