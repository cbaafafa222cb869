//! Evaluating subjects by the pack in force: facts are loaded as a set, once for each kind of subject.

use crate::finding::Finding;
use crate::may_waive::may_waive;
use crate::pack_in_force::pack_in_force;
use crate::rulebook::{FactSource, Rulebook};
use crate::waive::waivers_of;
use kernel::{Date, Error, Id, LocalText, Result, Subject};
use policy::{About, Completeness, Pack, SubjectFacts, Verdict, Who, completeness, evaluate};
use std::collections::BTreeMap;
use storage::Read;

/// All demands on one subject.
#[derive(Clone, Debug)]
pub struct Evaluated {
    pub subject: Subject,
    pub name: String,
    pub findings: Vec<Finding>,
    pub completeness: Completeness,
    /// The next day on which an answer may change by itself.
    pub changes_on: Option<Date>,
    /// Whether the actor may let its demands pass; asked for where one subject is shown.
    pub may_waive: bool,
}

/// Evaluates subjects of one kind. Ids without a record are left out.
///
/// # Errors
/// When the database fails.
pub fn evaluate_subjects(read: &Read, kind: &str, ids: &[Id]) -> Result<Vec<Evaluated>> {
    evaluate_by(read, &*pack_in_force(read)?, kind, ids)
}

/// The same by another pack than the one in force.
pub(crate) fn evaluate_by(read: &Read, pack: &Pack, kind: &str, ids: &[Id]) -> Result<Vec<Evaluated>> {
    Ok(evaluate_with_facts(read, pack, kind, ids)?.into_iter().map(|(evaluated, _)| evaluated).collect())
}

fn evaluate_with_facts(
    read: &Read,
    pack: &Pack,
    kind: &str,
    ids: &[Id],
) -> Result<Vec<(Evaluated, SubjectFacts)>> {
    let rulebook = read.attached::<Rulebook>()?;
    let Some(source) = rulebook.source(kind) else { return Ok(Vec::new()) };
    let names: BTreeMap<Id, String> = (source.names)(read, ids)?.into_iter().collect();
    let evaluate_one = |(id, facts): (Id, SubjectFacts)| {
        let subject = Subject::new(source.kind, id);
        let name = names.get(&id).cloned().unwrap_or_default();
        let mut evaluated = evaluated(pack, subject, name, &evaluate(pack, &facts, read.today()));
        evaluated.changes_on = evaluated.changes_on.into_iter().chain(facts.changes_on).min();
        (evaluated, facts)
    };
    Ok(load_to_judge(read, pack, source, ids)?.into_iter().map(evaluate_one).collect())
}

fn evaluated(pack: &Pack, subject: Subject, name: String, verdicts: &[Verdict]) -> Evaluated {
    Evaluated {
        findings: verdicts.iter().map(|verdict| Finding::of(pack, &subject, &name, verdict)).collect(),
        completeness: completeness(verdicts),
        changes_on: verdicts.iter().filter_map(|verdict| verdict.changes_on).min(),
        may_waive: false,
        subject,
        name,
    }
}

fn load(read: &Read, pack: &Pack, source: &FactSource, ids: &[Id]) -> Result<Vec<(Id, SubjectFacts)>> {
    let mut loaded = (source.load)(read, pack, ids)?;
    let mut waivers = waivers_of(read, ids)?;
    for (id, facts) in &mut loaded {
        facts.waivers = waivers.remove(id).unwrap_or_default();
    }
    Ok(loaded)
}

/// The same with what rooms above know: what demands are judged by.
fn load_to_judge(
    read: &Read,
    pack: &Pack,
    source: &FactSource,
    ids: &[Id],
) -> Result<Vec<(Id, SubjectFacts)>> {
    let mut loaded = load(read, pack, source, ids)?;
    read.attached::<Rulebook>()?.supplement((read, pack), source.kind, &mut loaded)?;
    Ok(loaded)
}

