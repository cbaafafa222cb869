//! That somebody works for an organisation for a time. When it ends, so does every role that they hold.

use kernel::{Date, FieldKind, Id, Period, ReferenceKind, record_fields};

/// Swedish: anställning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employment {
    pub id: Id,
    pub person: Id,
    pub organisation: Id,
    pub unit: Option<Id>,
    /// The person who is their line manager.
    pub manager: Option<Id>,
    pub from: Date,
    /// The last day, if it is known.
    pub to: Option<Date>,
    pub revision: i64,
}

record_fields! { Employment {
    person: FieldKind::Reference(ReferenceKind("person")), required;
    organisation: FieldKind::Reference(ReferenceKind("organisation")), required;
    unit: FieldKind::Reference(ReferenceKind("unit"));
    manager: FieldKind::Reference(ReferenceKind("person"));
    from: FieldKind::Date, required;
    to: FieldKind::Date;
} }

impl Employment {
    #[must_use]
    pub fn new(person: Id, organisation: Id, from: Date) -> Self {
        Self { id: Id::new(), person, organisation, unit: None, manager: None, from, to: None, revision: 0 }
    }

    #[must_use]
    pub fn period(&self) -> Period {
        Period::new(Some(self.from), self.to)
    }
}

/// The days on which somebody who was given something on `from` is still employed without a break.
///
/// Somebody who comes back after a break does not get their old roles back by that.
#[must_use]
pub fn compute_spell(employments: &[Period], from: Date) -> Option<Period> {
    let mut sorted: Vec<Period> = employments.iter().copied().filter(|period| !period.is_empty()).collect();
    sorted.sort_by_key(|period| period.from);
    let mut spells: Vec<Period> = Vec::new();
    for period in sorted {
        match spells.last_mut() {
            Some(last) if continues(*last, period) => last.to = latest(last.to, period.to),
            _ => spells.push(period),
        }
    }
    spells.into_iter().find(|spell| spell.to.is_none_or(|to| from <= to))
}

/// True if the next employment begins before the last one is over, or on the day after.
fn continues(last: Period, next: Period) -> bool {
    last.to.is_none_or(|to| next.from.is_none_or(|from| to.tomorrow().map_or(true, |day| from <= day)))
}

fn latest(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    Some(one?.max(other?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn period(from: &str, to: &str) -> Period {
        Period::new(Some(day(from)), (!to.is_empty()).then(|| day(to)))
    }

    #[test]
    fn an_employment_that_follows_the_next_day_continues_the_last_one() {
        let cases = [
            (vec![period("2026-01-01", "")], "2026-03-01", Some(period("2026-01-01", ""))),
            (
                vec![period("2026-02-01", "2026-06-30"), period("2026-01-01", "2026-01-31")],
                "2026-01-15",
                Some(period("2026-01-01", "2026-06-30")),
            ),
            (
                vec![period("2026-01-01", "2026-01-31"), period("2026-02-02", "")],
                "2026-01-15",
                Some(period("2026-01-01", "2026-01-31")),
            ),
            (
                vec![period("2026-01-01", "2026-01-31"), period("2026-02-02", "")],
                "2026-02-01",
                Some(period("2026-02-02", "")),
            ),
            (vec![period("2026-01-01", "2026-01-31")], "2026-02-01", None),
            (
                vec![period("2026-01-01", ""), period("2026-03-01", "2026-04-01")],
                "2026-05-01",
                Some(period("2026-01-01", "")),
            ),
            (vec![period("2026-05-01", "2026-04-01")], "2026-04-15", None),
            (vec![], "2026-01-01", None),
        ];
        for (employments, from, expected) in cases {
            assert_eq!(compute_spell(&employments, day(from)), expected, "{employments:?} on {from}");
        }
    }
}
