//! What ends and when: assignments that a term or an employment ends, and deputies whose days run out, with what the
//! guideline then lacks.

use crate::listing::ENDINGS;
use crate::store::assignments::{followed, holders_of_roles, organisations_around};
use crate::{ASSIGN, READ_HOLDERS, RoleAssignment};
use kernel::{Date, Id, LocalText, Outcome, Result, Strength, choice};
use policy::{About, Pack, Reason, Who};
use std::collections::{BTreeMap, BTreeSet};
use storage::{FromRow, Page, Query, Read, Row, values};

choice! {
    /// What it is that ends.
    pub enum EndingPart {
        /// Swedish: uppdraget.
        Assignment = "assignment",
        /// Swedish: ersättningen.
        Deputy = "deputy",
    }
}

/// An assignment, or the days of its deputy, that ends. Swedish: det som upphör.
#[derive(Clone, Debug)]
pub struct RoleEnding {
    pub assignment: RoleAssignment,
    pub is_deputy: bool,
    pub last_day: Date,
    /// Somebody has been named to follow.
    pub is_taken_over: bool,
}

impl FromRow for RoleEnding {
    fn from_row(row: &Row) -> Result<Self> {
        let part: EndingPart = row.choice(23)?;
        Ok(Self {
            assignment: RoleAssignment::from_row(row)?,
            is_deputy: part == EndingPart::Deputy,
            last_day: row.get(24)?,
            is_taken_over: row.get(25)?,
        })
    }
}

/// What ends, on what the actor may see.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn visible_endings(read: &Read, query: Query) -> Result<Page<RoleEnding>> {
    ENDINGS.page(read, &access::visible_to(read.actor(), READ_HOLDERS, query))
}

/// What ends of what a person holds or stands in for, and of what those hold whom they lead, on what the actor may see.
///
/// # Errors
/// When the query is wrong or the database fails.
pub fn endings_concerning(read: &Read, person: Id, query: Query) -> Result<Page<RoleEnding>> {
    visible_endings(read, query.filter("concerns", values![person, person, person]))
}

/// The last day that is told of in advance.
///
/// # Errors
/// When no pack is in force.
pub fn notice_until(read: &Read) -> Result<Date> {
    let days = findings::pack_in_force(read)?.vacancy_notice_days();
    Ok(read.today().saturating_add(jiff::Span::new().days(days)))
}

/// So many endings at a time are looked through for those that somebody is to be told of.
const MOST_AT_ONCE: i64 = 500;

/// Everything that ends from today to a day, whoever may see it; for one person what they may have to be told of.
pub(crate) fn endings_until(read: &Read, until: Date, told: Option<Id>) -> Result<Vec<RoleEnding>> {
    let mut query =
        Query::first(MOST_AT_ONCE).filter("since", values![read.today()]).filter("until", values![until]);
    if let Some(person) = told {
        query = query.filter("told", values![person, person, person, person, person, person, person]);
    }
    let mut found = Vec::new();
    loop {
        let page = ENDINGS.page(read, &query)?;
        found.extend(page.items);
        match page.next_cursor {
            Some(cursor) => query.cursor = Some(cursor),
            None => return Ok(found),
        }
    }
}

/// What follows from the day after something has ended. Swedish: *följden*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// The guideline is kept: the others suffice or a successor is named.
    Enough,
    /// What the guideline then lacks.
    Lacks(LocalText),
    /// The actor neither reads the findings of the record nor appoints there.
    Untold,
}

impl After {
    /// What the guideline then lacks.
    #[must_use]
    pub fn lacks(self) -> Option<LocalText> {
        match self {
            Self::Lacks(text) => Some(text),
            Self::Enough | Self::Untold => None,
        }
    }
}

