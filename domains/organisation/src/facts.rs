//! What the room tells the rules about organisations, and about who holds roles on any subject.

use crate::store::assignments::roles_on_organisations;
use crate::store::organisations;
use crate::{ORGANISATION, OrganisationKind, PersonKind};
use findings::FactSource;
use kernel::{Choice, Date, Id, LocalText, Result, Subject};
use policy::{FactDeclaration, FactKind, FactValue, HolderKind, Holding, Origin, Pack, SubjectFacts};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, statements, values};

statements! {
    HOLDINGS = "SELECT r.subject_id, r.role, p.kind, r.person_id, r.organisation_id, r.body, r.counts_from, r.counts_to \
        FROM @role_assignment AS r LEFT JOIN @person AS p ON p.id = r.person_id \
        WHERE r.subject_id IN ({ids}) AND r.counts_from IS NOT NULL ORDER BY r.subject_id, r.role, r.counts_from, r.id";
    EMPLOYEES = "SELECT a.ancestor_id, COUNT(DISTINCT e.person_id) FROM @organisation_ancestor AS a \
        JOIN @employment AS e ON e.organisation_id = a.organisation_id AND e.valid_from <= ?2 \
        AND (e.valid_to IS NULL OR e.valid_to >= ?2) WHERE a.ancestor_id IN ({ids}) GROUP BY a.ancestor_id";
    AFTER = "SELECT o.id FROM @organisation AS o WHERE o.id > ?2 ORDER BY o.id LIMIT ?3";
}

/// What the room tells the rules: the facts of organisations.
#[must_use]
pub fn fact_sources() -> Vec<FactSource> {
    vec![FactSource { kind: ORGANISATION, declarations, load, after, names, address }]
}

fn declarations() -> Vec<FactDeclaration> {
    let kinds = OrganisationKind::NAMES.iter().chain(&["unit"]).map(|name| (*name).to_owned()).collect();
    let facts = [
        ("kind", FactKind::Choice(kinds), "organisation-kind"),
        ("employee_count", FactKind::Number, "organisation-employee-count"),
        ("runs_it", FactKind::Flag, "organisation-runs-it"),
        ("is_own", FactKind::Flag, "organisation-is-own"),
    ];
    let declare = |(name, kind, key): (&str, FactKind, &str)| FactDeclaration {
        subject_kind: ORGANISATION.name().to_owned(),
        name: name.to_owned(),
        kind,
        title: in_both_languages(key),
    };
    facts.into_iter().map(declare).collect()
}

pub(crate) fn in_both_languages(key: &str) -> LocalText {
    let [sv, en] = kernel::Language::ALL.map(|language| texts::text(language, key));
    LocalText::new(sv, en)
}

fn load(read: &Read, _: &Pack, ids: &[Id]) -> Result<Vec<(Id, SubjectFacts)>> {
    let mut holdings = holdings_of(read, ids)?;
    let employees: Vec<(Id, i64)> = read.rows_in(&EMPLOYEES, &values![read.today()], ids)?;
    let employees: BTreeMap<Id, i64> = employees.into_iter().collect();
    let loaded = organisations::organisations(read, ids)?.into_iter().map(|organisation| {
        let count = employees.get(&organisation.id).copied().unwrap_or_default();
        let mut facts = SubjectFacts::new(ORGANISATION.name())
            .with("kind", FactValue::Text(organisation.kind.name().to_owned()))
            .with("employee_count", FactValue::Number(count))
            .with("is_own", FactValue::Flag(organisation.is_own));
        if let Some(runs_it) = organisation.runs_it {
            facts = facts.with("runs_it", FactValue::Flag(runs_it));
        }
        facts.holdings = holdings.remove(&organisation.id).unwrap_or_default();
        (organisation.id, facts)
    });
    let mut loaded: Vec<(Id, SubjectFacts)> = loaded.collect();
    // Ids are asked for in rounded numbers, so that one may come twice.
    loaded.sort_by_key(|(id, _)| *id);
    loaded.dedup_by_key(|(id, _)| *id);
    Ok(loaded)
}

fn after(read: &Read, id: Option<Id>, limit: i64) -> Result<Vec<Id>> {
    let from = id.unwrap_or(Id::from_bytes([0; 16]));
    Ok(read.rows::<(Id,)>(&AFTER, &values![from, limit])?.into_iter().map(|(id,)| id).collect())
}

fn names(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(organisations::organisations(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}

fn address(subject: &Subject) -> String {
    format!("/administration/organisationer/{}", subject.id)
}

/// One counting assignment, as the rules see it.
struct HoldingRow {
    subject: Id,
    person: Option<Id>,
    holding: Holding,
}

impl FromRow for HoldingRow {
    fn from_row(row: &Row) -> Result<Self> {
        let (person, organisation): (Option<Id>, Option<Id>) = (row.get(3)?, row.get(4)?);
        let body: String = row.get(5)?;
        let (from, to): (Option<Date>, Option<Date>) = (row.get(6)?, row.get(7)?);
        let holder_kind = match row.choice_or_none::<PersonKind>(2)? {
            Some(PersonKind::Employed) => HolderKind::Person,
            Some(PersonKind::External) => HolderKind::ExternalPerson,
            None => HolderKind::Body,
        };
        let holding = Holding {
            role: row.get(1)?,
            holder_kind,
            person_key: person.or(organisation).map_or(body, |id| id.to_string()),
            from,
            to,
            inherited_from: Origin::Own,
            also_holds: Vec::new(),
        };
        Ok(Self { subject: row.get(0)?, person, holding })
    }
}

/// Who holds which role on many subjects, asked for as a set: own assignments only, cut by the end of employments.
/// A deputy is no further holder, so that nobody is counted twice for one role.
///
/// # Errors
/// When the database fails.
pub fn holdings_of(read: &Read, subjects: &[Id]) -> Result<BTreeMap<Id, Vec<Holding>>> {
    let rows: Vec<HoldingRow> = read.rows_in(&HOLDINGS, &[], subjects)?;
    let mut people: Vec<Id> = rows.iter().filter_map(|row| row.person).collect();
    people.sort_unstable();
    people.dedup();
    let mut on_organisations: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    for (person, role) in roles_on_organisations(read, &people)? {
        on_organisations.entry(person).or_default().push(role);
    }
    let mut holdings: BTreeMap<Id, Vec<Holding>> = BTreeMap::new();
    for mut row in rows {
        let roles = row.person.and_then(|person| on_organisations.get(&person));
        row.holding.also_holds = roles.cloned().unwrap_or_default();
        holdings.entry(row.subject).or_default().push(row.holding);
    }
    Ok(holdings)
}
