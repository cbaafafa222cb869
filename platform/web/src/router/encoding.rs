//! Packing of texts for browsers that take them packed. Pages shrink to a fifth; what is short already is left alone.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// What fits into one packet of the network gains nothing.
const WORTH_PACKING: usize = 1_400;

/// Whether `Accept-Encoding` names an encoding without forbidding it by `q=0`.
pub(super) fn takes(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|part| {
        let mut pieces = part.split(';').map(str::trim);
        let is_named = pieces.next() == Some(encoding);
        let is_forbidden = pieces.any(|piece| {
            piece.strip_prefix("q=").is_some_and(|weight| weight.trim_matches(['0', '.']).is_empty())
        });
        is_named && !is_forbidden
    })
}

/// Puts a text into an answer, packed where the browser takes it.
pub(super) fn set_text(response: &mut Response, text: String, accepted: Option<&str>) {
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let is_worth_it = text.len() > WORTH_PACKING && accepted.is_some_and(|accepted| takes(accepted, "gzip"));
    let packed = if is_worth_it { pack(&text) } else { None };
    *response.body_mut() = match packed {
        Some(packed) => {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            Body::from(packed)
        }
        None => Body::from(text),
    };
}

fn pack(text: &str) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(text.len() / 4), Compression::fast());
    encoder.write_all(text.as_bytes()).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_used_when_it_is_named_and_not_forbidden() {
        assert!(takes("gzip, deflate, br", "br"));
        assert!(takes("gzip;q=0.5", "gzip"));
        assert!(!takes("gzip, br;q=0", "br"));
        assert!(!takes("brotli", "br"));
    }

    #[test]
    fn only_long_texts_are_packed_and_only_for_those_who_take_them() {
        let is_packed = |length: usize, accepted| {
            let mut response = Response::default();
            set_text(&mut response, "å".repeat(length), accepted);
            response.headers().contains_key(header::CONTENT_ENCODING)
        };
        assert!(is_packed(10_000, Some("gzip, br")));
        assert!(!is_packed(10_000, None) && !is_packed(10_000, Some("br")) && !is_packed(10, Some("gzip")));
    }
}