/// What follows after each ending, in the order of the endings, as far as the actor may know.
///
/// # Errors
/// When the database fails.
pub fn lacking_after(read: &Read, endings: &[RoleEnding]) -> Result<Vec<After>> {
    let pack = findings::pack_in_force(read)?;
    let mut facts = BTreeMap::new();
    let told = told_of(read, endings)?;
    let kinds: BTreeSet<&str> = endings.iter().map(|one| one.assignment.subject_kind.as_str()).collect();
    for kind in kinds {
        let of_kind = endings.iter().filter(|one| one.assignment.subject_kind == kind);
        let ids: BTreeSet<Id> = of_kind.map(|one| one.assignment.subject_id).collect();
        let ids: BTreeSet<Id> = ids.intersection(&told).copied().collect();
        facts.extend(findings::facts_of_all(read, kind, &Vec::from_iter(ids))?);
    }
    let lacks = |ending: &RoleEnding| {
        let known = facts.get(&ending.assignment.subject_id)?;
        let after = ending.last_day.tomorrow().ok()?;
        let role = About::Role(ending.assignment.role.clone());
        let is_lacking = |verdict: &&policy::Verdict| {
            verdict.about == role
                && verdict.strength == Strength::Must
                && verdict.outcome == Outcome::Breached
                && (!ending.is_deputy || matches!(verdict.reason, Reason::DeputyMissing { .. }))
        };
        let verdicts = policy::evaluate(&pack, known, after);
        let message = verdicts.iter().find(is_lacking)?.reason.message(&pack, &known.subject_kind);
        let [sv, en] = kernel::Language::ALL.map(|language| texts::render(language, &message));
        Some(LocalText::new(sv, en))
    };
    let after = |ending: &RoleEnding| {
        if told.contains(&ending.assignment.subject_id) {
            lacks(ending).map_or(After::Enough, After::Lacks)
        } else {
            After::Untold
        }
    };
    Ok(endings.iter().map(after).collect())
}

/// The records of which the actor may know what is missing: they read the findings, or appoint there.
fn told_of(read: &Read, endings: &[RoleEnding]) -> Result<BTreeSet<Id>> {
    let ids: BTreeSet<Id> = endings.iter().map(|one| one.assignment.subject_id).collect();
    let ids = Vec::from_iter(ids);
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut told: BTreeSet<Id> = access::permitted(read, findings::READ, &ids)?.into_iter().collect();
    told.extend(access::permitted(read, ASSIGN, &ids)?);
    Ok(told)
}

/// Who appoints the next holder of each assignment that ends: those who today hold a role that the guideline names, on the
/// same record or on what it lies within.
pub(crate) fn appointers_of(
    read: &Read,
    pack: &Pack,
    endings: &[RoleEnding],
) -> Result<BTreeMap<Id, BTreeSet<Id>>> {
    let subjects: BTreeSet<Id> = endings.iter().map(|one| one.assignment.subject_id).collect();
    let mut holders: BTreeMap<(Id, String), BTreeSet<Id>> = BTreeMap::new();
    for (subject, role, person) in holders_of_roles(read, &Vec::from_iter(subjects))? {
        holders.entry((subject, role)).or_default().insert(person);
    }
    let appointing = |ending: &RoleEnding| {
        let roles = pack.role(&ending.assignment.role).map_or(&[][..], |role| &role.appointed_by);
        let named = roles.iter().filter_map(|entry| match &entry.who {
            Who::Role(role) => holders.get(&(ending.assignment.subject_id, role.clone())),
            Who::Body(_) => None,
        });
        (ending.assignment.id, named.flatten().copied().collect())
    };
    Ok(endings.iter().map(appointing).collect())
}

/// Who keeps the register for the organisations that each record lies within: those who may appoint people there, by a role
/// on the organisation and not on the record itself.
pub(crate) fn keepers_of(read: &Read, endings: &[RoleEnding]) -> Result<BTreeMap<Id, BTreeSet<Id>>> {
    let mut keeping: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (place, person) in access::holders(read, ASSIGN)? {
        keeping.entry(place).or_default().push(person);
    }
    let subjects: BTreeSet<Id> = endings.iter().map(|one| one.assignment.subject_id).collect();
    let mut keepers: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (subject, place) in organisations_around(read, &Vec::from_iter(subjects))? {
        keepers.entry(subject).or_default().extend(keeping.get(&place).into_iter().flatten());
    }
    Ok(keepers)
}

/// Whether each of some assignments has been handed over.
pub(crate) fn without_successor(read: &Read, mut held: Vec<RoleAssignment>) -> Result<Vec<RoleAssignment>> {
    let followed = followed(read, &Vec::from_iter(held.iter().map(|one| one.id)))?;
    held.retain(|one| !followed.contains(&one.id));
    Ok(held)
}

impl RoleEnding {
    /// Which part of the assignment it is that ends.
    #[must_use]
    pub const fn part(&self) -> EndingPart {
        if self.is_deputy { EndingPart::Deputy } else { EndingPart::Assignment }
    }
}
