//! Says of other systems what is said of one: those that nobody has said anything of get it, each where the actor may say it.

use super::check_statement::compute_review;
use super::trail::{audit_for, touch_where_it_counts};
use super::{DutyStatement, Said, store};
use crate::statements::visible_statement;
use findings::{Speaker, Speakers};
use kernel::{Error, Id, Objection, Result, Subject};
use policy::{Pack, SubjectFacts, Truth};
use register::SYSTEM;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use storage::{Read, Tx};

/// So many systems at once.
const MOST_SYSTEMS: usize = 200;

/// Which statements are repeated of which systems.
#[derive(Clone, Debug)]
pub struct CopyStatements {
    pub statements: Vec<Id>,
    pub systems: Vec<Id>,
}

/// What came of it, in statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    pub copied: i64,
    /// Something was said of that duty there already.
    pub stood: i64,
    /// The actor may not say anything of that duty there.
    pub not_theirs: i64,
    /// The guideline does not ask it there.
    pub not_asked: i64,
}

/// What each copy is decided by, read as a set.
struct Around {
    pack: Arc<Pack>,
    facts: BTreeMap<Id, SubjectFacts>,
    speakers: Speakers,
    /// System and duty of what is said already.
    standing: BTreeSet<(Id, String)>,
    by: String,
    /// For whom the actor stands in, by system.
    on_behalf_of: BTreeMap<Id, String>,
}

/// What becomes of one statement at one system.
enum Fate {
    Copied { speaker: Speaker, role: String, months: u32, duty: String },
    Stands,
    NotTheirs,
    NotAsked,
}

/// Copies statements, and tells what was skipped.
///
/// # Errors
/// Not found for a statement that the actor may not see or that is withdrawn, and for a system that they may not see;
/// rejected where no system is chosen, or too many.
pub fn copy_statements(tx: &mut Tx, ask: &CopyStatements) -> Result<Copied> {
    let systems: BTreeSet<Id> = ask.systems.iter().copied().collect();
    if systems.is_empty() {
        return Err(Error::rejected("systems", "statement-objection-no-system"));
    }
    if systems.len() > MOST_SYSTEMS {
        let most = i64::try_from(MOST_SYSTEMS).unwrap_or(i64::MAX);
        let message = kernel::Message::new("statement-objection-too-many-systems").with("most", most);
        return Err(Error::Rejected(vec![Objection::new("systems", message)]));
    }
    let said = ask.statements.iter().map(|id| visible_statement(tx, *id)).collect::<Result<Vec<_>>>()?;
    if said.iter().any(|one| one.withdrawn.is_some()) {
        return Err(Error::NotFound);
    }
    let around = around(tx, &Vec::from_iter(systems.iter().copied()))?;
    let (mut told, mut new) = (Copied::default(), Vec::new());
    for system in systems {
        for one in said.iter().filter(|one| one.subject.id != system) {
            match fate(&around, system, one) {
                Fate::Copied { speaker, role, months, duty } => {
                    told.copied += 1;
                    let copy = copy_of(tx, &around, (one, system), (speaker, months));
                    new.push((DutyStatement { role, ..copy }, duty));
                }
                Fate::Stands => told.stood += 1,
                Fate::NotTheirs => told.not_theirs += 1,
                Fate::NotAsked => told.not_asked += 1,
            }
        }
    }
    let rows: Vec<(&DutyStatement, &str)> = new.iter().map(|(one, duty)| (one, duty.as_str())).collect();
    store::save_statements(tx, &rows)?;
    for (one, _) in &new {
        let on_behalf_of = around.on_behalf_of.get(&one.subject.id).cloned();
        audit_for(tx, "duty_statement.copied", (None, one), (None, on_behalf_of))?;
        touch_where_it_counts(tx, &one.subject)?;
    }
    Ok(told)
}

fn around(read: &Read, systems: &[Id]) -> Result<Around> {
    let seen = access::permitted(read, register::READ_BASE, systems)?;
    if seen.len() < systems.len() {
        return Err(Error::NotFound);
    }
    let standing = store::statements_of(read, systems)?;
    Ok(Around {
        pack: findings::pack_in_force(read)?,
        facts: findings::facts_of_all(read, SYSTEM.name(), systems)?,
        speakers: Speakers::of(read, systems)?,
        standing: standing.into_iter().map(|one| (one.subject.id, one.duty)).collect(),
        by: organisation::acting_name(read)?,
        on_behalf_of: organisation::on_behalf_of_each(read, systems)?,
    })
}

fn fate(around: &Around, system: Id, said: &DutyStatement) -> Fate {
    let facts = around.facts.get(&system);
    let asked = facts.zip(around.pack.stated_duty(&said.duty));
    let Some((facts, (who, duty))) =
        asked.filter(|(facts, (_, duty))| duty.when.holds_for(facts) != Truth::False)
    else {
        return Fate::NotAsked;
    };
    if around.standing.contains(&(system, said.duty.clone())) {
        return Fate::Stands;
    }
    match around.speakers.speaker(&around.pack, (system, facts), &who) {
        Some(speaker) => {
            let months = around.pack.statement_review_months(duty);
            Fate::Copied { speaker, role: who.id().to_owned(), months, duty: duty.text.sv.clone() }
        }
        None => Fate::NotTheirs,
    }
}

fn copy_of(
    read: &Read,
    around: &Around,
    (one, system): (&DutyStatement, Id),
    (speaker, months): (Speaker, u32),
) -> DutyStatement {
    DutyStatement {
        id: Id::new(),
        revision: 1,
        subject: Subject::new(SYSTEM, system),
        said: Said { review_date: Some(compute_review(read.today(), months)), ..one.said.clone() },
        made_by: read.actor().person,
        made_by_name: around.by.clone(),
        made_on: read.today(),
        is_on_behalf: speaker == Speaker::OnBehalf,
        copied_from: Some(one.id),
        ..one.clone()
    }
}
