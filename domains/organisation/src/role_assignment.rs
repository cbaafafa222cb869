//! That somebody holds a role of the guideline on a system, an object or an organisation for a time.
//! An assignment is ended or withdrawn, never deleted.

use crate::employment::compute_spell;
use kernel::{Actor, Date, FieldKind, Id, Period, ReferenceKind, Subject, choice, record_fields};

choice! {
    /// What the holder has answered to being appointed. Swedish: svar.
    pub enum Confirmation {
        /// Swedish: inte tillfrågad. Entered from before, by an import, or by the holder.
        NotAsked = "not_asked",
        /// Swedish: väntar på svar.
        Pending = "pending",
        /// Swedish: bekräftat.
        Confirmed = "confirmed",
        /// Swedish: avböjt.
        Declined = "declined",
    }
}

/// Swedish: uppdrag i roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleAssignment {
    pub id: Id,
    /// Id of the role in the policy pack.
    pub role: String,
    /// Kind of the record that the role is held on.
    pub subject_kind: String,
    pub subject_id: Id,
    /// The holder; exactly one of person, organisation and body is given.
    pub person: Option<Id>,
    pub organisation: Option<Id>,
    /// Id of a body in the policy pack.
    pub body: String,
    pub from: Date,
    pub to: Option<Date>,
    /// Who appointed them, in words.
    pub appointed_by: String,
    /// The decision that it rests on, such as a paragraph of minutes.
    pub decision: String,
    pub deputy: Option<Id>,
    pub deputy_from: Option<Date>,
    pub deputy_to: Option<Date>,
    /// It was a mistake and has never counted.
    pub is_withdrawn: bool,
    pub confirmation: Confirmation,
    /// When the holder answered. A declined assignment does not count from that day on.
    pub answered_on: Option<Date>,
    /// Who appointed them here, and is told when they decline.
    pub asked_by: Option<Id>,
    /// When the holder was asked.
    pub asked_on: Option<Date>,
    /// The assignment that this one was handed over from.
    pub follows: Option<Id>,
    /// The days on which it counts: its own, cut by the holder's employment. None when there is no such day.
    pub counts: Option<Period>,
    pub revision: i64,
}

record_fields! { RoleAssignment {
    role: FieldKind::Text { max_chars: 100 }, required;
    subject_kind: FieldKind::Text { max_chars: 50 }, required;
    subject_id: FieldKind::Reference(ReferenceKind("subject")), required;
    person: FieldKind::Reference(ReferenceKind("person"));
    organisation: FieldKind::Reference(ReferenceKind("organisation"));
    body: FieldKind::Text { max_chars: 100 };
    from: FieldKind::Date, required;
    to: FieldKind::Date;
    appointed_by: FieldKind::Text { max_chars: 200 };
    decision: FieldKind::Text { max_chars: 200 };
    deputy: FieldKind::Reference(ReferenceKind("person"));
    deputy_from: FieldKind::Date;
    deputy_to: FieldKind::Date;
    is_withdrawn: FieldKind::Flag;
    confirmation: FieldKind::Choice(<Confirmation as kernel::Choice>::NAMES);
    answered_on: FieldKind::Date;
} }

impl RoleAssignment {
    /// A role on a subject from a day, with no holder yet.
    #[must_use]
    pub fn new(role: impl Into<String>, subject: &Subject, from: Date) -> Self {
        Self {
            id: Id::new(),
            role: role.into(),
            subject_kind: subject.kind.clone(),
            subject_id: subject.id,
            person: None,
            organisation: None,
            body: String::new(),
            from,
            to: None,
            appointed_by: String::new(),
            decision: String::new(),
            deputy: None,
            deputy_from: None,
            deputy_to: None,
            is_withdrawn: false,
            confirmation: Confirmation::NotAsked,
            answered_on: None,
            asked_by: None,
            asked_on: None,
            follows: None,
            counts: None,
            revision: 0,
        }
    }

    #[must_use]
    pub fn held_by(mut self, person: Id) -> Self {
        self.person = Some(person);
        self
    }

    /// The same, and whoever is to hold it is asked for an answer, unless they appoint themselves or nobody does.
    #[must_use]
    pub fn asked_by(mut self, actor: &Actor) -> Self {
        if self.person.is_some() && actor.person.is_some() && self.person != actor.person {
            (self.confirmation, self.asked_by) = (Confirmation::Pending, actor.person);
            self.asked_on = Some(actor.today());
        }
        self
    }

    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject { kind: self.subject_kind.clone(), id: self.subject_id }
    }

    #[must_use]
    pub fn period(&self) -> Period {
        Period::new(Some(self.from), self.to)
    }

    /// The days for which it was given, without those from an answer on that declined it.
    #[must_use]
    pub fn accepted_period(&self) -> Period {
        let declined_on = self.answered_on.filter(|_| self.confirmation == Confirmation::Declined);
        let last = declined_on.map(|day| day.yesterday().unwrap_or(Date::MIN));
        self.period().cut_to(&Period::new(None, last))
    }

    /// The same holder has the same key, whatever kind of holder it is.
    #[must_use]
    pub fn holder_key(&self) -> String {
        self.person.or(self.organisation).map_or_else(|| self.body.clone(), |id| id.to_string())
    }

    #[must_use]
    pub fn counts_on(&self, day: Date) -> bool {
        self.counts.is_some_and(|counts| counts.contains(day))
    }

    /// The days on which the deputy stands in, given the days on which the holder holds the role.
    #[must_use]
    pub fn deputy_period(&self) -> Option<Period> {
        let period = Period::new(self.deputy_from, self.deputy_to).cut_to(&self.counts?);
        (self.deputy.is_some() && !period.is_empty()).then_some(period)
    }
}

