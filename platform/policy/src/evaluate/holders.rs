//! Who holds a role: enough, not too many, the right kind, and not one person in roles that must be separate.

use super::{Case, Found, days_after, earliest};
use crate::facts::{HolderKind, Holding, Origin};
use crate::pack::{DeputyDemand, HolderDemand, Role, RoleDemand, Separation};
use crate::reason::Reason;
use crate::verdict::{About, Mend, Verdict};
use kernel::{Date, Outcome, Strength};
use std::collections::BTreeSet;

pub(super) const EVERYWHERE: [Origin; 3] = [Origin::Own, Origin::Object, Origin::Organisation];

pub(super) fn evaluate(case: &Case<'_>) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for role in &case.pack.roles {
        for demand in role.demands.iter().filter(|demand| demand.subject == case.facts.subject_kind) {
            verdicts.push(count_verdict(case, role, demand));
        }
        if role.subjects.contains(&case.facts.subject_kind) {
            verdicts.extend(role.holder_demands.iter().map(|demand| holder_verdict(case, role, demand)));
        }
    }
    let deputies = case.pack.deputy_demands.iter();
    for demand in deputies.filter(|demand| demand.subject == case.facts.subject_kind) {
        verdicts.extend(case.pack.role(&demand.role).map(|role| deputy_verdict(case, role, demand)));
    }
    for separation in &case.pack.separations {
        let is_here = |id: &String| {
            case.pack.role(id).is_some_and(|role| role.subjects.contains(&case.facts.subject_kind))
        };
        if separation.roles.iter().all(is_here) {
            verdicts.push(separation_verdict(case, separation));
        }
    }
    verdicts
}

/// Those who hold a role on a day: the subject's own holders, else its objects', else its organisation's.
pub(super) fn holders_on<'f>(case: &Case<'f>, role: &str, from: &[Origin], day: Date) -> Vec<&'f Holding> {
    for origin in EVERYWHERE.into_iter().filter(|origin| from.contains(origin)) {
        let found: Vec<&Holding> = case
            .facts
            .holdings
            .iter()
            .filter(|h| h.role == role && h.inherited_from == origin && h.period().contains(day))
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

fn count_on(case: &Case<'_>, role: &Role, demand: &RoleDemand, day: Date) -> usize {
    let holders = holders_on(case, &role.id, &demand.counts_from, day);
    holders.iter().map(|holding| (holding.holder_kind, &holding.person_key)).collect::<BTreeSet<_>>().len()
}

fn count_verdict(case: &Case<'_>, role: &Role, demand: &RoleDemand) -> Verdict {
    let found = case.decided_by(&demand.when).unwrap_or_else(|| count_found(case, role, demand));
    verdict_on(case, role, (&demand.rule, demand.strength, &demand.clauses), found)
}

/// What a demand on a role came to. Those who appoint to the role mend it.
fn verdict_on(
    case: &Case<'_>,
    role: &Role,
    (rule, strength, clauses): (&str, Strength, &[String]),
    found: Found,
) -> Verdict {
    Verdict {
        rule: rule.to_owned(),
        about: About::Role(role.id.clone()),
        outcome: found.outcome,
        strength,
        reason: found.reason,
        clauses: clauses.to_vec(),
        responsible: case.responsible(&role.appointed_by),
        mend: found.mend,
        changes_on: found.changes_on,
    }
}

fn count_found(case: &Case<'_>, role: &Role, demand: &RoleDemand) -> Found {
    let count = count_on(case, role, demand, case.today);
    let id = || role.id.clone();
    let assign = || Mend::AssignRole { role: id() };
    let notice_days = case.pack.vacancy_notice_days();
    let changes = days_of_change(case, role);
    let coming = changes
        .iter()
        .copied()
        .filter(|day| *day <= days_after(case.today, notice_days))
        .find(|day| count_on(case, role, demand, *day) < demand.min);
    let mut found = if count < demand.min {
        Found::new(Outcome::Breached, Reason::TooFewHolders { role: id(), count, min: demand.min }, assign())
    } else if let Some(max) = demand.max.filter(|max| count > *max) {
        let mend = Mend::EndAssignment { role: id() };
        Found::new(Outcome::Breached, Reason::TooManyHolders { role: id(), count, max }, mend)
    } else if let Some(on) = coming {
        Found::new(Outcome::Met, Reason::ComingVacancy { role: id(), on }, assign())
    } else {
        Found::new(Outcome::Met, Reason::EnoughHolders { role: id(), count }, Mend::Nothing)
    };
    // Either the holders change, or a change comes near enough to be told.
    for day in changes {
        found.changes_on = earliest(found.changes_on, Some(day));
        let told_on = days_after(day, -notice_days);
        found.changes_on = earliest(found.changes_on, Some(told_on).filter(|on| *on > case.today));
    }
    found
}

/// The coming days on which an assignment of the role begins or has ended, in order.
pub(super) fn days_of_change(case: &Case<'_>, role: &Role) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    for holding in case.facts.holdings.iter().filter(|holding| holding.role == role.id) {
        days.extend(holding.from);
        days.extend(holding.to.and_then(|last| last.tomorrow().ok()));
    }
    days.retain(|day| *day > case.today);
    days
}

fn holder_verdict(case: &Case<'_>, role: &Role, demand: &HolderDemand) -> Verdict {
    let found = case.decided_by(&demand.when).unwrap_or_else(|| holder_found(case, role, demand));
    let changes_on =
        earliest(days_of_change(case, role).first().copied(), others_change_on(case, role, demand));
    let found = Found { changes_on, ..found };
    verdict_on(case, role, (&demand.rule, demand.strength, &demand.clauses), found)
}

