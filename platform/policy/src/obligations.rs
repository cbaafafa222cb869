//! What a pack demands, said by what it is about and not by its own ids: so two guidelines can be laid side by side.

use crate::condition::{Condition, Test};
use crate::facts::FactValue;
use crate::pack::{MandateHolder, Pack, Role, Who, WhoWhen};
use kernel::{Choice, LocalText, Strength};
use std::collections::BTreeMap;

/// One demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Obligation {
    /// The kind of rule, such as `role_count`.
    pub kind: &'static str,
    /// What it is about; equal in two packs that speak of the same thing.
    pub matter: String,
    pub rule: String,
    pub clauses: Vec<String>,
    /// What it says, in the pack's own words.
    pub text: LocalText,
    /// What may differ, in words that do not depend on the language.
    pub fields: BTreeMap<&'static str, String>,
}

/// All demands of a pack, in the order of the pack.
pub(crate) fn obligations(pack: &Pack) -> Vec<Obligation> {
    let mut found = Vec::new();
    for role in &pack.roles {
        add_role(pack, role, &mut found);
    }
    add_separations(pack, &mut found);
    add_deputies(pack, &mut found);
    add_mandates(pack, &mut found);
    add_documents(pack, &mut found);
    add_register(pack, &mut found);
    add_rest(pack, &mut found);
    found
}

impl Obligation {
    fn new(pack: &Pack, kind: &'static str, matter: String, rule: &str, clauses: &[String]) -> Self {
        let text = clauses
            .iter()
            .find_map(|id| pack.clause(id))
            .map(|clause| clause.text.clone())
            .unwrap_or_default();
        Self { kind, matter, rule: rule.to_owned(), clauses: clauses.to_vec(), text, fields: BTreeMap::new() }
    }

    fn field(mut self, name: &'static str, value: String) -> Self {
        self.fields.insert(name, value);
        self
    }

    /// The text of the rule itself is nearer than that of its clause.
    fn saying(mut self, text: &LocalText) -> Self {
        self.text = text.clone();
        self
    }
}

fn add_role(pack: &Pack, role: &Role, found: &mut Vec<Obligation>) {
    let function = role.core_function.name();
    for demand in &role.demands {
        let matter = format!("{function} {}", demand.subject);
        let max = demand.max.map_or_else(|| "-".to_owned(), |max| max.to_string());
        found.push(
            Obligation::new(pack, "role_count", matter, &demand.rule, &demand.clauses)
                .field("min", demand.min.to_string())
                .field("max", max)
                .field("when", demand.when.to_string())
                .field("strength", strength(demand.strength)),
        );
    }
    for demand in &role.holder_demands {
        let kinds: Vec<String> = demand.holder_kinds.iter().map(|kind| format!("{kind:?}")).collect();
        let other = demand.also_holds.as_ref().map(|id| function_of(pack, id));
        found.push(
            Obligation::new(pack, "role_holder", function.to_owned(), &demand.rule, &demand.clauses)
                .saying(&demand.text)
                .field("holder_kinds", kinds.join(", "))
                .field("bodies", demand.bodies.join(", "))
                .field("also_holds", other.unwrap_or_else(|| "-".to_owned()))
                .field("when", demand.when.to_string()),
        );
    }
    if !role.appointed_by.is_empty() {
        found.push(
            Obligation::new(pack, "appointment", function.to_owned(), &role.id, &role.clauses)
                .field("appointed_by", whos(pack, &role.appointed_by)),
        );
    }
}

fn add_separations(pack: &Pack, found: &mut Vec<Obligation>) {
    for separation in &pack.separations {
        let mut roles: Vec<String> = separation.roles.iter().map(|id| function_of(pack, id)).collect();
        roles.sort();
        found.push(
            Obligation::new(pack, "separation", roles.join(" "), &separation.id, &separation.clauses)
                .saying(&separation.text)
                .field("strength", strength(separation.strength)),
        );
    }
}

fn add_deputies(pack: &Pack, found: &mut Vec<Obligation>) {
    for demand in &pack.deputy_demands {
        let matter = format!("{} {}", function_of(pack, &demand.role), demand.subject);
        found.push(
            Obligation::new(pack, "deputy", matter, &demand.rule, &demand.clauses)
                .saying(&demand.text)
                .field("when", demand.when.to_string())
                .field("strength", strength(demand.strength)),
        );
    }
}

fn add_mandates(pack: &Pack, found: &mut Vec<Obligation>) {
    for mandate in &pack.mandates {
        let mut holders: Vec<String> =
            mandate.holders.iter().flat_map(|holder| holder_words(pack, holder)).collect();
        holders.sort();
        holders.dedup();
        let matter = format!("{} {}", mandate.action, mandate.subject);
        found.push(
            Obligation::new(pack, "mandate", matter, &mandate.id, &mandate.clauses)
                .saying(&mandate.text)
                .field("holders", holders.join(", "))
                .field("external_allowed", mandate.external_allowed.to_string())
                .field("when", mandate.when.to_string()),
        );
    }
}

fn holder_words(pack: &Pack, holder: &MandateHolder) -> Vec<String> {
    match holder {
        MandateHolder::Who(who) => vec![whos(pack, std::slice::from_ref(who))],
        MandateHolder::Level { level, party } => {
            let roles = pack.roles.iter();
            let of_level = roles.filter(|role| {
                role.level.as_ref() == Some(level) && (party.is_none() || role.party == *party)
            });
            of_level.map(|role| role.core_function.name().to_owned()).collect()
        }
    }
}

