//! What the room tells the rules about organisations, and about who holds roles on any subject.

use crate::around_assignments::distinct;
use crate::custom::with_custom_of_each;
use crate::leaving::last_days_of;
use crate::store::organisations;
use crate::{ORGANISATION, OrganisationKind, PersonKind};
use findings::FactSource;
use kernel::{Choice, Date, Id, LocalText, Period, Result, Subject};
use policy::{FactDeclaration, FactKind, FactValue, HolderKind, Holding, Origin, Pack, SubjectFacts};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row, statements, values};

statements! {
    HOLDINGS = "SELECT r.subject_id, r.role, p.kind, r.person_id, r.organisation_id, r.body, r.counts_from, r.counts_to, \
        r.deputy_id, r.deputy_from, r.deputy_to \
        FROM @role_assignment AS r LEFT JOIN @person AS p ON p.id = r.person_id \
        WHERE r.subject_id IN ({ids}) AND r.counts_from IS NOT NULL ORDER BY r.subject_id, r.role, r.counts_from, r.id";
    OTHER_ROLES = "SELECT r.person_id, r.role, r.counts_from, r.counts_to FROM @role_assignment AS r \
        WHERE r.person_id IN ({ids}) AND r.subject_kind = 'organisation' AND r.counts_from IS NOT NULL \
        AND (r.counts_to IS NULL OR r.counts_to >= ?2) ORDER BY r.person_id, r.role, r.id";
    EMPLOYEES = "SELECT a.ancestor_id, COUNT(DISTINCT CASE WHEN e.valid_from <= ?2 THEN e.person_id END), \
        MIN(CASE WHEN e.valid_from > ?2 THEN e.valid_from END), MIN(e.valid_to) FROM @organisation_ancestor AS a \
        JOIN @employment AS e ON e.organisation_id = a.organisation_id AND (e.valid_to IS NULL OR e.valid_to >= ?2) \
        WHERE a.ancestor_id IN ({ids}) GROUP BY a.ancestor_id";
    AFTER = "SELECT o.id FROM @organisation AS o WHERE o.id > ?2 ORDER BY o.id LIMIT ?3";
}

/// What the room tells the rules: the facts of organisations.
#[must_use]
pub fn fact_sources() -> Vec<FactSource> {
    vec![FactSource { kind: ORGANISATION, declarations, load, after, names, address, mended_at }]
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
        value_titles: if name == "kind" { kind_titles() } else { BTreeMap::new() },
    };
    facts.into_iter().map(declare).collect()
}

/// What the forms call the kinds of organisation.
fn kind_titles() -> BTreeMap<String, LocalText> {
    let names = OrganisationKind::NAMES.iter().chain(&["unit"]);
    let title = |name: &&str| {
        let key = format!("organisation-kind-{}", name.replace('_', "-"));
        ((*name).to_owned(), in_both_languages(&key))
    };
    names.map(title).collect()
}

pub(crate) fn in_both_languages(key: &str) -> LocalText {
    let [sv, en] = kernel::Language::ALL.map(|language| texts::text(language, key));
    LocalText::new(sv, en)
}

fn load(read: &Read, _: &Pack, ids: &[Id]) -> Result<Vec<(Id, SubjectFacts)>> {
    let mut holdings = holdings_of(read, ids)?;
    let employees: Vec<Employees> = read.rows_in(&EMPLOYEES, &values![read.today()], ids)?;
    let employees: BTreeMap<Id, Employees> =
        employees.into_iter().map(|one| (one.organisation, one)).collect();
    let found =
        with_custom_of_each(read, ORGANISATION, organisations::organisations(read, ids)?, |one| one.id)?;
    let loaded = found.into_iter().map(|organisation| {
        let employed = employees.get(&organisation.id);
        let count = employed.map_or(0, |employed| employed.count);
        let mut facts = SubjectFacts::new(ORGANISATION.name())
            .with("kind", FactValue::Text(organisation.kind.name().to_owned()))
            .with("employee_count", FactValue::Number(count))
            .with("is_own", FactValue::Flag(organisation.is_own));
        if let Some(runs_it) = organisation.runs_it {
            facts = facts.with("runs_it", FactValue::Flag(runs_it));
        }
        facts.facts.extend(findings::own_facts(&organisation.custom));
        facts.holdings = holdings.remove(&organisation.id).unwrap_or_default();
        facts.last_day = organisation.to;
        let ended_on = organisation.to.and_then(|last_day| last_day.tomorrow().ok());
        let ahead = ended_on.filter(|day| *day > read.today());
        facts.changes_on = employed.and_then(Employees::changes_on).into_iter().chain(ahead).min();
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

/// Who is employed stands with the people; the rest is a field of the organisation's form.
fn mended_at(subject: &Subject, fact: &str) -> (String, &'static str) {
    match fact {
        "employee_count" => ("/administration/personer".to_owned(), "mend-employments"),
        field => (format!("{}/andra#field-{field}", address(subject)), "mend-fill-field"),
    }
}

/// How many an organisation and all within it employ today, and when that may become another number.
struct Employees {
    organisation: Id,
    count: i64,
    next_begins: Option<Date>,
    next_ends: Option<Date>,
}

impl Employees {
    fn changes_on(&self) -> Option<Date> {
        let left_on = self.next_ends.and_then(|last| last.tomorrow().ok());
        self.next_begins.into_iter().chain(left_on).min()
    }
}

impl FromRow for Employees {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            organisation: row.get(0)?,
            count: row.get(1)?,
            next_begins: row.get(2)?,
            next_ends: row.get(3)?,
        })
    }
}

