//! The agreements that run today for a system, an object or an organisation, as other rooms show them.

use crate::READ;
use crate::agreement::AgreementKind;
use crate::listing::{AGREEMENTS, AgreementRow};
use crate::term::compute_term;
use kernel::{Date, Id, Result, Subject};
use organisation::ORGANISATION;
use register::{OBJECT, READ_COSTS, SYSTEM};
use std::collections::BTreeSet;
use storage::{Query, Read, Value, values};

/// So many are told of; who wants more looks in the list.
const MOST: i64 = 200;

/// An agreement that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    pub id: Id,
    pub name: String,
    pub kind: AgreementKind,
    pub supplier_name: String,
    pub starts_on: Date,
    /// The last day of the term that runs; none until further notice.
    pub ends_on: Option<Date>,
    /// The day by which somebody has to give notice or to renew it.
    pub act_by: Option<Date>,
    pub is_signed: bool,
    /// What it is worth in a year; none where the reader does not see costs.
    pub value_ore: Option<i64>,
}

/// The agreements that have begun and not ended of a system, of the systems of an object, or of an organisation and what lies
/// within it, by name: those that the reader may read.
///
/// # Errors
/// When the database fails.
pub fn in_force_of(read: &Read, subject: &Subject) -> Result<Vec<InForce>> {
    let kinds = [(SYSTEM, "system"), (OBJECT, "object"), (ORGANISATION, "organisation")];
    let Some((_, filter)) = kinds.into_iter().find(|(kind, _)| subject.is(*kind)) else {
        return Ok(Vec::new());
    };
    let today = read.today();
    let query = Query::first(MOST).sorted_by("name", false).filter(filter, values![subject.id]);
    let query = query.filter("current", [Value::from(today)]).filter("begun", [Value::from(today)]);
    let found = AGREEMENTS.page::<AgreementRow>(read, &access::visible_to(read.actor(), READ, query))?.items;
    let ids: Vec<Id> = found.iter().map(|row| row.id).collect();
    let with_value: BTreeSet<Id> = access::permitted(read, READ_COSTS, &ids)?.into_iter().collect();
    let told = |row: AgreementRow| {
        let term = compute_term(&row.terms, today);
        InForce {
            value_ore: row.value_ore.filter(|_| with_value.contains(&row.id)),
            id: row.id,
            name: row.name,
            kind: row.kind,
            supplier_name: row.supplier_name,
            starts_on: row.terms.starts_on,
            ends_on: term.ends_on,
            act_by: term.act_by,
            is_signed: row.signed_on.is_some(),
        }
    };
    Ok(found.into_iter().map(told).collect())
}
