//! Whether the guideline lets a holder have a role on a subject: pure, so that it can be tried on a table of cases.

use crate::{RoleAssignment, check_no_personal_identity_numbers, compute_counts};
use kernel::{Date, Id, Message, Objection, Period, Strength};
use policy::{HolderDemand, HolderKind, Origin, Pack, Role, Separation, SubjectFacts, Truth};
use std::collections::BTreeSet;

/// Who is to hold a role or stand in, as far as the guideline asks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidate {
    pub kind: HolderKind,
    /// Employments of somebody who is employed; None for everybody else.
    pub employments: Option<Vec<Period>>,
    /// Roles that they hold on organisations today.
    pub organisation_roles: Vec<String>,
}

/// An assignment as it shall stand, with everything that decides about it.
pub(crate) struct Appointment<'a> {
    pub pack: &'a Pack,
    pub facts: &'a SubjectFacts,
    pub assignment: &'a RoleAssignment,
    /// None when the holder that is named is not there.
    pub holder: Option<Candidate>,
    pub deputy: Option<Candidate>,
    /// The other assignments on the subject.
    pub others: &'a [RoleAssignment],
    pub today: Date,
}

/// The assignment with the days on which it counts, or everything that stands against it.
pub(crate) fn decide_appointment(case: &Appointment<'_>) -> Result<RoleAssignment, Vec<Objection>> {
    let ask = case.assignment;
    let Some(role) = case.pack.role(&ask.role) else {
        return Err(vec![Objection::new("role", "objection-no-such-role")]);
    };
    let counts = case.holder.as_ref().and_then(|holder| compute_counts(ask, holder.employments.as_deref()));
    let decided = RoleAssignment { counts, ..ask.clone() };
    let mut objections = check_no_personal_identity_numbers(ask);
    objections.extend(check_place(case, role));
    objections.extend(check_period(case, counts));
    objections.extend(check_deputy(case, role, &decided));
    if let Some(counts) = counts.filter(|_| objections.is_empty()) {
        objections.extend(check_count(case, role, counts));
        if let Some(person) = ask.person {
            objections.extend(check_separations(case, "person", person, counts));
        }
        objections.extend(role.holder_demands.iter().filter_map(|demand| check_demand(case, demand)));
    }
    if objections.is_empty() { Ok(decided) } else { Err(objections) }
}

/// The assignment with its deputy, or what stands against them. That the rest of it no longer keeps the guideline, which
/// may have changed since, does not stop anybody from standing in.
pub(crate) fn decide_deputy(case: &Appointment<'_>) -> Result<RoleAssignment, Vec<Objection>> {
    let Some(role) = case.pack.role(&case.assignment.role) else {
        return Err(vec![Objection::new("role", "objection-no-such-role")]);
    };
    let objections = check_deputy(case, role, case.assignment);
    if objections.is_empty() { Ok(case.assignment.clone()) } else { Err(objections) }
}

/// The field of a form in which the holder stands.
fn holder_field(assignment: &RoleAssignment) -> &'static str {
    match (assignment.organisation, assignment.body.is_empty()) {
        (Some(_), _) => "organisation",
        (None, false) => "body",
        (None, true) => "person",
    }
}

fn about(key: &'static str, role: &Role) -> Message {
    Message::new(key).with("role", role.title.text())
}

/// The role may be held on such a subject, by such a holder, of whom there is exactly one.
fn check_place(case: &Appointment<'_>, role: &Role) -> Vec<Objection> {
    let ask = case.assignment;
    let mut objections = Vec::new();
    if !role.subjects.contains(&ask.subject_kind) {
        let message = about("objection-role-not-here", role);
        objections.push(Objection::new("role", message).by_clauses(&role.clauses));
    }
    let named = [ask.person.is_some(), ask.organisation.is_some(), !ask.body.is_empty()];
    let field = holder_field(ask);
    match (named.iter().filter(|is_named| **is_named).count(), &case.holder) {
        (0, _) => objections.push(Objection::new("person", "objection-holder-required")),
        (1, None) => objections.push(Objection::new(field, "objection-no-such-holder")),
        (1, Some(holder)) if !role.holders.contains(&holder.kind) => {
            let message = about(wrong_kind(holder.kind), role);
            objections.push(Objection::new(field, message).by_clauses(&role.clauses));
        }
        (1, Some(_)) => {}
        _ => objections.push(Objection::new(field, "objection-one-holder")),
    }
    objections
}

const fn wrong_kind(kind: HolderKind) -> &'static str {
    match kind {
        HolderKind::Person => "objection-holder-employed",
        HolderKind::ExternalPerson => "objection-holder-external",
        HolderKind::Body => "objection-holder-body",
    }
}

/// The days run forwards, lie in a time that people plan in, and begin within the employment.
fn check_period(case: &Appointment<'_>, counts: Option<Period>) -> Vec<Objection> {
    let ask = case.assignment;
    let mut objections = Vec::new();
    if ask.period().is_empty() {
        objections.push(Objection::new("to", "objection-period-backwards"));
    }
    let latest = case.today.saturating_add(jiff::Span::new().years(50));
    for (field, day) in [("from", Some(ask.from)), ("to", ask.to)] {
        if day.is_some_and(|day| day.year() < 1950 || day > latest) {
            objections.push(Objection::new(field, "objection-date-unlikely"));
        }
    }
    let is_employed = case.holder.as_ref().is_some_and(|holder| holder.employments.is_some());
    if objections.is_empty() && is_employed && !ask.is_withdrawn {
        match counts.and_then(|counts| counts.from) {
            None => objections.push(Objection::new("person", "objection-not-employed")),
            Some(first) if first > ask.from => {
                let message = Message::new("objection-before-employment").with("first", first.to_string());
                objections.push(Objection::new("from", message));
            }
            Some(_) => {}
        }
    }
    objections
}

