//! What is missing: every demand that is not met, over all subjects that the reader may see.

use crate::READ;
use crate::evaluate::evaluate_subjects;
use crate::finding::Finding;
use crate::rulebook::Rulebook;
use access::Visible;
use kernel::{Id, Outcome, Result};
use storage::{Filter, Listing, Page, Query, Read, Sort, SortKey, Value, values};

/// The list of gaps.
pub const GAPS: Listing = Listing {
    name: "findings::gaps",
    columns: "s.subject_kind, s.id, s.subject_name, s.rule, s.about, s.outcome, s.strength, s.reason_code, s.reason_sv, \
        s.reason_en, s.clauses, s.responsible, s.mend",
    tables: "(SELECT f.*, f.subject_id AS id FROM @@finding AS f) AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        Filter { name: "open", sql: "s.outcome IN ('breached', 'unknown') AND s.strength = 'must'" },
        Filter {
            name: "coming",
            sql: "s.reason_code IN ('coming_vacancy', 'owner_leaves', 'agreement_ends')",
        },
        Filter { name: "outcome", sql: "s.outcome = ?" },
        Filter { name: "subject_kind", sql: "s.subject_kind = ?" },
        Filter { name: "subject", sql: "s.id = ?" },
        Filter { name: "rule", sql: "s.rule = ?" },
        Filter { name: "about", sql: "s.about = ?" },
        WITHIN,
    ],
    sorts: &[Sort { name: "name", sql: "s.sort_key", key: SortKey::Text }],
};

const WITHIN: Filter = Filter {
    name: "within",
    sql: "EXISTS (SELECT 1 FROM @@reach AS w WHERE w.subject_id = s.id AND w.within_id = ?)",
};

/// The kept counts of subjects, by the filters of [`GAPS`] that are about the subject.
pub const GAP_COUNTS: Listing = Listing {
    name: "findings::gap_counts",
    columns: "s.id, s.breached + s.unknown",
    tables: "(SELECT c.*, c.subject_id AS id FROM @@finding_count AS c) AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[
        Visible::FILTER,
        Visible::NOTHING,
        Filter { name: "open", sql: "s.breached + s.unknown > 0" },
        Filter { name: "subject_kind", sql: "s.subject_kind = ?" },
        Filter { name: "subject", sql: "s.id = ?" },
        WITHIN,
    ],
    sorts: &[Sort { name: "open", sql: "s.breached + s.unknown", key: SortKey::Number }],
};

/// How many gaps a question finds. Those of whole subjects are counted already.
///
/// # Errors
/// When the database fails.
pub fn count_gaps(read: &Read, query: &Query) -> Result<i64> {
    if query.asks("open") && query.fits(&GAP_COUNTS) {
        GAP_COUNTS.sum(read, "s.breached + s.unknown", query)
    } else {
        GAPS.count(read, query)
    }
}

/// Which gaps are asked for.
#[derive(Clone, Debug, Default)]
pub struct GapsAsk {
    pub subject: Option<Id>,
    pub subject_kind: Option<String>,
    /// Only subjects that lie within this organisation or object.
    pub within: Option<Id>,
    pub outcome: Option<Outcome>,
    pub about: Option<String>,
    pub cursor: Option<String>,
    pub limit: i64,
}

impl GapsAsk {
    fn query(&self, read: &Read) -> Query {
        let mut query = access::visible_to(read.actor(), READ, Query::first(self.limit));
        query.cursor.clone_from(&self.cursor);
        query = match self.outcome {
            Some(outcome) => query.filter("outcome", values![outcome.name()]),
            None => query.filter("open", []),
        };
        let given: [(&'static str, Option<Value>); 4] = [
            ("subject", self.subject.map(Value::from)),
            ("subject_kind", self.subject_kind.as_deref().map(Value::from)),
            ("within", self.within.map(Value::from)),
            ("about", self.about.as_deref().map(Value::from)),
        ];
        given
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .fold(query, |query, (name, value)| query.filter(name, [value]))
    }
}

/// One page of gaps as they are kept now, and how many there are.
///
/// # Errors
/// When the database fails.
pub fn gaps(read: &Read, ask: &GapsAsk) -> Result<(Page<Finding>, i64)> {
    let query = ask.query(read);
    Ok((GAPS.page(read, &query)?, count_gaps(read, &query)?))
}

/// All gaps of subjects on the day of the read, computed anew: for the past, and for scripts.
///
/// # Errors
/// When the database fails.
pub fn gaps_of(read: &Read, only: Option<Id>) -> Result<Vec<Finding>> {
    let rulebook = read.attached::<Rulebook>()?;
    let mut found = Vec::new();
    for source in rulebook.sources() {
        let mut after = None;
        loop {
            let ids = (source.after)(read, after, 500)?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            let wanted: Vec<Id> =
                ids.iter().copied().filter(|id| only.is_none_or(|only| only == *id)).collect();
            let seen = access::permitted(read, READ, &wanted)?;
            let evaluated = evaluate_subjects(read, source.kind.name(), &seen)?;
            found.extend(evaluated.into_iter().flat_map(|one| one.findings).filter(Finding::is_open));
        }
    }
    Ok(found)
}
