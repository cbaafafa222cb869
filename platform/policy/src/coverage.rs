//! Which rules carry out which clause: behind every *Varför?* and the coverage report.

use crate::pack::{CatalogueRow, Clause, Covered, Pack};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// An entry of a pack that names clauses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Rule {
    /// The list of the pack that it stands in, such as `roles` or `demands`.
    pub kind: String,
    pub id: String,
    pub clauses: Vec<String>,
}

impl Pack {
    /// Every entry of the pack that carries out clauses, also those inside others.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules = Vec::new();
        if let Ok(Value::Object(fields)) = serde_json::to_value(self) {
            for (kind, value) in &fields {
                collect(kind, kind, value, &mut rules);
            }
        }
        rules
    }

    /// For each clause of the pack, the ids of the entries that carry it out, in alphabetical order.
    #[must_use]
    pub fn clause_uses(&self) -> BTreeMap<String, Vec<String>> {
        let mut uses: BTreeMap<String, Vec<String>> =
            self.clauses.iter().map(|clause| (clause.id.clone(), Vec::new())).collect();
        for rule in self.rules() {
            for clause in rule.clauses {
                let users = uses.entry(clause).or_default();
                if !users.contains(&rule.id) {
                    users.push(rule.id.clone());
                }
            }
        }
        uses.values_mut().for_each(|users| users.sort());
        uses
    }

    /// Every demand of the catalogue and every clause, by id: what is carried out, by which entries, and what is not.
    #[must_use]
    pub fn coverage(&self) -> Vec<Covered<'_>> {
        let mut uses = self.clause_uses();
        let rows: BTreeMap<&str, &CatalogueRow> =
            self.catalogue.iter().map(|row| (row.id.as_str(), row)).collect();
        let clauses: BTreeMap<&str, &Clause> =
            self.clauses.iter().map(|clause| (clause.id.as_str(), clause)).collect();
        let ids: BTreeSet<&str> = rows.keys().chain(clauses.keys()).copied().collect();
        let covered = ids.into_iter().map(|id| Covered {
            id,
            row: rows.get(id).copied(),
            clause: clauses.get(id).copied(),
            rules: uses.remove(id).unwrap_or_default(),
        });
        covered.collect()
    }
}

fn collect(kind: &str, owner: &str, value: &Value, rules: &mut Vec<Rule>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(kind, owner, item, rules)),
        Value::Object(fields) => {
            let id = ["rule", "id"].into_iter().find_map(|key| fields.get(key)).and_then(Value::as_str);
            // An entry without an id of its own, such as another title, counts for what it stands in.
            let id = id.unwrap_or(owner);
            if let Some(Value::Array(clauses)) = fields.get("clauses") {
                let clauses: Vec<String> =
                    clauses.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                if !clauses.is_empty() {
                    rules.push(Rule { kind: kind.to_owned(), id: id.to_owned(), clauses });
                }
            }
            for (name, inner) in fields {
                collect(name, id, inner, rules);
            }
        }
        _ => {}
    }
}
