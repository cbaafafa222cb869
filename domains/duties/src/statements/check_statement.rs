//! What must hold of whatever is said of a duty.

use super::Said;
use jiff::Span;
use kernel::{Date, Objection};
use register::check_fields;
use writing::check_written;

/// Everything that is wrong with it by itself.
#[must_use]
pub(crate) fn check_statement(said: &Said, today: Date) -> Vec<Objection> {
    let mut objections = check_fields(said);
    if objections.iter().all(|one| one.field != "content") {
        objections.extend(check_written(&said.content).iter().map(|one| one.objection("content")));
    }
    if said.content.is_empty() && said.link.is_empty() && said.document.is_none() {
        objections.push(Objection::new("content", "statement-objection-says-nothing"));
    }
    if said.review_date.is_some_and(|day| day <= today) {
        objections.push(Objection::new("review_date", "statement-objection-review-is-past"));
    }
    objections
}

/// The day on which something said today is looked at anew.
#[must_use]
pub(crate) fn compute_review(today: Date, months: u32) -> Date {
    today.saturating_add(Span::new().months(i64::from(months)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn told(said: &Said) -> Vec<String> {
        let found = check_statement(said, day("2026-03-02"));
        found.into_iter().map(|one| format!("{} {}", one.field, one.message.key)).collect()
    }

    #[test]
    fn a_statement_says_something_in_words_by_a_link_or_by_a_document() {
        let words = Said { content: "Vi återläser varje kvartal.".into(), ..Said::default() };
        let link = Said { link: "https://intranat.example/rutin".into(), ..Said::default() };
        let document = Said { document: Some(Id::new()), ..Said::default() };
        for said in [&words, &link, &document] {
            assert_eq!(told(said), Vec::<String>::new());
        }
        assert_eq!(
            told(&Said { link: link.link.clone(), ..words }),
            Vec::<String>::new(),
            "words and a link"
        );
        assert_eq!(told(&Said::default()), ["content statement-objection-says-nothing"]);
    }

    #[test]
    fn a_statement_is_a_page_or_two_and_about_nobodys_identity_number() {
        let of = |content: String| told(&Said { content, ..Said::default() });
        assert_eq!(of("å".repeat(5_000)), Vec::<String>::new());
        assert_eq!(of("å".repeat(5_001)), ["content objection-too-long"]);
        assert_eq!(of("Fråga 19121212-1212.".into()), ["content objection-personal-identity-number"]);
    }

    #[test]
    fn the_review_of_a_statement_is_to_come() {
        let on = |text: &str| {
            told(&Said { link: "https://a.example".into(), review_date: Some(day(text)), ..Said::default() })
        };
        assert_eq!(on("2026-03-03"), Vec::<String>::new());
        for past in ["2026-03-02", "2025-12-31"] {
            assert_eq!(on(past), ["review_date statement-objection-review-is-past"]);
        }
        assert_eq!(compute_review(day("2028-02-29"), 12), day("2029-02-28"));
    }
}
