//! A request taken apart before anybody knows who sent it: path, query, headers, body. What is broken is told, never guessed.

use crate::error_answer::Trouble;
use crate::visit::{Body, Form, Upload};
use axum::body::Bytes;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{
    ConnectInfo, FromRequest as _, FromRequestParts as _, Multipart, RawPathParams, Request,
};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

pub(super) const MOST_BYTES: usize = 1_000_000;
/// So much of a form is read that a field filled far too full comes back with its text and what is wrong with it.
const MOST_BYTES_OF_FORM: usize = 8_000_000;
const MOST_BYTES_WITH_FILES: usize = 30_000_000;
/// A body that takes longer is a broken line or somebody who holds one on purpose.
const SLOWEST_BODY: Duration = Duration::from_secs(60);
/// What a file may be called that is sent by itself; what it is, its bytes tell.
pub(crate) const FILE_TYPES: [&str; 4] = [
    "text/csv",
    "text/plain",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/octet-stream",
];
const MOST_PAIRS: usize = 5_000;

/// A request, before anybody knows who sent it.
#[derive(Clone)]
pub(crate) struct Intake {
    pub path: String,
    pub path_values: BTreeMap<String, String>,
    pub query: Vec<(String, String)>,
    pub headers: BTreeMap<String, String>,
    pub from: String,
    /// SHA-256 of what was sent, by which a repeated request is known.
    pub body_hash: String,
}

/// Reads everything that stands outside the body.
pub(crate) async fn take_head(parts: &mut Parts, address_header: Option<&str>) -> Result<Intake, Trouble> {
    let path = parts.uri.path().to_owned();
    let path_values = match RawPathParams::from_request_parts(parts, &()).await {
        Ok(params) => params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        // No route has such an address.
        Err(RawPathParamsRejection::MissingPathParams(_)) => BTreeMap::new(),
        Err(_) => return Err(Trouble::not_found()),
    };
    if path_values.values().any(|value: &String| value.contains('\0')) {
        return Err(Trouble::not_found());
    }
    let query = parse_pairs(parts.uri.query().unwrap_or_default().as_bytes())?;
    let headers = headers_of(&parts.headers);
    let from = address_of(parts, &headers, address_header);
    Ok(Intake { path, path_values, query, headers, from, body_hash: String::new() })
}

fn headers_of(headers: &HeaderMap) -> BTreeMap<String, String> {
    headers
        .iter()
        .map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect()
}

/// The last address in the header is the one that the trusted proxy itself saw.
fn address_of(parts: &Parts, headers: &BTreeMap<String, String>, address_header: Option<&str>) -> String {
    let told = address_header.and_then(|name| headers.get(&name.to_ascii_lowercase()));
    let last = told.and_then(|addresses| addresses.rsplit(',').next()).map(str::trim);
    let peer = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
    last.map(str::to_owned).or_else(peer).unwrap_or_default()
}

/// Pairs of a query or a form: `a=1&b=2`. Broken escapes and what is no UTF-8 are refused.
fn parse_pairs(bytes: &[u8]) -> Result<Vec<(String, String)>, Trouble> {
    let text = std::str::from_utf8(bytes).map_err(|_| wrong_text())?;
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs: Vec<_> = pairs
        .take(MOST_PAIRS + 1)
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect::<Result<_, Trouble>>()?;
    if pairs.len() > MOST_PAIRS { Err(too_large()) } else { Ok(pairs) }
}

fn decode(text: &str) -> Result<String, Trouble> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8().map_err(|_| wrong_text())?;
    if decoded.contains('\0') { Err(wrong_text()) } else { Ok(decoded.into_owned()) }
}

pub(super) fn wrong_text() -> Trouble {
    Trouble::bad_request().saying("error-wrong-text")
}

pub(super) fn too_large() -> Trouble {
    Trouble::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large")
}

fn wrong_media_type() -> Trouble {
    Trouble::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type")
}