/// A deputy is another person than the holder, may hold the role, and stands in for a time within the assignment.
fn check_deputy(case: &Appointment<'_>, role: &Role, decided: &RoleAssignment) -> Vec<Objection> {
    let ask = case.assignment;
    let Some(id) = ask.deputy else {
        let has_days = ask.deputy_from.is_some() || ask.deputy_to.is_some();
        return has_days.then(|| Objection::new("deputy", "objection-deputy-required")).into_iter().collect();
    };
    let mut objections = Vec::new();
    match &case.deputy {
        None => objections.push(Objection::new("deputy", "objection-no-such-person")),
        Some(deputy) if !role.holders.contains(&deputy.kind) => {
            let message = about(wrong_kind(deputy.kind), role);
            objections.push(Objection::new("deputy", message).by_clauses(&role.clauses));
        }
        Some(_) => {}
    }
    if ask.person == Some(id) {
        objections.push(Objection::new("deputy", "objection-deputy-is-holder"));
    }
    let standing_in = Period::new(ask.deputy_from, ask.deputy_to);
    if standing_in.is_empty() {
        objections.push(Objection::new("deputy_to", "objection-period-backwards"));
    } else if decided.counts.is_some() && decided.deputy_period().is_none() {
        objections.push(Objection::new("deputy_from", "objection-deputy-outside"));
    }
    if let Some(days) = decided.deputy_period().filter(|_| objections.is_empty()) {
        objections.extend(check_separations(case, "deputy", id, days));
    }
    objections
}

/// No day has more holders of the role than the guideline allows, and nobody holds it twice.
fn check_count(case: &Appointment<'_>, role: &Role, counts: Period) -> Vec<Objection> {
    let ask = case.assignment;
    let same_role = || case.others.iter().filter(|other| other.role == ask.role);
    let key = ask.holder_key();
    let field = holder_field(ask);
    if same_role().any(|other| other.holder_key() == key && overlaps(other, counts)) {
        return vec![Objection::new(field, about("objection-holds-already", role))];
    }
    let first_days = same_role().filter_map(|other| other.counts?.from).filter(|day| counts.contains(*day));
    let days: BTreeSet<Date> = first_days.chain(counts.from).collect();
    let most = days
        .into_iter()
        .map(|day| {
            let holders = same_role().filter(|other| other.counts_on(day)).map(RoleAssignment::holder_key);
            holders.collect::<BTreeSet<_>>().len() + 1
        })
        .max()
        .unwrap_or(1);
    let demands = role.demands.iter().filter(|demand| {
        demand.subject == ask.subject_kind
            && demand.strength == Strength::Must
            && demand.when.holds_for(case.facts) == Truth::True
    });
    demands
        .filter_map(|demand| Some((demand, demand.max.filter(|max| most > *max)?)))
        .map(|(demand, max)| {
            let max = i64::try_from(max).unwrap_or(i64::MAX);
            let message = about("objection-too-many-holders", role).with("max", max);
            Objection::new(field, message).by_clauses(&demand.clauses)
        })
        .collect()
}

fn overlaps(other: &RoleAssignment, period: Period) -> bool {
    other.counts.is_some_and(|counts| counts.overlaps(&period))
}

/// Who holds the role or stands in has no role here on the same days, as holder or as deputy, that must be somebody
/// else's; nor one on what is above that counts here.
fn check_separations(
    case: &Appointment<'_>,
    field: &'static str,
    person: Id,
    days: Period,
) -> Vec<Objection> {
    let ask = case.assignment;
    let has = |other: &&RoleAssignment| {
        let stands_in =
            other.deputy == Some(person) && other.deputy_period().is_some_and(|p| p.overlaps(&days));
        (other.person == Some(person) && overlaps(other, days)) || stands_in
    };
    let here = case.others.iter().filter(has);
    let key = person.to_string();
    let first = days.from.map_or(case.today, |from| from.max(case.today));
    let above = case.facts.holdings.iter().filter(|holding| {
        holding.inherited_from != Origin::Own
            && holding.person_key == key
            && holding.period().overlaps(&days)
            && !case.facts.has_own_holder(&holding.role, first)
    });
    let roles: BTreeSet<&str> =
        here.map(|other| other.role.as_str()).chain(above.map(|holding| holding.role.as_str())).collect();
    let clashes = |separation: &&Separation| {
        separation.strength == Strength::Must
            && separation.roles.contains(&ask.role)
            && separation.roles.iter().any(|other| *other != ask.role && roles.contains(other.as_str()))
    };
    let objection = |separation: &Separation| {
        let message = Message::new("objection-separate-roles").with("demand", separation.text.clone());
        Objection::new(field, message).by_clauses(&separation.clauses)
    };
    case.pack.separations.iter().filter(clashes).map(objection).collect()
}

/// The holder is of the kind, and has the other role, that the guideline asks for in this case.
fn check_demand(case: &Appointment<'_>, demand: &HolderDemand) -> Option<Objection> {
    let holder = case.holder.as_ref()?;
    let applies = demand.strength == Strength::Must && demand.when.holds_for(case.facts) == Truth::True;
    let is_right_kind = demand.fits(holder.kind, &case.assignment.body);
    let has_other = demand.also_holds.as_ref().is_none_or(|other| holder.organisation_roles.contains(other));
    if !applies || (is_right_kind && has_other) {
        return None;
    }
    let message = Message::new("objection-holder-demand").with("demand", demand.text.clone());
    Some(Objection::new(holder_field(case.assignment), message).by_clauses(&demand.clauses))
}

#[cfg(test)]
#[path = "appointment_cases.rs"]
mod tests;
