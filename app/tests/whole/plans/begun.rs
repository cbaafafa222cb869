//! Plans of the shipped packs, begun and filled, for the tables that try what may be done with them.

use crate::coverage::refused::holder;
use crate::program::{Federation, Persona, Program, day, new_system};
use kernel::{Id, Result, Subject};
use organisation::{Because, Forum, ORGANISATION, SaveForum, save_forum};
use plans::{
    Asked, Beginning, Decide, Propose, SeenPlan, adopt_plan, propose_plan, save_section, start_plan,
};
use policy::{Cycle, MandateAnswer, PlanKind};
use register::{
    Category, LifecycleState, ManagedObject, OBJECT, SYSTEM, System, register_system, save_object,
};
use storage::View;
use testkit::{Acting as _, operator};

/// What a plan is about.
#[derive(Clone, Copy, Debug)]
pub enum On {
    System(Category),
    /// An object of a kind.
    Object(&'static str),
}

impl On {
    pub fn subject(self, program: &Program, here: &Federation, name: &str) -> Subject {
        match self {
            Self::System(category) => {
                let lifecycle_state = LifecycleState::InOperation;
                let system =
                    System { category: Some(category), lifecycle_state, ..new_system(name, here.own) };
                Subject::new(SYSTEM, program.write(here, move |tx| register_system(tx, system)))
            }
            Self::Object(kind) => {
                let object = ManagedObject {
                    name: name.to_owned(),
                    kind: kind.to_owned(),
                    organisation: Some(here.own),
                    ..ManagedObject::default()
                };
                let id = object.id;
                program.write(here, move |tx| save_object(tx, object));
                Subject::new(OBJECT, id)
            }
        }
    }
}

/// A kind of plan of the federation's pack.
pub fn kind_of(program: &Program, here: &Federation, id: &str) -> PlanKind {
    program.pack(&here.key).plan_kind(id).unwrap_or_else(|| panic!("no kind {id}")).clone()
}

/// A plan of the kind, in which nothing is written yet.
pub fn begun(program: &Program, here: &Federation, subject: &Subject, kind: &PlanKind) -> Id {
    let beginning = Beginning {
        kind: kind.id.clone(),
        subject_kind: subject.kind.clone(),
        subject: Some(subject.id),
        year: (kind.cycle == Cycle::Yearly).then_some(2026),
        ..Beginning::default()
    };
    program.write(here, move |tx| start_plan(tx, &beginning))
}

/// Something in each section of the plan; of goals of several kinds that there are none.
pub fn filled(program: &Program, here: &Federation, subject: &Subject, kind: &PlanKind) -> Id {
    let plan = begun(program, here, subject, kind);
    for section in &kind.sections {
        let nothing = (!section.kinds.is_empty()).then(|| "Inga i år.".to_owned());
        let text = if nothing.is_some() { String::new() } else { "Så gör vi.".to_owned() };
        let base = String::new();
        let asked =
            Asked { plan, section: section.id.clone(), text, base, base_revision: 0, nothing, answers: None };
        program.write(here, move |tx| save_section(tx, &asked));
    }
    plan
}

/// Lays a plan before whoever decides it.
pub fn proposed(program: &Program, here: &Federation, plan: Id, by: Option<&Persona>) -> Result<()> {
    let seen = SeenPlan { plan, revision: None };
    let ask = Propose { seen, papers: Vec::new(), is_published: true };
    let actor = match by {
        Some(persona) => program.actor(here, persona),
        None => kernel::Actor::operator(here.tenant, testkit::operator().now),
    };
    program.db.write(&actor, move |tx| propose_plan(tx, &ask))
}

/// Decides a plan; where a body does, with those who took part.
pub fn decided(program: &Program, here: &Federation, plan: Id, by: &Persona, took_part: &[Id]) -> Result<()> {
    let decision = if took_part.is_empty() { String::new() } else { "§ 12".to_owned() };
    let seen = SeenPlan { plan, revision: None };
    let ask = Decide { seen, decision, took_part: took_part.to_vec() };
    program.db.write(&program.actor(here, by), move |tx| adopt_plan(tx, &ask))
}

/// Whom the pack names for the first of some actions for which it names anybody on the subject.
pub fn named_for(here: (&Program, &Federation), subject: &Subject, actions: &[&str]) -> Vec<MandateAnswer> {
    let (program, federation) = here;
    let actor = operator().seconds_later(900).of(federation.tenant.0);
    let facts = program.db.read(&actor, View::Now, |read| findings::facts_of(read, subject));
    program.pack(&federation.key).first_mandate_holders(actions, &facts.expect("the record is there"))
}

/// Somebody with a role on the subject.
pub fn with_role(here: (&Program, &Federation), role: &str, subject: &Subject) -> Persona {
    holder(here, role, subject)
}

/// Somebody who sits by name in a group of the body: that of the subject, or of the own organisation.
pub fn sitting(here: (&Program, &Federation), body: &str, subject: &Subject, name: &str) -> Persona {
    let (program, federation) = here;
    let persona = program.employed(federation, name);
    let forum = program.pack(&federation.key).forum_of(body).cloned();
    let is_here = forum.is_some_and(|forum| forum.subjects.contains(&subject.kind));
    let at = if is_here { subject.clone() } else { Subject::new(ORGANISATION, federation.own) };
    let forum = Forum {
        name: name.to_owned(),
        people: vec![persona.person],
        ..Forum::new(body, &at, day("2026-01-01"))
    };
    let ask = SaveForum { forum, revision: None, because: Because::default() };
    program.write(federation, move |tx| save_forum(tx, &ask));
    persona
}