/// Reads the body by its type.
pub(crate) async fn take_body(
    request: Request,
    is_api: bool,
    takes_file: bool,
) -> Result<(Body, String), Trouble> {
    let declared = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type =
        declared.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_lowercase();
    // Much is taken only from somebody who at least claims to be known.
    let claims =
        [header::COOKIE, header::AUTHORIZATION].iter().any(|name| request.headers().contains_key(name));
    let is_file = takes_file && FILE_TYPES.contains(&content_type.as_str());
    let limit = match content_type.as_str() {
        _ if is_file && claims => MOST_BYTES_WITH_FILES,
        "multipart/form-data" if claims => MOST_BYTES_WITH_FILES,
        "application/x-www-form-urlencoded" if claims && !is_api => MOST_BYTES_OF_FORM,
        _ => MOST_BYTES,
    };
    let (parts, body) = request.into_parts();
    if declared_length(&parts.headers).is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let read = tokio::time::timeout(SLOWEST_BODY, axum::body::to_bytes(body, limit)).await;
    let bytes = read
        .map_err(|_| Trouble::new(StatusCode::REQUEST_TIMEOUT, "timeout"))?
        .map_err(|error| if is_limit(&error) { too_large() } else { Trouble::bad_request() })?;
    let mut hash = crate::accounts::sha256_hex_of(&bytes);
    let body = match content_type.as_str() {
        _ if bytes.is_empty() => Body::None,
        _ if is_file => Body::File(bytes.to_vec()),
        "multipart/form-data" => {
            let form = multipart(parts, bytes).await?;
            hash = hash_of(&form);
            Body::Form(form)
        }
        "application/x-www-form-urlencoded" if !is_api => {
            let form = Form { pairs: parse_pairs(&bytes)?, files: Vec::new() };
            hash = hash_of(&form);
            Body::Form(form)
        }
        "application/json" | "application/merge-patch+json" => json(&bytes)?,
        _ => return Err(wrong_media_type()),
    };
    Ok((body, hash))
}

pub(super) fn declared_length(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Whether reading stopped because the body is too long; otherwise the line broke.
fn is_limit(error: &axum::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if cause.to_string().contains("length limit") {
            return true;
        }
        source = cause.source();
    }
    error.to_string().contains("length limit")
}

fn json(bytes: &Bytes) -> Result<Body, Trouble> {
    serde_json::from_slice(bytes).map(Body::Json).map_err(|error| {
        let at = kernel::Message::new("error-wrong-json")
            .with("line", i64::try_from(error.line()).unwrap_or_default())
            .with("column", i64::try_from(error.column()).unwrap_or_default());
        Trouble::bad_request().saying(at)
    })
}

/// What a form says: its bytes may be others when it is sent again, the boundary between files always is.
fn hash_of(form: &Form) -> String {
    let files = form.files.iter();
    let files: Vec<_> =
        files.map(|file| (&file.field, &file.name, crate::accounts::sha256_hex_of(&file.bytes))).collect();
    crate::accounts::sha256_hex(&format!("{:?} {files:?}", form.pairs))
}

async fn multipart(parts: Parts, bytes: Bytes) -> Result<Form, Trouble> {
    let request = Request::from_parts(parts, axum::body::Body::from(bytes));
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|_| Trouble::bad_request())?;
    let mut form = Form::default();
    while let Some(field) = multipart.next_field().await.map_err(|_| Trouble::bad_request())? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|_| Trouble::bad_request())?;
        match file_name {
            Some(file_name) => {
                form.files.push(Upload { field: name, name: file_name, bytes: bytes.to_vec() });
            }
            None => {
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| wrong_text())?;
                form.pairs.push((name, without_nul(text)?));
            }
        }
        if form.pairs.len() + form.files.len() > MOST_PAIRS {
            return Err(too_large());
        }
    }
    Ok(form)
}

/// PostgreSQL keeps no text with this character, and nobody types it.
pub(super) fn without_nul(text: String) -> Result<String, Trouble> {
    if text.contains('\0') { Err(wrong_text()) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_with_files_is_the_same_whatever_stands_between_its_parts() {
        let form = |bytes: &[u8]| Form {
            pairs: vec![("csrf".into(), "x".into())],
            files: vec![Upload { field: "file".into(), name: "a.csv".into(), bytes: bytes.to_vec() }],
        };
        assert_eq!(hash_of(&form(b"Namn")), hash_of(&form(b"Namn")));
        assert_ne!(hash_of(&form(b"Namn")), hash_of(&form(b"namn")));
    }

    #[test]
    fn a_form_is_the_same_however_its_letters_are_escaped() {
        let hash = |bytes: &[u8]| hash_of(&Form { pairs: parse_pairs(bytes).unwrap(), files: Vec::new() });
        assert_eq!(hash(b"namn=a+b&c=%7E"), hash(b"namn=a%20b&c=~"));
        assert_ne!(hash(b"namn=a"), hash(b"namn=b"));
    }

    #[test]
    fn pairs_are_decoded_in_order_and_may_repeat() {
        let pairs = parse_pairs("a=%C3%A5+1&b&a=2&&c=x=y".as_bytes()).unwrap();
        let expected = [("a", "å 1"), ("b", ""), ("a", "2"), ("c", "x=y")];
        assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        for broken in ["a=%FF", "%C3=1", "a=%00", "a=b%C3"] {
            assert_eq!(parse_pairs(broken.as_bytes()).unwrap_err().status, 400, "{broken}");
        }
        assert_eq!(parse_pairs(&[b'a', b'=', 0xff]).unwrap_err().status, 400);
    }
}
