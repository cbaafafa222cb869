//! Who holds the roles on a subject, by name, and what one person has to do today.

use crate::facts::in_both_languages;
use crate::staff::Staff;
use crate::store::assignments::{assignments_of, assignments_of_person, deputised_by};
use crate::store::{organisations, people};
use crate::{PersonKind, RoleAssignment};
use findings::Rulebook;
use kernel::{Id, LocalText, Result, Strength, Subject};
use policy::{HolderKind, Pack, SubjectFacts};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;
use web::RecordWords;

/// An assignment with the names that a page shows.
#[derive(Clone, Debug)]
pub struct Holder {
    pub assignment: RoleAssignment,
    pub kind: HolderKind,
    pub name: LocalText,
    pub deputy_name: Option<String>,
}

/// Everyone who holds, has held or will hold a role on a subject. Withdrawn assignments are left out.
///
/// # Errors
/// When the database fails.
pub fn holders_of(read: &Read, subject: &Subject) -> Result<Vec<Holder>> {
    let mut assignments = assignments_of(read, subject)?;
    assignments.retain(|assignment| !assignment.is_withdrawn);
    with_names(read, assignments)
}

/// Puts names to assignments, as a set.
///
/// # Errors
/// When the database fails.
pub fn with_names(read: &Read, assignments: Vec<RoleAssignment>) -> Result<Vec<Holder>> {
    let people_ids: Vec<Id> =
        assignments.iter().flat_map(|assignment| [assignment.person, assignment.deputy]).flatten().collect();
    let bodies: Vec<Id> = assignments.iter().filter_map(|assignment| assignment.organisation).collect();
    let people: BTreeMap<Id, crate::Person> =
        people::people(read, &people_ids)?.into_iter().map(|person| (person.id, person)).collect();
    let organisations: BTreeMap<Id, String> =
        organisations::organisations(read, &bodies)?.into_iter().map(|one| (one.id, one.name)).collect();
    let has_pack_body = assignments.iter().any(|assignment| !assignment.body.is_empty());
    let pack = if has_pack_body { Some(findings::pack_in_force(read)?) } else { None };
    let named = assignments.into_iter().map(|assignment| {
        let person = assignment.person.and_then(|id| people.get(&id));
        let organisation = assignment.organisation.and_then(|id| organisations.get(&id));
        let kind = match person.map(|person| person.kind) {
            Some(PersonKind::Employed) => HolderKind::Person,
            Some(PersonKind::External) => HolderKind::ExternalPerson,
            None => HolderKind::Body,
        };
        let name = person.map(|person| &person.name).or(organisation);
        let name = name.map_or_else(
            || body_name(pack.as_deref(), &assignment.body),
            |name| LocalText::new(name.clone(), name.clone()),
        );
        let deputy_name = assignment.deputy.and_then(|id| people.get(&id)).map(|deputy| deputy.name.clone());
        Holder { assignment, kind, name, deputy_name }
    });
    Ok(named.collect())
}

fn body_name(pack: Option<&Pack>, id: &str) -> LocalText {
    let body = pack.and_then(|pack| pack.bodies.iter().find(|body| body.id == id));
    body.map_or_else(|| LocalText::new(id, id), |body| body.title.text())
}

/// What somebody answers for by one assignment today.
#[derive(Clone, Debug)]
pub struct Duties {
    pub assignment: RoleAssignment,
    pub subject_name: String,
    /// The page of the subject.
    pub address: String,
    /// What the role is called on this subject.
    pub title: LocalText,
    /// They stand in for the holder.
    pub is_deputy: bool,
    pub duties: Vec<DutyOfMine>,
}

/// One duty, with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyOfMine {
    pub id: String,
    pub text: LocalText,
    pub clauses: Vec<String>,
    pub strength: Strength,
    /// False: whether it stands here depends on facts that are missing.
    pub is_certain: bool,
}