/// The days on which an assignment counts. `employments` are those of an employed holder; other holders have none,
/// and nothing but the assignment's own dates ends theirs.
#[must_use]
pub fn compute_counts(assignment: &RoleAssignment, employments: Option<&[Period]>) -> Option<Period> {
    if assignment.is_withdrawn {
        return None;
    }
    let counts = match employments {
        None => assignment.accepted_period(),
        Some(periods) => assignment.accepted_period().cut_to(&compute_spell(periods, assignment.from)?),
    };
    (!counts.is_empty()).then_some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SubjectKind;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn period(from: &str, to: &str) -> Period {
        Period::new(Some(day(from)), (!to.is_empty()).then(|| day(to)))
    }

    fn assignment(from: &str, to: &str) -> RoleAssignment {
        let subject = Subject::new(SubjectKind("system"), Id::new());
        let to = (!to.is_empty()).then(|| day(to));
        RoleAssignment { to, ..RoleAssignment::new("system_owner", &subject, day(from)) }
    }

    #[test]
    fn an_assignment_ends_with_the_employment_whatever_its_own_date_says() {
        let employments = [period("2025-01-01", "2026-06-30")];
        let cases = [
            ("2026-01-01", "", Some(period("2026-01-01", "2026-06-30"))),
            ("2026-01-01", "2026-12-31", Some(period("2026-01-01", "2026-06-30"))),
            ("2026-01-01", "2026-03-31", Some(period("2026-01-01", "2026-03-31"))),
            ("2024-01-01", "", Some(period("2025-01-01", "2026-06-30"))),
            ("2026-07-01", "", None),
        ];
        for (from, to, expected) in cases {
            assert_eq!(compute_counts(&assignment(from, to), Some(&employments)), expected, "{from}–{to}");
        }
    }

    #[test]
    fn holders_who_are_not_employed_keep_the_assignments_own_days() {
        assert_eq!(compute_counts(&assignment("2026-01-01", ""), None), Some(period("2026-01-01", "")));
    }

    #[test]
    fn a_withdrawn_assignment_has_never_counted() {
        let withdrawn = RoleAssignment { is_withdrawn: true, ..assignment("2026-01-01", "") };
        assert_eq!(compute_counts(&withdrawn, None), None);
    }

    #[test]
    fn a_declined_assignment_counts_until_the_day_before_the_answer() {
        let declined = |from: &str| RoleAssignment {
            confirmation: Confirmation::Declined,
            answered_on: Some(day("2026-03-02")),
            ..assignment(from, "")
        };
        let cases = [
            ("2026-02-01", Some(period("2026-02-01", "2026-03-01"))),
            ("2026-03-02", None),
            ("2026-04-01", None),
        ];
        for (from, expected) in cases {
            assert_eq!(compute_counts(&declined(from), None), expected, "{from}");
        }
    }

    #[test]
    fn whoever_is_appointed_by_somebody_else_is_asked() {
        let (holder, other) = (Id::new(), Id::new());
        let asked = |actor: Actor| assignment("2026-01-01", "").held_by(holder).asked_by(&actor).confirmation;
        let now: kernel::Instant = "2026-03-02T11:00:00Z".parse().unwrap();
        let tenant = kernel::TenantId(1);
        let acting = |person| Actor { person: Some(person), ..Actor::operator(tenant, now) };
        assert_eq!(asked(acting(other)), Confirmation::Pending);
        assert_eq!(asked(acting(holder)), Confirmation::NotAsked);
        assert_eq!(asked(Actor::operator(tenant, now)), Confirmation::NotAsked);
    }

    #[test]
    fn a_deputy_stands_in_only_while_the_holder_holds_the_role() {
        let mut one = assignment("2026-01-01", "");
        one.deputy = Some(Id::new());
        one.deputy_from = Some(day("2026-06-01"));
        one.counts = Some(period("2026-01-01", "2026-06-30"));
        assert_eq!(one.deputy_period(), Some(period("2026-06-01", "2026-06-30")));
        one.counts = Some(period("2026-01-01", "2026-03-31"));
        assert_eq!(one.deputy_period(), None);
    }
}
