//! What must hold of every document that is saved.

use crate::check_system::check_fields;
use crate::document::Document;
use crate::pack_words::check_words_of_document;
use kernel::{Date, Objection};
use policy::Pack;

/// Everything that is wrong with a document by itself. The type is judged where it is new.
#[must_use]
pub fn check_document(
    pack: &Pack,
    before: Option<&Document>,
    document: &Document,
    today: Date,
) -> Vec<Objection> {
    let mut objections = check_fields(document);
    let is_new_type = before.is_none_or(|before| before.document_type != document.document_type);
    if is_new_type && !document.document_type.is_empty() {
        objections.extend(check_words_of_document(pack, document));
    }
    if document.review_date.is_some_and(|review| document.date.is_some_and(|date| review < date)) {
        objections.push(Objection::new("review_date", "register-objection-review-before-date"));
    }
    if document.decided_on.is_some_and(|day| day > today) {
        objections.push(Objection::new("decided_on", "register-objection-decided-ahead"));
    }
    if let Some(before) = before {
        objections.extend(check_number_stays(pack, before, document));
        objections.extend(check_written_stays(before, document));
    }
    objections
}

/// A number is given at registration and never changed, so a document does not move into or out of a numbered row.
fn check_number_stays(pack: &Pack, before: &Document, document: &Document) -> Option<Objection> {
    if before.document_type != document.document_type {
        return (is_numbered(pack, before) || is_numbered(pack, document))
            .then(|| Objection::new("document_type", "register-objection-numbered-type"));
    }
    (is_numbered(pack, document) && before.number != document.number)
        .then(|| Objection::new("number", "register-objection-number-is-fixed"))
}

/// What is written here is decided where it is written: by hand it would be decided without anybody who may.
fn check_written_stays(before: &Document, document: &Document) -> Vec<Objection> {
    let changed = [
        ("document_type", before.document_type != document.document_type),
        ("version", before.version != document.version),
        ("year", before.year != document.year),
        ("decided_on", before.decided_on != document.decided_on),
        ("decision", before.decision != document.decision),
    ];
    let stays = |(field, is_changed): (&'static str, bool)| {
        (is_changed && before.written.is_some())
            .then(|| Objection::new(field, "register-objection-said-where-it-is-written"))
    };
    changed.into_iter().filter_map(stays).collect()
}

/// The form of the numbers that the pack gives to a type.
#[must_use]
pub fn number_form<'p>(pack: &'p Pack, document: &Document) -> Option<&'p str> {
    pack.document(&document.document_type)?.numbering.as_deref()
}

fn is_numbered(pack: &Pack, document: &Document) -> bool {
    number_form(pack, document).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kernel::{Id, Subject};

    const TODAY: Date = date(2026, 11, 22);

    fn document() -> Document {
        let subject = Subject::new(crate::SYSTEM, Id::new());
        let mut document = Document::new(subject, "management_plan");
        document.name = "Förvaltningsplan".into();
        document
    }

    fn wrong(before: Option<&Document>, change: impl FnOnce(&mut Document)) -> Vec<String> {
        let mut changed = before.cloned().unwrap_or_else(document);
        change(&mut changed);
        let found = check_document(&crate::testing::pack(), before, &changed, TODAY);
        found.into_iter().map(|one| format!("{} {}", one.field, one.message.key)).collect()
    }

    #[test]
    fn decide_document_names_what_is_wrong_at_its_field() {
        assert_eq!(wrong(None, |_| ()), [""; 0]);
        assert_eq!(wrong(None, |d| d.name.clear()), ["name objection-required"]);
        assert_eq!(
            wrong(None, |d| d.document_type = "poem".into()),
            ["document_type objection-not-a-choice"]
        );
        assert_eq!(
            wrong(None, |d| d.subject.kind = "organisation".into()),
            ["document_type register-objection-type-of-other-subject"]
        );
        assert_eq!(
            wrong(None, |d| (d.date, d.review_date) = (Some(TODAY), Some(date(2026, 1, 1)))),
            ["review_date register-objection-review-before-date"]
        );
        assert_eq!(
            wrong(None, |d| d.decided_on = Some(date(2026, 11, 23))),
            ["decided_on register-objection-decided-ahead"]
        );
        assert_eq!(
            wrong(None, |d| d.name = "Plan för 811218-9876".into()),
            ["name objection-personal-identity-number"]
        );
    }

    #[test]
    fn decide_document_keeps_the_number_of_a_numbered_type() {
        let mut before = document();
        before.document_type = "service_level_agreement".into();
        before.number = "SLA-2026-1".into();
        assert_eq!(
            wrong(Some(&before), |d| d.number = "SLA-2026-9".into()),
            ["number register-objection-number-is-fixed"]
        );
    }

    #[test]
    fn decide_document_moves_no_document_into_or_out_of_a_numbered_row() {
        let plain = document();
        let mut numbered = document();
        numbered.document_type = "service_level_agreement".into();
        numbered.number = "SLA-2026-1".into();
        let refused = ["document_type register-objection-numbered-type"];
        assert_eq!(wrong(Some(&plain), |d| d.document_type = "service_level_agreement".into()), refused);
        let left = |d: &mut Document| (d.document_type, d.number) = ("management_plan".into(), "9".into());
        assert_eq!(wrong(Some(&numbered), left), refused);
        assert_eq!(wrong(Some(&plain), |d| d.document_type = "classification".into()), [""; 0]);
    }

    #[test]
    fn decide_document_lets_nobody_decide_by_hand_what_is_written_here() {
        let written = Document { written: Some(String::new()), ..document() };
        let refused = |field: &str| vec![format!("{field} register-objection-said-where-it-is-written")];
        assert_eq!(wrong(Some(&written), |d| d.decided_on = Some(TODAY)), refused("decided_on"));
        assert_eq!(wrong(Some(&written), |d| d.decision = "KS § 1".into()), refused("decision"));
        assert_eq!(wrong(Some(&written), |d| d.version = "2".into()), refused("version"));
        assert_eq!(wrong(Some(&written), |d| d.year = Some(2027)), refused("year"));
        assert_eq!(
            wrong(Some(&written), |d| d.document_type = "classification".into()),
            refused("document_type")
        );
        assert_eq!(wrong(Some(&written), |d| d.name = "Planen".into()), [""; 0]);
        assert_eq!(wrong(Some(&document()), |d| d.decision = "KS § 1".into()), [""; 0]);
    }

    #[test]
    fn decide_document_lets_a_type_stand_that_a_new_pack_lacks() {
        let mut before = document();
        before.document_type = "type_of_an_older_pack".into();
        assert_eq!(wrong(Some(&before), |d| d.version = "2".into()), [""; 0]);
    }
}
