//! What a clause obliges to: every entry of the pack that rests on it, with what the entry says in words; and the same of one
//! entry by its id.

use super::entries::{Context, value_in_words};
use super::names::field_name;
use super::phrase::{Joint, Phrase};
use crate::condition::Condition;
use crate::pack::Pack;
use kernel::LocalText;
use serde_json::{Map, Value};

/// An entry that rests on a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obliging {
    /// The list that it stands in, such as `demands`.
    pub kind: String,
    pub id: String,
    /// What it is called, or the entry that it is a part of, such as a role.
    pub title: LocalText,
    /// Its own text, such as that of a duty; empty where it has none.
    pub text: Phrase,
    /// What it asks for; empty for an entry that only names something.
    pub says: Phrase,
}

/// The fields that oblige, in the order in which they are said.
const OBLIGE: [&str; 35] = [
    "min",
    "max",
    "members",
    "may_join",
    "chair",
    "convener",
    "noted_from",
    "most",
    "holder_kinds",
    "bodies",
    "also_holds",
    "roles",
    "appointed_by",
    "holders",
    "external_allowed",
    "required",
    "kinds",
    "starts_with",
    "cycle",
    "follow_up",
    "consulted",
    "available_to_it",
    "needs_approval",
    "statement",
    "spoken_for_by",
    "owner_role",
    "revision_interval_months",
    "interval_months",
    "value",
    "responsible",
    "step_by",
    "decided_by",
    "discussed_by",
    "hours",
    "strength",
];

/// Of these it is told only that they are asked.
const NOT_ASKED: [&str; 2] = ["available_to_it", "needs_approval"];

/// The entries that carry a clause out, in the order of the pack's lists.
#[must_use]
pub fn obliging(pack: &Pack, clause: &str) -> Vec<Obliging> {
    walked(pack, Wanted::Clause(clause))
}

/// What the entry with an id obliges to: a rule, or what the guideline names. None where the pack has no such entry.
#[must_use]
pub fn entry_in_words(pack: &Pack, id: &str) -> Option<Obliging> {
    walked(pack, Wanted::Entry(id)).into_iter().next()
}

fn walked(pack: &Pack, wanted: Wanted<'_>) -> Vec<Obliging> {
    let mut found = Vec::new();
    if let Ok(Value::Object(lists)) = serde_json::to_value(pack) {
        let walk = Walk { pack, wanted };
        for (kind, value) in &lists {
            walk.through((kind.as_str(), kind.as_str()), value, &Context::default(), &mut found);
        }
    }
    found
}

/// Which entries are looked for.
enum Wanted<'p> {
    Clause(&'p str),
    Entry(&'p str),
}

impl Wanted<'_> {
    fn is(&self, id: Option<&str>, fields: &Map<String, Value>) -> bool {
        match self {
            Self::Entry(wanted) => id == Some(*wanted),
            Self::Clause(wanted) => {
                let clauses = fields.get("clauses").and_then(Value::as_array).into_iter().flatten();
                clauses.filter_map(Value::as_str).any(|clause| clause == *wanted)
            }
        }
    }
}

struct Walk<'p> {
    pack: &'p Pack,
    wanted: Wanted<'p>,
}

impl Walk<'_> {
    fn through(
        &self,
        (kind, owner): (&str, &str),
        value: &Value,
        whole: &Context,
        found: &mut Vec<Obliging>,
    ) {
        match value {
            Value::Array(items) => {
                items.iter().for_each(|item| self.through((kind, owner), item, whole, found));
            }
            Value::Object(fields) => self.entry((kind, owner), value, fields, (whole, found)),
            _ => {}
        }
    }

    /// An entry without an id of its own, such as another title, counts for what it stands in.
    fn entry(
        &self,
        (kind, owner): (&str, &str),
        entry: &Value,
        fields: &Map<String, Value>,
        (whole, found): (&Context, &mut Vec<Obliging>),
    ) {
        let id = ["rule", "id"].into_iter().find_map(|key| fields.get(key)).and_then(Value::as_str);
        let context = Context::of(kind, entry, whole);
        if self.wanted.is(id, fields) && kind != "clauses" {
            let title = if whole.title.sv.is_empty() { &context.title } else { &whole.title };
            found.push(Obliging {
                kind: kind.to_owned(),
                id: id.unwrap_or(owner).to_owned(),
                title: title.clone(),
                text: self.said(&context, fields, "text").unwrap_or_else(|| Phrase::plain("")),
                says: self.says(&context, fields),
            });
        }
        let inside = if id.is_some() { &context } else { whole };
        for (name, inner) in fields {
            self.through((name.as_str(), id.unwrap_or(owner)), inner, inside, found);
        }
    }

    fn said(&self, context: &Context, fields: &Map<String, Value>, name: &str) -> Option<Phrase> {
        let said = value_in_words(self.pack, context, name, fields.get(name)?);
        (!said.is_empty()).then_some(said)
    }

    /// What it asks for, and when.
    fn says(&self, context: &Context, fields: &Map<String, Value>) -> Phrase {
        let named = |name: &'static str| {
            // That something more is not asked goes without saying.
            let is_silent = NOT_ASKED.contains(&name) && fields.get(name) == Some(&Value::Bool(false));
            let text = Phrase::text("policy-words-named")
                .with("name", Phrase::text(field_name(name).filter(|_| !is_silent)?));
            Some(text.with("value", self.said(context, fields, name)?))
        };
        let condition =
            fields.get("when").and_then(|when| serde_json::from_value::<Condition>(when.clone()).ok());
        let when = condition.filter(|when| !when.is_always_true()).and_then(|_| named("when"));
        let parts = OBLIGE.into_iter().filter_map(named).chain(when).collect();
        Phrase::List { parts, joint: Joint::Semicolon }
    }
}
