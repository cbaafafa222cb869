//! The language in which somebody is answered before it is known who it is.

use super::cookies::cookie;
use crate::session::LANGUAGE_COOKIE;
use axum::http::{HeaderMap, header};
use kernel::Language;
use std::collections::BTreeMap;

/// What the visitor chose here, else what the browser prefers, else Swedish.
pub(super) fn language_asked_for(headers: &HeaderMap) -> Language {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    choose(text(header::COOKIE), text(header::ACCEPT_LANGUAGE))
}

pub(super) fn language_of(headers: &BTreeMap<String, String>) -> Language {
    let text = |name: &str| headers.get(name).map(String::as_str);
    choose(text("cookie"), text("accept-language"))
}

fn choose(cookies: Option<&str>, accepted: Option<&str>) -> Language {
    let chosen = cookies.and_then(|header| cookie(header, LANGUAGE_COOKIE)).and_then(Language::from_tag);
    chosen.or_else(|| accepted.and_then(best_accepted)).unwrap_or_default()
}

/// The language of ours with the highest weight in `Accept-Language`; the first of equals.
pub(super) fn best_accepted(header: &str) -> Option<Language> {
    let mut best: Option<(Language, u32)> = None;
    for part in header.split(',') {
        let mut pieces = part.trim().split(';');
        let language = pieces.next().and_then(|tag| Language::from_tag(tag.trim().to_lowercase().as_str()));
        let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")).map_or(1_000, thousandths);
        if let Some(language) = language
            && weight > best.map_or(0, |(_, weight)| weight)
        {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

fn thousandths(weight: &str) -> u32 {
    let (whole, part) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let digits = format!("{part:0<3}");
    let fraction: u32 = digits.get(..3).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    whole.parse::<u32>().unwrap_or(0).min(1) * 1_000 + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_of_ours_wins() {
        assert_eq!(best_accepted("en-GB,en;q=0.9,sv;q=0.8"), Some(Language::English));
        assert_eq!(best_accepted("de, en;q=0.5, sv-SE;q=0.75"), Some(Language::Swedish));
        assert_eq!(best_accepted("en;q=0, fi"), None);
        assert_eq!(best_accepted("SV"), Some(Language::Swedish));
    }

    #[test]
    fn a_choice_made_here_stands_over_the_browser() {
        assert_eq!(choose(Some("vidmakt_language=en"), Some("sv")), Language::English);
        assert_eq!(choose(Some("vidmakt_language=xx"), None), Language::Swedish);
    }
}
