//! May this person or body be given this role here? Asked before an assignment is saved.

use crate::condition::Truth;
use crate::evaluate::{Case, clashing_roles, count_on};
use crate::facts::{Holding, SubjectFacts};
use crate::pack::{Pack, Role};
use kernel::{Arg, Date, LocalText, Message, Strength};
use std::collections::BTreeSet;

/// What stands in the way of an assignment, and the clauses that say so. Swedish: hinder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    pub kind: ObstacleKind,
    pub clauses: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObstacleKind {
    UnknownRole {
        role: String,
    },
    /// The role is not held on this kind of subject.
    WrongSubject {
        role: String,
    },
    /// A body or an outsider where the pack wants an employed person.
    WrongHolderKind {
        role: String,
    },
    TooManyHolders {
        role: String,
        max: usize,
        on: Date,
    },
    NotSeparate {
        roles: Vec<String>,
    },
}

/// Everything that stands in the way. `facts` holds the assignments that exist; days before today are let be.
#[must_use]
pub fn check_assignment(pack: &Pack, facts: &SubjectFacts, new: &Holding, today: Date) -> Vec<Obstacle> {
    let Some(role) = pack.role(&new.role) else {
        return vec![Obstacle {
            kind: ObstacleKind::UnknownRole { role: new.role.clone() },
            clauses: vec![],
        }];
    };
    let id = || role.id.clone();
    let mut obstacles = Vec::new();
    if !role.subjects.contains(&facts.subject_kind) {
        obstacles.push(Obstacle {
            kind: ObstacleKind::WrongSubject { role: id() },
            clauses: role.clauses.clone(),
        });
    }
    if !role.holders.contains(&new.holder_kind) {
        obstacles.push(Obstacle {
            kind: ObstacleKind::WrongHolderKind { role: id() },
            clauses: role.clauses.clone(),
        });
    }
    let mut with_new = facts.clone();
    with_new.holdings.push(new.clone());
    let days = days_to_try(facts, new, today);
    obstacles.extend(too_many(pack, role, &with_new, &days));
    obstacles.extend(not_separate(pack, role, &with_new, &days));
    obstacles
}

/// The days on which the company that the new holder keeps may change: its first, and when others begin.
fn days_to_try(facts: &SubjectFacts, new: &Holding, today: Date) -> BTreeSet<Date> {
    let first = new.from.unwrap_or(today).max(today);
    let begins = facts.holdings.iter().filter_map(|holding| holding.from);
    begins.chain([first]).filter(|day| *day >= first && new.period().contains(*day)).collect()
}

fn too_many(pack: &Pack, role: &Role, facts: &SubjectFacts, days: &BTreeSet<Date>) -> Option<Obstacle> {
    let demands = role.demands.iter().filter(|demand| {
        demand.subject == facts.subject_kind
            && demand.strength == Strength::Must
            && demand.when.holds_for(facts) == Truth::True
    });
    for demand in demands {
        let Some(max) = demand.max else { continue };
        let is_full = |day: &&Date| count_on(&Case { pack, facts, today: **day }, role, demand, **day) > max;
        if let Some(on) = days.iter().find(is_full) {
            let kind = ObstacleKind::TooManyHolders { role: role.id.clone(), max, on: *on };
            return Some(Obstacle { kind, clauses: demand.clauses.clone() });
        }
    }
    None
}

fn not_separate(pack: &Pack, role: &Role, facts: &SubjectFacts, days: &BTreeSet<Date>) -> Vec<Obstacle> {
    let concerned = pack
        .separations
        .iter()
        .filter(|separation| separation.strength == Strength::Must && separation.roles.contains(&role.id));
    let clashes = concerned.filter(|separation| {
        days.iter().any(|day| clashing_roles(&Case { pack, facts, today: *day }, separation).is_some())
    });
    clashes
        .map(|separation| Obstacle {
            kind: ObstacleKind::NotSeparate { roles: separation.roles.clone() },
            clauses: separation.clauses.clone(),
        })
        .collect()
}

impl Obstacle {
    #[must_use]
    pub fn message(&self, pack: &Pack) -> Message {
        let title = |id: &str| pack.title_of(&crate::pack::Who::Role(id.to_owned()));
        match &self.kind {
            ObstacleKind::UnknownRole { role } => {
                Message::new("policy-obstacle-unknown-role").with("role", role.as_str())
            }
            ObstacleKind::WrongSubject { role } => {
                Message::new("policy-obstacle-wrong-subject").with("role", title(role))
            }
            ObstacleKind::WrongHolderKind { role } => {
                Message::new("policy-obstacle-wrong-holder-kind").with("role", title(role))
            }
            ObstacleKind::TooManyHolders { role, max, on } => {
                Message::new("policy-obstacle-too-many-holders")
                    .with("role", title(role))
                    .with("max", Arg::Number(i64::try_from(*max).unwrap_or(i64::MAX)))
                    .with("on", on.to_string())
            }
            ObstacleKind::NotSeparate { roles } => {
                let titles: Vec<LocalText> = roles.iter().map(|role| title(role)).collect();
                let sv: Vec<&str> = titles.iter().map(|title| title.sv.as_str()).collect();
                let en: Vec<&str> = titles.iter().map(|title| title.en.as_str()).collect();
                Message::new("policy-obstacle-not-separate")
                    .with("roles", LocalText::new(sv.join(", "), en.join(", ")))
            }
        }
    }
}
