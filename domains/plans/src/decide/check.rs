//! Whether a plan that lies before somebody may be decided by them, now. The proposer never decides alone.

use crate::DECIDE;
use crate::decide::Missing;
use crate::plan::PlanState;
use findings::Entitlement;
use kernel::{Error, Id, Message, Objection};
use std::collections::BTreeSet;

/// Everything that the answer depends on, read before it is asked for.
pub(crate) struct Case<'c> {
    pub state: PlanState,
    pub revision: i64,
    /// The revision that the decider saw.
    pub seen: i64,
    /// None for an operator's command.
    pub actor: Option<Id>,
    pub proposed_by: Option<Id>,
    pub entitlement: &'c Entitlement,
    /// Whose deputy the actor is in the role by which they decide, or speak for the body that does.
    pub stands_in_for: Option<Id>,
    /// Who sits in the group today, where one was chosen.
    pub members: Option<&'c BTreeSet<Id>>,
    pub took_part: &'c BTreeSet<Id>,
    /// Where it was decided, such as a paragraph of minutes.
    pub decision: &'c str,
    /// Bodies to consult whose word is not recorded, with the clause that asks for it.
    pub unheard: &'c [Missing],
    /// Sections that the guideline of today demands and that say nothing.
    pub missing: &'c [Missing],
    /// The guideline is another than when the plan was proposed.
    pub guideline_changed: bool,
}

/// As what somebody decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DecidedAs {
    Role { role: String, stands_in_for: Option<Id> },
    Body(String),
    Permission,
}

/// Decides whether the plan may be decided, and as what.
///
/// # Errors
/// Rejected for a plan that was not proposed; stale; refused for who may not decide it or would decide their own proposal;
/// rejected for everything that is wrong with the decision, all at once.
pub(crate) fn check_decision(case: &Case<'_>) -> Result<DecidedAs, Error> {
    match case.state {
        PlanState::Proposed => (),
        // Somebody was faster.
        PlanState::Decided if case.seen != case.revision => return Err(Error::stale()),
        _ => return Err(Error::rejected("", "plan-objection-not-proposed")),
    }
    if case.seen != case.revision {
        return Err(Error::stale());
    }
    let decided_as = as_what(case)?;
    refuse_alone(case)?;
    let mut objections = check_body(case, &decided_as);
    let asked = |field: String, key: &'static str, one: &Missing| {
        Objection::new(field, Message::new(key).with("title", one.title.clone())).by_clauses(&one.clauses)
    };
    objections.extend(
        case.unheard.iter().map(|one| asked("consultation".into(), "plan-objection-not-consulted", one)),
    );
    objections.extend(
        case.missing
            .iter()
            .map(|one| asked(format!("sections.{}", one.id), "plan-objection-section-missing", one)),
    );
    if case.guideline_changed && !case.missing.is_empty() {
        objections.push(Objection::new("", "plan-objection-guideline-changed"));
    }
    if objections.is_empty() { Ok(decided_as) } else { Err(Error::Rejected(objections)) }
}

fn as_what(case: &Case<'_>) -> Result<DecidedAs, Error> {
    match case.entitlement {
        Entitlement::Role { role } => {
            Ok(DecidedAs::Role { role: role.clone(), stands_in_for: case.stands_in_for })
        }
        Entitlement::Body { body } => Ok(DecidedAs::Body(body.clone())),
        Entitlement::Permission => Ok(DecidedAs::Permission),
        // The verb has answered with those who are named.
        Entitlement::Nobody { .. } => Err(access::refused(DECIDE)),
    }
}

/// Neither the proposer nor whoever stands in for them decides. Another member of the group records what it decided.
fn refuse_alone(case: &Case<'_>) -> Result<(), Error> {
    let is_proposer = |person: Option<Id>| person.is_some() && person == case.proposed_by;
    if is_proposer(case.actor) || is_proposer(case.stands_in_for) {
        return Err(Error::Refused(Message::new("refused-plan-decided-alone")));
    }
    Ok(())
}