fn add_documents(pack: &Pack, found: &mut Vec<Obligation>) {
    for document in pack.documents.iter().filter(|document| !document.required.is_empty()) {
        let grounds: Vec<String> = document
            .required
            .iter()
            .map(|ground| format!("{} {}", strength(ground.strength), ground.when))
            .collect();
        let interval = document.revision_interval_months;
        let clauses: Vec<String> =
            document.required.iter().flat_map(|ground| ground.clauses.clone()).collect();
        found.push(
            Obligation::new(pack, "document", document.id.clone(), &document.rule, &clauses)
                .field("required", grounds.join("; "))
                .field("owner_role", whos(pack, &document.owner_role))
                .field(
                    "revision_interval_months",
                    interval.map_or_else(|| "-".to_owned(), |months| months.to_string()),
                )
                .field("plan", document.is_plan.to_string())
                .field("numbering", document.numbering.clone().unwrap_or_else(|| "-".to_owned())),
        );
    }
    if let Some(demand) = &pack.owner_demand {
        found.push(
            Obligation::new(pack, "document_owner", String::new(), &demand.rule, &demand.clauses)
                .field("strength", strength(demand.strength)),
        );
    }
}

fn add_register(pack: &Pack, found: &mut Vec<Obligation>) {
    for demand in &pack.uniqueness {
        let matter = format!("{} {}", demand.subject, demand.count_fact);
        found.push(
            Obligation::new(pack, "uniqueness", matter, &demand.rule, &demand.clauses)
                .saying(&demand.text)
                .field("when", demand.when.to_string()),
        );
    }
    for demand in &pack.field_demands {
        let matter = format!("{} {}", demand.subject, demand.fact);
        found.push(
            Obligation::new(pack, "field", matter, &demand.rule, &demand.clauses)
                .saying(&demand.text)
                .field("value", demand.value.to_string())
                .field("when", demand.when.to_string())
                .field("strength", strength(demand.strength)),
        );
    }
    for state in pack.lifecycle_states.iter().filter(|state| !state.step_by.is_empty()) {
        found.push(
            Obligation::new(pack, "lifecycle_step", state.id.clone(), &state.id, &state.clauses)
                .field("step_by", whos(pack, &state.step_by)),
        );
    }
}

fn add_rest(pack: &Pack, found: &mut Vec<Obligation>) {
    if let Some(review) = &pack.review {
        found.push(
            Obligation::new(pack, "review", String::new(), &review.rule, &review.clauses)
                .field("interval_months", review.interval_months.to_string())
                .field("responsible", whos(pack, &review.responsible)),
        );
    }
    if let Some(hours) = &pack.opening_hours {
        let days: Vec<String> =
            hours.hours.iter().map(|(day, intervals)| format!("{day} {}", intervals.join(" "))).collect();
        found.push(
            Obligation::new(pack, "opening_hours", String::new(), &hours.rule, &hours.clauses)
                .field("hours", days.join(", ")),
        );
    }
}

fn strength(strength: Strength) -> String {
    match strength {
        Strength::Must => "must".to_owned(),
        Strength::Should => "should".to_owned(),
    }
}

/// A role by its function, so that other words for it do not count as a difference.
fn function_of(pack: &Pack, role: &str) -> String {
    pack.role(role).map_or_else(|| role.to_owned(), |role| role.core_function.name().to_owned())
}

fn whos(pack: &Pack, list: &[WhoWhen]) -> String {
    let words = list.iter().map(|entry| {
        let who = match &entry.who {
            Who::Role(id) => function_of(pack, id),
            Who::Body(id) => id.clone(),
        };
        if entry.when.is_always_true() { who } else { format!("{who} ({})", entry.when) }
    });
    words.collect::<Vec<_>>().join(", ")
}

impl std::fmt::Display for Condition {
    /// In the words of the pack's file, such as `personal_data = true and not (size = large)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let join = |parts: &[Self], word: &str| {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| match part {
                    Self::All(inner) | Self::Any(inner) if inner.len() > 1 => format!("({part})"),
                    _ => part.to_string(),
                })
                .collect();
            parts.join(word)
        };
        match self {
            Self::All(parts) if parts.is_empty() => f.write_str("always"),
            Self::Any(parts) if parts.is_empty() => f.write_str("never"),
            Self::All(parts) => f.write_str(&join(parts, " and ")),
            Self::Any(parts) => f.write_str(&join(parts, " or ")),
            Self::Not(part) => write!(f, "not ({part})"),
            Self::Fact { name, test } => write!(f, "{name} {test}"),
        }
    }
}

impl std::fmt::Display for Test {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Present(is_wanted) => f.write_str(if *is_wanted { "present" } else { "absent" }),
            Self::OneOf(values) => {
                let words: Vec<String> = values.iter().map(value_word).collect();
                write!(f, "= {}", words.join(" | "))
            }
            Self::Between { at_least, at_most } => {
                let limit = |value: &Option<FactValue>| value.as_ref().map(value_word).unwrap_or_default();
                write!(f, "= {}..{}", limit(at_least), limit(at_most))
            }
        }
    }
}

fn value_word(value: &FactValue) -> String {
    match value {
        FactValue::Flag(flag) => flag.to_string(),
        FactValue::Number(number) => number.to_string(),
        FactValue::Date(date) => date.to_string(),
        FactValue::Text(text) => text.clone(),
        FactValue::Set(names) => names.iter().cloned().collect::<Vec<_>>().join(" + "),
    }
}
