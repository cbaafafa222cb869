//! The number of a request: in every line that it leaves in the log, and in its answer, so that the two are found together.

use axum::http::{HeaderMap, HeaderName};
use rand::RngExt as _;
use std::future::Future;

tokio::task_local! {
    static ID: String;
}

pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Does the work of a request of this id, on whatever thread it is awaited.
pub(super) async fn within<T>(id: String, work: impl Future<Output = T>) -> T {
    ID.scope(id, work).await
}

/// Goes on with it on a thread of its own.
pub(super) fn carried_on<T>(id: String, work: impl FnOnce() -> T) -> T {
    ID.sync_scope(id, work)
}

/// The id of the request that is being answered; a new one outside of any.
pub(crate) fn current() -> String {
    ID.try_with(String::clone).unwrap_or_else(|_| new())
}

/// Short enough to be read over the telephone.
fn new() -> String {
    let number: u64 = rand::rng().random();
    format!("{:04x}-{:04x}-{:04x}", number & 0xffff, (number >> 16) & 0xffff, (number >> 32) & 0xffff)
}

/// The id that a trusted proxy gave, where there is one and it looks like an id; otherwise a new one.
pub(super) fn id_of(headers: &HeaderMap, has_trusted_proxy: bool) -> String {
    let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok());
    match given.filter(|given| has_trusted_proxy && is_id(given)) {
        Some(given) => given.to_owned(),
        None => new(),
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
            assert!(made != odd && made.len() == 14, "{odd}");
        }
    }

    #[test]
    fn two_requests_have_two_ids() {
        assert_ne!(id_of(&HeaderMap::new(), false), id_of(&HeaderMap::new(), false));
    }
}