/// One counting assignment, as the rules see it.
struct HoldingRow {
    subject: Id,
    person: Option<Id>,
    deputy: Option<Id>,
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
        let deputy: Option<Id> = row.get(8)?;
        let standing_in = Period::new(row.get(9)?, row.get(10)?).cut_to(&Period::new(from, to));
        let holding = Holding {
            role: row.get(1)?,
            holder_kind,
            person_key: person.or(organisation).map_or(body, |id| id.to_string()),
            from,
            to,
            inherited_from: Origin::Own,
            also_holds: Vec::new(),
            others_change_on: None,
            deputy: deputy.map(|_| standing_in).filter(|days| !days.is_empty()),
        };
        Ok(Self { subject: row.get(0)?, person, deputy, holding })
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
    let others = other_roles(read, &people)?;
    let deputies = distinct(rows.iter().filter_map(|row| row.deputy));
    let leaving = if deputies.is_empty() { BTreeMap::new() } else { last_days_of(read, &deputies)? };
    let mut holdings: BTreeMap<Id, Vec<Holding>> = BTreeMap::new();
    for mut row in rows {
        if let Some(others) = row.person.and_then(|person| others.get(&person)) {
            row.holding.also_holds.clone_from(&others.today);
            row.holding.others_change_on = others.change_on;
        }
        let last_day = row.deputy.and_then(|deputy| leaving.get(&deputy)).copied();
        let standing_in = row.holding.deputy.map(|days| days.cut_to(&Period::new(None, last_day)));
        row.holding.deputy = standing_in.filter(|days| !days.is_empty());
        holdings.entry(row.subject).or_default().push(row.holding);
    }
    Ok(holdings)
}

/// The roles that somebody holds on organisations.
#[derive(Default)]
struct OtherRoles {
    today: Vec<String>,
    /// The next day on which one of them begins or has ended.
    change_on: Option<Date>,
}

fn other_roles(read: &Read, people: &[Id]) -> Result<BTreeMap<Id, OtherRoles>> {
    let today = read.today();
    let rows: Vec<(Id, String, Date, Option<Date>)> = read.rows_in(&OTHER_ROLES, &values![today], people)?;
    let mut others: BTreeMap<Id, OtherRoles> = BTreeMap::new();
    for (person, role, from, to) in rows {
        let of_person = others.entry(person).or_default();
        let changes = if from > today { Some(from) } else { to.and_then(|last| last.tomorrow().ok()) };
        of_person.change_on = of_person.change_on.into_iter().chain(changes).min();
        if from <= today {
            of_person.today.push(role);
        }
    }
    Ok(others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_facts_of_organisations_are_those_of_the_reference() {
        let reference = include_str!("../../../docs/reference/policy-pack.md").lines();
        let rows = reference.filter_map(|line| line.strip_prefix("| organisation | "));
        let facts = rows.flat_map(|row| row.split('|').next().unwrap_or_default().split(", "));
        let mut expected: Vec<&str> = facts.map(|fact| fact.trim().trim_matches('`')).collect();
        let declared = declarations();
        let mut told: Vec<&str> = declared.iter().map(|fact| fact.name.as_str()).collect();
        expected.sort_unstable();
        told.sort_unstable();
        assert_eq!(told, expected);
    }
}