/// A body decides where it is written down, and by members of that day, of whom one at least did not propose.
fn check_body(case: &Case<'_>, decided_as: &DecidedAs) -> Vec<Objection> {
    let mut objections = Vec::new();
    let is_without_reference = case.decision.trim().is_empty();
    if (matches!(decided_as, DecidedAs::Body(_)) || case.actor.is_none()) && is_without_reference {
        objections.push(Objection::new("decision", "plan-objection-body-decides"));
    }
    let Some(members) = case.members.filter(|_| matches!(decided_as, DecidedAs::Body(_))) else {
        return objections;
    };
    if case.took_part.iter().any(|person| !members.contains(person)) {
        objections.push(Objection::new("took_part", "plan-objection-no-member"));
    } else if !case.took_part.iter().any(|person| Some(*person) != case.proposed_by) {
        objections.push(Objection::new("took_part", "plan-objection-proposer-alone"));
    }
    objections
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The people of the tables.
    struct People {
        owner: Id,
        manager: Id,
        deputy: Id,
        member: Id,
        left: Id,
    }

    fn people() -> People {
        People { owner: Id::new(), manager: Id::new(), deputy: Id::new(), member: Id::new(), left: Id::new() }
    }

    fn owner() -> Entitlement {
        Entitlement::Role { role: "information_owner".into() }
    }

    fn body() -> Entitlement {
        Entitlement::Body { body: "steering_group".into() }
    }

    /// What is answered: as what it is decided, or the fields or the key of what stands in the way.
    fn told(entitlement: &Entitlement, change: impl FnOnce(&mut Case<'_>)) -> String {
        let none = BTreeSet::new();
        let mut case = Case {
            state: PlanState::Proposed,
            revision: 4,
            seen: 4,
            actor: None,
            proposed_by: None,
            entitlement,
            stands_in_for: None,
            members: None,
            took_part: &none,
            decision: "§ 12",
            unheard: &[],
            missing: &[],
            guideline_changed: false,
        };
        change(&mut case);
        match check_decision(&case) {
            Ok(DecidedAs::Role { role, stands_in_for: None }) => format!("as {role}"),
            Ok(DecidedAs::Role { role, stands_in_for: Some(_) }) => format!("as deputy of {role}"),
            Ok(DecidedAs::Body(body)) => format!("as {body}"),
            Ok(DecidedAs::Permission) => "by permission".into(),
            Err(Error::Rejected(objections)) => {
                objections.iter().map(|one| one.field.as_str()).collect::<Vec<_>>().join(" ")
            }
            Err(Error::Refused(message)) => message.key.to_string(),
            Err(error) => format!("{error:?}"),
        }
    }

    #[test]
    fn whom_the_guideline_names_decides_what_somebody_else_proposed() {
        let p = people();
        let by = |actor: Id, proposer: Id, stands_in_for: Option<Id>| {
            told(&owner(), |case| {
                case.actor = Some(actor);
                case.proposed_by = Some(proposer);
                case.stands_in_for = stands_in_for;
            })
        };
        assert_eq!(by(p.owner, p.manager, None), "as information_owner");
        assert_eq!(by(p.owner, p.owner, None), "refused-plan-decided-alone");
        assert_eq!(by(p.deputy, p.manager, Some(p.owner)), "as deputy of information_owner");
        assert_eq!(by(p.deputy, p.owner, Some(p.owner)), "refused-plan-decided-alone");
        assert_eq!(by(p.deputy, p.deputy, Some(p.owner)), "refused-plan-decided-alone");
        let nobody = Entitlement::Nobody { named: Vec::new() };
        assert_eq!(told(&nobody, |case| case.actor = Some(p.member)), "refused-permission");
        assert_eq!(told(&Entitlement::Permission, |case| case.actor = Some(p.member)), "by permission");
    }

    #[test]
    fn a_body_decides_with_its_members_of_the_day_and_writes_down_where() {
        let p = people();
        let members = BTreeSet::from([p.owner, p.member, p.manager]);
        let by = |actor: Id, took_part: &[Id], decision: &str| {
            let took_part = took_part.iter().copied().collect();
            told(&body(), |case| {
                // The table lives as long as the question.
                case.actor = Some(actor);
                case.proposed_by = Some(p.manager);
                case.members = Some(Box::leak(Box::new(members.clone())));
                case.took_part = Box::leak(Box::new(took_part));
                case.decision = Box::leak(decision.to_owned().into_boxed_str());
            })
        };
        assert_eq!(by(p.owner, &[p.owner, p.member], "§ 12"), "as steering_group");
        assert_eq!(by(p.owner, &[p.owner], " "), "decision");
        assert_eq!(by(p.manager, &[p.owner, p.member], "§ 12"), "refused-plan-decided-alone");
        assert_eq!(by(p.owner, &[p.manager], "§ 12"), "took_part");
        assert_eq!(by(p.owner, &[], "§ 12"), "took_part");
        assert_eq!(by(p.owner, &[p.owner, p.left], ""), "decision took_part");
    }

    #[test]
    fn of_two_who_decide_at_once_the_second_is_told() {
        let p = people();
        let late = told(&owner(), |case| {
            case.actor = Some(p.owner);
            (case.state, case.revision) = (PlanState::Decided, 5);
        });
        assert_eq!(late, "revision");
        let undone = told(&owner(), |case| (case.actor, case.state) = (Some(p.owner), PlanState::Draft));
        assert_eq!(undone, "");
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let p = people();
        let asked = |id: &str| {
            [Missing { id: id.into(), title: kernel::LocalText::default(), clauses: vec!["S2-013".into()] }]
        };
        let (unheard, missing) = (asked("it_department"), asked("releases"));
        let found = told(&owner(), |case| {
            case.actor = Some(p.owner);
            case.unheard = Box::leak(Box::new(unheard));
            case.missing = Box::leak(Box::new(missing));
            case.guideline_changed = true;
        });
        assert_eq!(found, "consultation sections.releases ");
    }
}
