//! What the guideline says of a group before anybody has formed it: which bodies it may be of, and who is proposed for a seat.

use super::Forum;
use kernel::LocalText;
use policy::{Body, BodyKind, MayJoin, Pack, SubjectFacts, Truth, Who, WhoWhen};

/// Bodies of which a group may be formed at a kind of record, in the order of the pack. Where the pack says nothing of who
/// sits in a body, a group of it may be formed anywhere.
pub(crate) fn bodies_for<'p>(pack: &'p Pack, subject_kind: &str) -> Vec<&'p Body> {
    let fits = |body: &&Body| match pack.forum_of(&body.id) {
        Some(forum) => forum.subjects.iter().any(|kind| kind == subject_kind),
        None => matches!(body.kind, BodyKind::Forum | BodyKind::Committee),
    };
    pack.bodies.iter().filter(fits).collect()
}

/// What the guideline proposes for a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Proposed {
    /// Roles that have a seat.
    pub roles: Vec<String>,
    pub chair: String,
    pub convener: String,
    /// Roles whose holders may be offered a seat.
    pub may_join: Vec<String>,
    /// Others who may, in words: the pack has no such role.
    pub others: Vec<LocalText>,
}

impl Proposed {
    /// A group that nobody has formed yet, with the seats that are proposed.
    pub fn seated(&self, forum: Forum) -> Forum {
        Forum {
            roles: self.roles.clone(),
            chair: self.chair.clone(),
            convener: self.convener.clone(),
            ..forum
        }
    }
}

/// What is proposed for a group of a body at a record. Whoever leads or convenes has a seat too.
pub(crate) fn proposed_at(pack: &Pack, body: &str, facts: &SubjectFacts) -> Proposed {
    let Some(forum) = pack.forum_of(body) else { return Proposed::default() };
    let roles_of = |named: &[WhoWhen]| -> Vec<String> {
        let here = named.iter().filter(|one| one.when.holds_for(facts) != Truth::False);
        here.filter_map(|one| role_of(&one.who)).collect()
    };
    let first = |named: &[WhoWhen]| roles_of(named).into_iter().next().unwrap_or_default();
    let (chair, convener) = (first(&forum.chair), first(&forum.convener));
    let mut roles: Vec<String> = Vec::new();
    for role in roles_of(&forum.members).into_iter().chain([chair.clone(), convener.clone()]) {
        if !role.is_empty() && !roles.contains(&role) {
            roles.push(role);
        }
    }
    let (mut may_join, mut others) = (Vec::new(), Vec::new());
    for one in &forum.may_join {
        match one {
            MayJoin::Role(role) => may_join.push(role.clone()),
            MayJoin::Name(name) => others.push(name.clone()),
        }
    }
    Proposed { roles, chair, convener, may_join, others }
}

fn role_of(who: &Who) -> Option<String> {
    match who {
        Who::Role(role) => Some(role.clone()),
        Who::Body(_) => None,
    }
}
