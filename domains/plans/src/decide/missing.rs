//! What the guideline asks of a plan before it is decided and that is not there: sections that must say something, and bodies
//! that must be heard.

use crate::content::Content;
use crate::decide::Consultation;
use crate::plan::Plan;
use crate::store;
use kernel::{LocalText, Result, Strength};
use policy::{Pack, PlanKind, SubjectFacts, Truth, Who};
use storage::Read;

/// Something that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    /// The id of the section or of the body.
    pub id: String,
    pub title: LocalText,
    pub clauses: Vec<String>,
}

/// The sections that must say something and do not; a section of goals also where a kind of goal has none.
pub(crate) fn missing_in(kind: &PlanKind, facts: &SubjectFacts, content: &Content) -> Vec<Missing> {
    let lacks = |id: &str| {
        content.sections.iter().find(|one| one.id == id).is_none_or(|section| !content.is_filled(section))
    };
    let lacks_kind = |section: &policy::Section| {
        let is_told = |kind: &String| content.rows.goals.iter().any(|goal| goal.kind == *kind);
        !section.kinds.iter().all(is_told) && !is_told_that_nothing(content, &section.id)
    };
    let needed = kind.sections_needed(facts).into_iter();
    let missing = needed.filter(|section| lacks(&section.id) || lacks_kind(section));
    let told = |section: &policy::Section| {
        let must = section.required.iter().filter(|ground| ground.strength == Strength::Must);
        Missing {
            id: section.id.clone(),
            title: section.title.clone(),
            clauses: must.flat_map(|ground| ground.clauses.clone()).collect(),
        }
    };
    missing.map(told).collect()
}

fn is_told_that_nothing(content: &Content, section: &str) -> bool {
    content.sections.iter().any(|one| one.id == section && one.nothing.is_some())
}

/// Bodies that the guideline wants heard of this kind of plan.
pub(crate) fn bodies_to_hear<'p>(kind: &'p PlanKind, facts: &SubjectFacts) -> Vec<&'p str> {
    let asked = kind.consulted.iter().filter(|one| one.when.holds_for(facts) == Truth::True);
    let body = |one: &'p policy::WhoWhen| match &one.who {
        Who::Body(body) => Some(body.as_str()),
        _ => None,
    };
    asked.filter_map(body).collect()
}

/// Those of them whose word is not recorded.
pub(super) fn unheard(
    pack: &Pack,
    kind: &PlanKind,
    facts: &SubjectFacts,
    heard: &[Consultation],
) -> Vec<Missing> {
    let is_heard = |body: &str| heard.iter().any(|one| one.body == body);
    let missing = bodies_to_hear(kind, facts).into_iter().filter(|body| !is_heard(body));
    let told = |body: &str| Missing {
        id: body.to_owned(),
        title: pack.title_of(&Who::Body(body.to_owned())),
        clauses: kind.clauses.clone(),
    };
    missing.map(told).collect()
}

/// The names of the bodies whose word of the version at hand is not recorded.
pub(crate) fn bodies_unheard(
    read: &Read,
    pack: &Pack,
    kind: &PlanKind,
    facts: &SubjectFacts,
    plan: &Plan,
) -> Result<Vec<LocalText>> {
    if kind.consulted.is_empty() {
        return Ok(Vec::new());
    }
    let heard = store::consultations_of(read, plan.id, plan.version)?;
    Ok(unheard(pack, kind, facts, &heard).into_iter().map(|one| one.title).collect())
}