/// The assignments of a person that count today, as holder or deputy, with the duties that the guideline ties to them.
///
/// # Errors
/// When the database fails.
pub fn my_duties(read: &Read, person: Id) -> Result<Vec<Duties>> {
    let today = read.today();
    let mut mine: Vec<(RoleAssignment, bool)> = assignments_of_person(read, person)?
        .into_iter()
        .filter(|assignment| assignment.counts_on(today))
        .map(|assignment| (assignment, false))
        .collect();
    let deputised = deputised_by(read, person)?;
    if !deputised.is_empty() {
        // Standing in ends with the employment, whatever day was set.
        let staff = Staff::of(read, [person])?;
        let standing = |one: &RoleAssignment| staff.standing(person, one.subject_id, one.deputy_period()?);
        let stands_in = |one: &RoleAssignment| standing(one).is_some_and(|(_, days)| days.contains(today));
        mine.extend(deputised.into_iter().filter(stands_in).map(|one| (one, true)));
    }
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let pack = findings::pack_in_force(read)?;
    let subjects: Vec<Subject> = mine.iter().map(|(assignment, _)| assignment.subject()).collect();
    let known = facts_and_names(read, &pack, &subjects)?;
    let found = mine.into_iter().filter_map(|(assignment, is_deputy)| {
        let (facts, subject_name, address) = known.get(&assignment.subject())?;
        Some(Duties {
            subject_name: subject_name.clone(),
            address: address.clone(),
            title: title_of(&pack, &assignment.role, facts),
            duties: duties_of(&pack, &assignment.role, facts),
            assignment,
            is_deputy,
        })
    });
    Ok(found.collect())
}

/// What a role is called on a subject.
#[must_use]
pub fn title_of(pack: &Pack, role: &str, facts: &SubjectFacts) -> LocalText {
    let kinds = facts.names("effective_kind");
    pack.title(role, &kinds).map_or_else(|| in_pack_or_plain(role), policy::Title::text)
}

/// A role that the pack in force no longer has keeps its id, and says that it is gone.
fn in_pack_or_plain(role: &str) -> LocalText {
    let gone = in_both_languages("role-not-in-pack");
    LocalText::new(format!("{role} ({})", gone.sv), format!("{role} ({})", gone.en))
}

fn duties_of(pack: &Pack, role: &str, facts: &SubjectFacts) -> Vec<DutyOfMine> {
    let answers = pack.duties_of(role, facts).into_iter();
    answers
        .map(|answer| DutyOfMine {
            id: answer.duty.id.clone(),
            text: answer.duty.text.clone(),
            clauses: answer.duty.clauses.clone(),
            strength: answer.duty.strength,
            is_certain: answer.is_certain,
        })
        .collect()
}

type Known = BTreeMap<Subject, (SubjectFacts, String, String)>;

/// Facts, names and pages of subjects of several kinds: one set of questions for each kind.
fn facts_and_names(read: &Read, pack: &Pack, subjects: &[Subject]) -> Result<Known> {
    let rulebook = read.attached::<Rulebook>()?;
    let mut known = BTreeMap::new();
    let kinds: BTreeSet<&str> = subjects.iter().map(|subject| subject.kind.as_str()).collect();
    for kind in kinds {
        let Some(source) = rulebook.source(kind) else { continue };
        let ids = ids_of(subjects, kind);
        let mut names: BTreeMap<Id, String> = (source.names)(read, &ids)?.into_iter().collect();
        for (id, facts) in (source.load)(read, pack, &ids)? {
            let subject = Subject::new(source.kind, id);
            let address = (source.address)(&subject);
            known.insert(subject, (facts, names.remove(&id).unwrap_or_default(), address));
        }
    }
    Ok(known)
}

fn ids_of(subjects: &[Subject], kind: &str) -> Vec<Id> {
    let ids: BTreeSet<Id> =
        subjects.iter().filter(|subject| subject.kind == kind).map(|subject| subject.id).collect();
    ids.into_iter().collect()
}

/// The name and the page of each subject, for lists of assignments over several kinds.
///
/// # Errors
/// When the database fails.
pub fn subject_names(read: &Read, subjects: &[Subject]) -> Result<BTreeMap<Subject, (String, String)>> {
    let rulebook = read.attached::<Rulebook>()?;
    let mut named = BTreeMap::new();
    let kinds: BTreeSet<&str> = subjects.iter().map(|subject| subject.kind.as_str()).collect();
    for kind in kinds {
        let Some(source) = rulebook.source(kind) else { continue };
        for (id, name) in (source.names)(read, &ids_of(subjects, kind))? {
            let subject = Subject::new(source.kind, id);
            let address = (source.address)(&subject);
            named.insert(subject, (name, address));
        }
    }
    Ok(named)
}

/// Words of a record whose history also tells who was given its roles and who stands in.
#[must_use]
pub fn naming_holders(words: RecordWords) -> RecordWords {
    words
        .naming("person", names_of_people)
        .naming("deputy", names_of_people)
        .naming("organisation", names_of_organisations)
}

pub(crate) fn names_of_people(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(crate::people(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}

pub(crate) fn names_of_organisations(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(crate::organisations(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}
