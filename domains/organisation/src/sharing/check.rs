//! What is wrong with a decision on sharing, by itself and beside the others.

use super::surroundings::Surroundings;
use super::{Sharing, group_named};
use crate::check_no_personal_identity_numbers;
use kernel::{Date, Message, Objection, Period};

/// What is wrong with one decision, new or changed, beside the others of its owner.
pub(super) fn check_sharing(ask: &Sharing, around: &Surroundings) -> Vec<Objection> {
    let mut objections = check_no_personal_identity_numbers(ask);
    objections.extend(check_parties(ask, around));
    let mut object = |field: &str, key: &'static str| objections.push(Objection::new(field, key));
    if group_named(&around.groups, (&ask.record_kind, &ask.field_group)).is_none() {
        object("field_group", "objection-sharing-unknown-group");
    }
    if ask.decision.trim().is_empty() {
        object("decision", "objection-required");
    }
    if ask.period().is_empty() {
        object("to", "objection-period-backwards");
    }
    let latest = around.today.saturating_add(jiff::Span::new().years(10));
    for (field, day) in [("from", Some(ask.from)), ("to", ask.to)] {
        if day.is_some_and(|day| day > latest) {
            object(field, "objection-date-unlikely");
        }
    }
    let meets = |other: &&Sharing| {
        other.id != ask.id
            && other.is_about_the_same(ask)
            && !other.period().is_empty()
            && other.period().overlaps(&ask.period())
    };
    if let Some(other) = around.decided.iter().find(meets) {
        objections.push(Objection::new("from", overlaps(other)));
    }
    objections
}

fn overlaps(other: &Sharing) -> Message {
    let message = match other.to {
        None => Message::new("objection-sharing-overlaps"),
        Some(to) => Message::new("objection-sharing-overlaps-until").with("to", texts::date(to)),
    };
    message.with("from", texts::date(other.from)).with("decision", other.decision.clone())
}

/// The two who share must be organisations of the federation that employ in their own name, and not the same.
fn check_parties(ask: &Sharing, around: &Surroundings) -> Vec<Objection> {
    let mut objections = Vec::new();
    let mut object = |field: &str, key: &'static str| objections.push(Objection::new(field, key));
    let lasts = |period: Period| period.overlaps(&ask.period()) || ask.period().is_empty();
    match around.entity(ask.owner) {
        None => object("owner", "objection-sharing-owner"),
        Some(owner) if !lasts(owner.period()) => object("from", "objection-sharing-owner-gone"),
        Some(_) => {}
    }
    if !around.entities.iter().any(|one| one.id != ask.owner) {
        object("receiver", "objection-sharing-nobody");
        return objections;
    }
    match ask.receiver.map(|receiver| (receiver, around.entity(receiver))) {
        Some((receiver, _)) if receiver == ask.owner => object("receiver", "objection-sharing-oneself"),
        Some((_, None)) => object("receiver", "objection-sharing-receiver"),
        Some((_, Some(receiver))) if !lasts(receiver.period()) => {
            object("receiver", "objection-sharing-receiver-gone");
        }
        _ => {}
    }
    objections
}

/// Without the base fields a record is not seen at all: other fields are shared no longer than those, to the same or to
/// all. `decided` is everything that the owner shares when the decision has been taken.
pub(super) fn check_base(decided: &[Sharing], around: &Surroundings) -> Vec<Objection> {
    let is_base = |one: &Sharing| {
        group_named(&around.groups, (&one.record_kind, &one.field_group))
            .is_some_and(access::FieldGroup::is_base)
    };
    let lasting = || decided.iter().filter(|one| one.lasts_on(around.today));
    let lacks = |one: &Sharing| {
        let serves = |base: &&Sharing| {
            is_base(base)
                && base.record_kind == one.record_kind
                && (base.receiver.is_none() || base.receiver == one.receiver)
        };
        let days = Period::new(Some(one.from.max(around.today)), one.to);
        !is_base(one) && !cover(days, lasting().filter(serves).map(Sharing::period).collect())
    };
    if lasting().any(lacks) { vec![Objection::new("", "objection-sharing-needs-base")] } else { Vec::new() }
}

/// Whether every day of a period lies in at least one of some others.
fn cover(days: Period, mut covers: Vec<Period>) -> bool {
    covers.sort_by_key(|one| one.from);
    let mut open: Option<Date> = days.from;
    for one in covers {
        let Some(first) = open else { return true };
        if one.contains(first) {
            open = one.to.and_then(|to| to.tomorrow().ok());
        }
    }
    match (open, days.to) {
        (None, _) => true,
        (Some(first), Some(last)) => first > last,
        (Some(_), None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn period(from: &str, to: &str) -> Period {
        Period::new(from.parse().ok(), to.parse().ok())
    }

    #[test]
    fn days_are_covered_by_periods_that_follow_on_each_other_and_not_over_a_gap() {
        let asked = period("2026-01-10", "2026-03-31");
        let cases = [
            (vec![], false),
            (vec![period("2026-01-01", "")], true),
            (vec![period("2026-02-01", ""), period("2026-01-01", "2026-01-31")], true),
            (vec![period("2026-02-02", ""), period("2026-01-01", "2026-01-31")], false),
            (vec![period("2026-01-10", "2026-03-31")], true),
            (vec![period("2026-01-10", "2026-03-30")], false),
            (vec![period("2026-01-11", "")], false),
        ];
        for (covers, expected) in cases {
            assert_eq!(cover(asked, covers.clone()), expected, "{covers:?}");
        }
        assert!(!cover(Period::new(Some(day("2026-01-10")), None), vec![asked]));
    }
}