/// What the demands on one subject are judged by.
pub(crate) fn facts_to_judge(read: &Read, pack: &Pack, subject: &Subject) -> Result<SubjectFacts> {
    let rulebook = read.attached::<Rulebook>()?;
    let source = rulebook.source(&subject.kind).ok_or(Error::NotFound)?;
    let loaded = load_to_judge(read, pack, source, &[subject.id])?;
    loaded.into_iter().next().map(|(_, facts)| facts).ok_or(Error::NotFound)
}

/// The facts of one subject, for verbs that ask the pack about it.
///
/// # Errors
/// [`Error::NotFound`] when there is no such subject.
pub fn facts_of(read: &Read, subject: &Subject) -> Result<SubjectFacts> {
    let rulebook = read.attached::<Rulebook>()?;
    let source = rulebook.source(&subject.kind).ok_or(Error::NotFound)?;
    let loaded = load(read, &*pack_in_force(read)?, source, &[subject.id])?;
    loaded.into_iter().next().map(|(_, facts)| facts).ok_or(Error::NotFound)
}

/// The facts of many subjects of one kind, for verbs that ask about them as a set. Ids without a record are left out.
///
/// # Errors
/// When the database fails.
pub fn facts_of_all(read: &Read, kind: &str, ids: &[Id]) -> Result<BTreeMap<Id, SubjectFacts>> {
    let rulebook = read.attached::<Rulebook>()?;
    let Some(source) = rulebook.source(kind) else { return Ok(BTreeMap::new()) };
    Ok(load(read, &*pack_in_force(read)?, source, ids)?.into_iter().collect())
}

/// All demands on one subject, met ones too.
///
/// # Errors
/// [`Error::NotFound`] when there is no such subject.
pub fn of_subject(read: &Read, subject: &Subject) -> Result<Evaluated> {
    Ok(of_subject_and_facts(read, subject)?.0)
}

/// The same with the facts that they were judged by, for pages that ask the pack more about the subject.
///
/// # Errors
/// [`Error::NotFound`] when there is no such subject.
pub fn of_subject_and_facts(read: &Read, subject: &Subject) -> Result<(Evaluated, SubjectFacts)> {
    let pack = pack_in_force(read)?;
    let found = evaluate_with_facts(read, &pack, &subject.kind, &[subject.id])?.into_iter().next();
    let (mut evaluated, facts) = found.ok_or(Error::NotFound)?;
    evaluated.may_waive = read.as_of().is_none() && may_waive(read, &pack, &facts, subject.id)?;
    Ok((evaluated, facts))
}

/// What a demand is about, in the pack's words: the head of a column of the matrix.
#[must_use]
pub fn title_of_about(pack: &Pack, subject_kind: &str, about: &About) -> LocalText {
    let plain = |id: &str| LocalText::new(id, id);
    let program = |key: &str| {
        LocalText::new(
            texts::text(kernel::Language::Swedish, key),
            texts::text(kernel::Language::English, key),
        )
    };
    let fact = |id: &str| {
        pack.fact_titles
            .get(subject_kind)
            .and_then(|titles| titles.get(id))
            .cloned()
            .unwrap_or_else(|| plain(id))
    };
    match about {
        About::Role(id) => pack.role(id).map_or_else(|| plain(id), |role| role.title.text()),
        About::Document(id) => pack.document(id).map_or_else(|| plain(id), |document| document.title.text()),
        About::Field(id) | About::Uniqueness(id) => fact(id),
        About::DocumentOwners => program("about-document-owners"),
        About::Separation(_) => program("about-separation"),
        About::Guideline => program("about-guideline"),
        About::Forum(body) => pack.title_of(&Who::Body(body.clone())),
        About::Statement(_) => program("about-statement"),
        About::Agreement(kinds) => title_of_agreements(pack, kinds),
    }
}

/// The kinds of agreement of which one will do.
fn title_of_agreements(pack: &Pack, kinds: &[String]) -> LocalText {
    let [sv, en] = kernel::Language::ALL.map(|language| {
        let title = |id: &String| match pack.agreement_kind(id) {
            Some(kind) => kind.title.in_language(language).to_owned(),
            None => id.clone(),
        };
        let kinds = kinds.iter().map(title).collect::<Vec<_>>().join(", ");
        texts::format(language, "about-agreement", &[("kinds", kinds.into())])
    });
    LocalText::new(sv, en)
}