/// The next day on which another role that the demand asks of the holders begins or has ended.
fn others_change_on(case: &Case<'_>, role: &Role, demand: &HolderDemand) -> Option<Date> {
    demand.also_holds.as_ref()?;
    let held = case.facts.holdings.iter().filter(|holding| holding.role == role.id);
    held.filter_map(|holding| holding.others_change_on).filter(|day| *day > case.today).min()
}

fn holder_found(case: &Case<'_>, role: &Role, demand: &HolderDemand) -> Found {
    let id = || role.id.clone();
    let holders = holders_on(case, &role.id, &EVERYWHERE, case.today);
    if holders.is_empty() {
        return Found::new(Outcome::NotApplicable, Reason::NobodyHolds { role: id() }, Mend::Nothing);
    }
    let is_right = |holding: &&Holding| {
        demand.fits(holding.holder_kind, &holding.person_key)
            && demand.also_holds.as_ref().is_none_or(|other| holding.also_holds.contains(other))
    };
    if holders.iter().all(is_right) {
        return Found::new(Outcome::Met, Reason::RightHolder { role: id() }, Mend::Nothing);
    }
    let reason = Reason::WrongHolder { rule: demand.rule.clone(), role: id() };
    Found::new(Outcome::Breached, reason, Mend::AssignRole { role: id() })
}

fn deputy_verdict(case: &Case<'_>, role: &Role, demand: &DeputyDemand) -> Verdict {
    let found = case.decided_by(&demand.when).unwrap_or_else(|| deputy_found(case, role));
    let changes_on = earliest(days_of_change(case, role).first().copied(), deputies_change_on(case, role));
    let found = Found { changes_on, ..found };
    verdict_on(case, role, (&demand.rule, demand.strength, &demand.clauses), found)
}

/// A body has no deputy: another of its members acts.
fn deputy_found(case: &Case<'_>, role: &Role) -> Found {
    let id = || role.id.clone();
    let mut people = holders_on(case, &role.id, &EVERYWHERE, case.today);
    people.retain(|holding| holding.holder_kind != HolderKind::Body);
    if people.is_empty() {
        return Found::new(Outcome::NotApplicable, Reason::NobodyHolds { role: id() }, Mend::Nothing);
    }
    let has_deputy = |holding: &&&Holding| holding.deputy.is_some_and(|days| days.contains(case.today));
    let count = people.len() - people.iter().filter(has_deputy).count();
    if count == 0 {
        return Found::new(Outcome::Met, Reason::DeputyNamed { role: id() }, Mend::Nothing);
    }
    Found::new(
        Outcome::Breached,
        Reason::DeputyMissing { role: id(), count },
        Mend::NameDeputy { role: id() },
    )
}

/// The next day on which a deputy begins or ceases to stand in for a holder of the role.
fn deputies_change_on(case: &Case<'_>, role: &Role) -> Option<Date> {
    let held = case.facts.holdings.iter().filter(|holding| holding.role == role.id);
    let periods = held.filter_map(|holding| holding.deputy);
    let days =
        periods.flat_map(|days| days.from.into_iter().chain(days.to.and_then(|last| last.tomorrow().ok())));
    days.filter(|day| *day > case.today).min()
}

fn separation_verdict(case: &Case<'_>, separation: &Separation) -> Verdict {
    let found = separation_found(case, separation);
    let roles = separation.roles.iter().filter_map(|id| case.pack.role(id));
    let mut responsible = Vec::new();
    let mut changes_on = None;
    for role in roles {
        for who in case.responsible(&role.appointed_by) {
            if !responsible.contains(&who) {
                responsible.push(who);
            }
        }
        changes_on = earliest(changes_on, days_of_change(case, role).first().copied());
    }
    Verdict {
        rule: separation.id.clone(),
        about: About::Separation(separation.roles.clone()),
        outcome: found.outcome,
        strength: separation.strength,
        reason: found.reason,
        clauses: separation.clauses.clone(),
        responsible,
        mend: found.mend,
        changes_on,
    }
}

fn separation_found(case: &Case<'_>, separation: &Separation) -> Found {
    let people = people_of(case, separation);
    if people.iter().filter(|(_, people)| !people.is_empty()).count() < 2 {
        let vacant = people.iter().find(|(_, people)| people.is_empty()).map(|(role, _)| (*role).clone());
        let reason = Reason::NobodyHolds { role: vacant.unwrap_or_default() };
        return Found::new(Outcome::NotApplicable, reason, Mend::Nothing);
    }
    let roles = separation.roles.clone();
    match clashing_roles(case, separation) {
        Some(role) => {
            Found::new(Outcome::Breached, Reason::SamePerson { roles }, Mend::EndAssignment { role })
        }
        None => Found::new(Outcome::Met, Reason::SeparatePersons { roles }, Mend::Nothing),
    }
}

/// Who holds each of the roles today; a body has no person to keep apart.
fn people_of<'f>(case: &Case<'f>, separation: &'f Separation) -> Vec<(&'f String, BTreeSet<&'f str>)> {
    let holders = |role| holders_on(case, role, &EVERYWHERE, case.today);
    let people = separation.roles.iter().map(|role| {
        let people = holders(role).into_iter().filter(|holding| holding.holder_kind != HolderKind::Body);
        (role, people.map(|holding| holding.person_key.as_str()).collect())
    });
    people.collect()
}

/// The first role that shares a person with another one of the separation.
fn clashing_roles(case: &Case<'_>, separation: &Separation) -> Option<String> {
    let people = people_of(case, separation);
    let clash = people.iter().enumerate().find(|(place, (_, mine))| {
        people.iter().skip(place + 1).any(|(_, others)| !mine.is_disjoint(others))
    });
    clash.map(|(_, (role, _))| (*role).clone())
}
