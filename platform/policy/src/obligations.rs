//! What a pack demands, said by what it is about and not by its own ids: so two guidelines can be laid side by side.

mod required;

use crate::condition::Condition;
use crate::hours::OpeningHours;
use crate::pack::{Mandate, MandateHolder, Pack, Role, Who, WhoWhen};
use crate::wording::{Joint, Phrase, Said, function_of};
use kernel::{Choice as _, LocalText};
use required::{add_agreements, add_documents, add_forums, add_plans, add_statements};
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
    /// What may differ.
    pub fields: BTreeMap<&'static str, Said>,
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
    add_plans(pack, &mut found);
    add_forums(pack, &mut found);
    add_agreements(pack, &mut found);
    add_statements(pack, &mut found);
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

    /// Whether it asks for the same as another one about the same thing.
    pub fn asks_as(&self, other: &Self) -> bool {
        let notation = |one: &Self| -> Vec<(&'static str, String)> {
            one.fields.iter().map(|(name, said)| (*name, said.notation.clone())).collect()
        };
        notation(self) == notation(other)
    }

    fn field(mut self, name: &'static str, value: Said) -> Self {
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
        found.push(
            Obligation::new(pack, "role_count", matter, &demand.rule, &demand.clauses)
                .field("min", Said::plain(Some(demand.min)))
                .field("max", Said::plain(demand.max))
                .field("when", Said::condition(pack, &[&demand.subject], &demand.when))
                .field("strength", Said::strength(demand.strength)),
        );
    }
    let subjects: Vec<&str> = role.subjects.iter().map(String::as_str).collect();
    for demand in &role.holder_demands {
        found.push(
            Obligation::new(pack, "role_holder", function.to_owned(), &demand.rule, &demand.clauses)
                .saying(&demand.text)
                .field("holder_kinds", Said::holder_kinds(&demand.holder_kinds))
                .field("bodies", Said::bodies(pack, &demand.bodies))
                .field("also_holds", Said::role(pack, demand.also_holds.as_ref()))
                .field("when", Said::condition(pack, &subjects, &demand.when)),
        );
    }
    if !role.appointed_by.is_empty() {
        found.push(
            Obligation::new(pack, "appointment", function.to_owned(), &role.id, &role.clauses)
                .field("appointed_by", Said::whos(pack, &subjects, &role.appointed_by)),
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
                .field("strength", Said::strength(separation.strength)),
        );
    }
}

fn add_deputies(pack: &Pack, found: &mut Vec<Obligation>) {
    for demand in &pack.deputy_demands {
        let matter = format!("{} {}", function_of(pack, &demand.role), demand.subject);
        found.push(
            Obligation::new(pack, "deputy", matter, &demand.rule, &demand.clauses)
                .saying(&demand.text)
                .field("when", Said::condition(pack, &[&demand.subject], &demand.when))
                .field("strength", Said::strength(demand.strength)),
        );
    }
}

fn add_mandates(pack: &Pack, found: &mut Vec<Obligation>) {
    for mandate in &pack.mandates {
        let matter = format!("{} {}", mandate.action, mandate.subject);
        found.push(
            Obligation::new(pack, "mandate", matter, &mandate.id, &mandate.clauses)
                .saying(&mandate.text)
                .field("holders", holders(pack, mandate))
                .field("external_allowed", Said::flag(mandate.external_allowed))
                .field("when", Said::condition(pack, &[&mandate.subject], &mandate.when)),
        );
    }
}

/// Whoever may, each once: in which order a pack names them makes no difference.
fn holders(pack: &Pack, mandate: &Mandate) -> Said {
    let mut holders: Vec<Said> =
        mandate.holders.iter().flat_map(|holder| holder_words(pack, mandate, holder)).collect();
    holders.sort_by(|one, other| one.notation.cmp(&other.notation));
    holders.dedup_by(|one, other| one.notation == other.notation);
    Said::any_of(holders)
}

fn holder_words(pack: &Pack, mandate: &Mandate, holder: &MandateHolder) -> Vec<Said> {
    match holder {
        MandateHolder::Who(who) => vec![Said::who(pack, &[&mandate.subject], who)],
        MandateHolder::Level { level, party } => {
            let of_level = pack.roles.iter().filter(|role| {
                role.level.as_ref() == Some(level) && (party.is_none() || role.party == *party)
            });
            of_level.map(|role| Said::who(pack, &[], &always(&role.id))).collect()
        }
    }
}

fn always(role: &str) -> WhoWhen {
    WhoWhen { who: Who::Role(role.to_owned()), when: Condition::default() }
}

fn add_register(pack: &Pack, found: &mut Vec<Obligation>) {
    for demand in &pack.uniqueness {
        let matter = format!("{} {}", demand.subject, demand.count_fact);
        found.push(
            Obligation::new(pack, "uniqueness", matter, &demand.rule, &demand.clauses)
                .saying(&demand.text)
                .field("when", Said::condition(pack, &[&demand.subject], &demand.when)),
        );
    }
    for demand in &pack.field_demands {
        let matter = format!("{} {}", demand.subject, demand.fact);
        found.push(
            Obligation::new(pack, "field", matter, &demand.rule, &demand.clauses)
                .saying(&demand.text)
                .field("value", Said::test(pack, &demand.subject, (&demand.fact, &demand.value)))
                .field("when", Said::condition(pack, &[&demand.subject], &demand.when))
                .field("strength", Said::strength(demand.strength)),
        );
    }
    for state in pack.lifecycle_states.iter().filter(|state| !state.step_by.is_empty()) {
        found.push(
            Obligation::new(pack, "lifecycle_step", state.id.clone(), &state.id, &state.clauses)
                .field("step_by", Said::whos(pack, &["system"], &state.step_by)),
        );
    }
}

fn add_rest(pack: &Pack, found: &mut Vec<Obligation>) {
    if let Some(review) = &pack.review {
        found.push(
            Obligation::new(pack, "review", String::new(), &review.rule, &review.clauses)
                .field("interval_months", Said::plain(Some(review.interval_months)))
                .field("responsible", Said::whos(pack, &["organisation"], &review.responsible)),
        );
    }
    if let Some(hours) = &pack.opening_hours {
        found.push(
            Obligation::new(pack, "opening_hours", String::new(), &hours.rule, &hours.clauses)
                .field("hours", opening_hours(hours)),
        );
    }
}

/// The hours of each day, as the calendar file has them.
fn opening_hours(hours: &OpeningHours) -> Said {
    let day = |(day, intervals): (&String, &Vec<String>)| {
        let intervals = intervals.join(" ");
        let words = Phrase::text("policy-words-hours")
            .with("day", Phrase::plain(day.as_str()))
            .with("hours", Phrase::plain(intervals.as_str()));
        (format!("{day} {intervals}"), words)
    };
    let (notation, parts): (Vec<String>, Vec<Phrase>) = hours.hours.iter().map(day).unzip();
    Said { notation: notation.join(", "), words: Phrase::List { parts, joint: Joint::Comma } }
}
