//! What only the whole pack shows: circles of appointment, clauses that nothing carries out.

use super::entry::Book;
use super::names::{NameKind, known_help};
use crate::lookup::{
    AGREEMENT_NOTICE_DAYS, ANSWER_DAYS, MONTHS, NOTICE_DAYS, STATEMENT_REVIEW_MONTHS, VACANCY_NOTICE_DAYS,
};
use crate::pack::{Effect, Pack, ParameterValue, Who};
use crate::problem::Spot;
use kernel::Message;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

pub(super) fn check(book: &Book<'_>, pack: &Pack) {
    check_parameters(book, pack);
    warn_about_templates(book, pack);
    check_appointments(book, pack);
    // A file that could not be read may well carry out what looks unused.
    if book.names.borrow().unread.is_empty() {
        warn_about_unused_clauses(book, pack);
    }
}

/// No parameter asks for less than the law, and one that the engine itself reads has a value that it can use.
fn check_parameters(book: &Book<'_>, pack: &Pack) {
    for parameter in pack.parameters.iter().filter(|one| book.vocabulary.law.forbids(one)) {
        let Some(at) = spot(book, NameKind::Parameter, &parameter.id) else { continue };
        let message = Message::new("policy-problem-against-law").with("id", parameter.id.as_str());
        book.error(&at, message, Some(Message::new("policy-help-law")));
    }
    for id in [VACANCY_NOTICE_DAYS, ANSWER_DAYS, AGREEMENT_NOTICE_DAYS] {
        let Some(at) = unusable(book, pack, (id, &NOTICE_DAYS)) else { continue };
        let message = Message::new("policy-problem-parameter-not-days").with("parameter", id);
        let help = Message::new("policy-help-parameter-days").with("most", *NOTICE_DAYS.end());
        book.error(&at, message, Some(help));
    }
    if let Some(at) = unusable(book, pack, (STATEMENT_REVIEW_MONTHS, &MONTHS)) {
        let message = Message::new("policy-problem-parameter-is-no-months");
        let message = message.with("parameter", STATEMENT_REVIEW_MONTHS);
        book.error(&at, message, Some(Message::new("policy-help-parameter-months")));
    }
}

/// Where a parameter stands that is no number within these limits.
fn unusable(book: &Book<'_>, pack: &Pack, (id, limits): (&str, &RangeInclusive<i64>)) -> Option<Spot> {
    let parameter = pack.parameter(id)?;
    let is_good = matches!(parameter.value, ParameterValue::Number(number) if limits.contains(&number));
    if is_good { None } else { spot(book, NameKind::Parameter, id) }
}

/// What a document is to be written by. Packs of before may name what nobody knows.
fn warn_about_templates(book: &Book<'_>, pack: &Pack) {
    for document in &pack.documents {
        let Some(template) = document.template.as_ref().filter(|id| pack.plan_kind(id).is_none()) else {
            continue;
        };
        let Some(at) = spot(book, NameKind::Document, &document.id) else { continue };
        let message = Message::new("policy-warning-template-unknown").with("template", template.as_str());
        let known = known_help(template, pack.plan_kinds.iter().map(|kind| kind.id.as_str()));
        book.warn(&at, message, Some(known));
    }
}

/// A circle of appointment: nobody in it could ever be the first.
fn check_appointments(book: &Book<'_>, pack: &Pack) {
    let mut reported: Vec<&str> = Vec::new();
    for role in &pack.roles {
        if reported.contains(&role.id.as_str()) {
            continue;
        }
        let mut path = vec![role.id.as_str()];
        if find_circle(pack, &role.id, &mut path, &mut BTreeSet::new()) {
            let Some(at) = spot(book, NameKind::Role, &role.id) else { continue };
            let message = Message::new("policy-problem-appointment-circle").with("circle", path.join(" → "));
            book.error(&at, message, Some(Message::new("policy-help-appointment-circle")));
            reported.extend(path);
        }
    }
}

/// Follows who appoints until the start of the path comes again.
fn find_circle<'p>(
    pack: &'p Pack,
    role: &str,
    path: &mut Vec<&'p str>,
    seen: &mut BTreeSet<&'p str>,
) -> bool {
    let Some(role) = pack.role(role) else { return false };
    for appointer in &role.appointed_by {
        let Who::Role(id) = &appointer.who else { continue };
        if path.first() == Some(&id.as_str()) {
            path.push(id);
            return true;
        }
        // Whoever was seen before does not lead back to the start.
        if !seen.insert(id) {
            continue;
        }
        path.push(id);
        if find_circle(pack, id, path, seen) {
            return true;
        }
        path.pop();
    }
    false
}

fn warn_about_unused_clauses(book: &Book<'_>, pack: &Pack) {
    for clause in &pack.clauses {
        let is_carried_out = book.names.borrow().is_referred(NameKind::Clause, &clause.id);
        if !is_carried_out && matches!(clause.effect, Effect::Enforced | Effect::Computed) {
            let Some(at) = spot(book, NameKind::Clause, &clause.id) else { continue };
            let message = Message::new("policy-warning-unused-clause").with("clause", clause.id.as_str());
            book.warn(&at, message, Some(Message::new("policy-help-unused-clause")));
        }
    }
}

/// Where an entry is defined. One without an id of its own has none, and has been told of already.
fn spot(book: &Book<'_>, kind: NameKind, id: &str) -> Option<Spot> {
    book.names.borrow().spot(kind, id).cloned()
}
