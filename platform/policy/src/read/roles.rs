//! `roles.toml`: levels, parties, bodies, roles, separations, deputies and mandates.

use super::duties::duty;
use super::entry::{Entry, Value};
use super::names::NameKind;
use crate::facts::{HolderKind, Origin};
use crate::pack::{
    Body, BodyKind, CoreFunction, DeputyDemand, HolderDemand, Level, Mandate, MandateHolder, Party, Role,
    RoleDemand, Separation, Title, TitleFor, WhoWhen,
};
use kernel::Message;

#[derive(Default)]
pub(super) struct Roles {
    pub levels: Vec<Level>,
    pub parties: Vec<Party>,
    pub bodies: Vec<Body>,
    pub roles: Vec<Role>,
    pub separations: Vec<Separation>,
    pub deputy_demands: Vec<DeputyDemand>,
    pub mandates: Vec<Mandate>,
}

pub(super) fn read(root: &Entry<'_>) -> Roles {
    Roles {
        levels: root.tables("level").into_iter().map(level).collect(),
        parties: root.tables("party").into_iter().map(party).collect(),
        bodies: root.tables("body").into_iter().map(body).collect(),
        roles: root.tables("role").into_iter().map(role).collect(),
        separations: root.tables("separation").into_iter().map(separation).collect(),
        deputy_demands: root.tables("deputy_demand").into_iter().map(deputy_demand).collect(),
        mandates: root.tables("mandate").into_iter().map(mandate).collect(),
    }
}

fn level(entry: Entry<'_>) -> Level {
    entry.required("order");
    let level = Level {
        id: entry.define(NameKind::Level, "id"),
        order: entry.optional_number("order").unwrap_or_default(),
        title: entry.text("title"),
        clauses: entry.optional_clauses(),
    };
    entry.finish();
    level
}

fn party(entry: Entry<'_>) -> Party {
    let party = Party {
        id: entry.define(NameKind::Party, "id"),
        title: entry.text("title"),
        clauses: entry.optional_clauses(),
    };
    entry.finish();
    party
}

fn body(entry: Entry<'_>) -> Body {
    let subjects = ["system", "object", "organisation"].map(str::to_owned);
    let body = Body {
        id: entry.define(NameKind::Body, "id"),
        kind: entry.choice("kind", BodyKind::Organisation),
        title: entry.title("title"),
        description: entry.optional_text("description"),
        aliases: entry.strings("aliases"),
        spoken_for_by: entry.who_list("spoken_for_by", &subjects),
        duties: entry
            .tables("duty")
            .into_iter()
            .map(|one| duty(one, &subjects, &["organisation".to_owned()]))
            .collect(),
        clauses: entry.optional_clauses(),
    };
    entry.finish();
    body
}

fn role(entry: Entry<'_>) -> Role {
    entry.required("subjects");
    let subjects = entry.subjects("subjects", &[]);
    let role = Role {
        id: entry.define(NameKind::Role, "id"),
        core_function: entry.choice("core_function", CoreFunction::Other),
        level: entry.optional_reference(NameKind::Level, "level"),
        party: entry.optional_reference(NameKind::Party, "party"),
        holders: holder_kinds(&entry, "holders", &[HolderKind::Person]),
        title: entry.title("title"),
        title_for: entry.tables("title_for").into_iter().map(title_for).collect(),
        description: entry.text("description"),
        aliases: entry.strings("aliases"),
        appointed_by: entry.who_list("appointed_by", &subjects),
        demands: entry.tables("demand").into_iter().map(demand).collect(),
        holder_demands: entry
            .tables("holder_demand")
            .into_iter()
            .map(|d| holder_demand(d, &subjects))
            .collect(),
        duties: entry.tables("duty").into_iter().map(|one| duty(one, &subjects, &subjects)).collect(),
        clauses: entry.clauses_if_any(),
        subjects,
    };
    if !entry.has("appointed_by") {
        entry.book.warn(
            &entry.spot(),
            Message::new("policy-warning-nobody-appoints").with("role", role.id.as_str()),
            Some(Message::new("policy-help-nobody-appoints")),
        );
    }
    entry.finish();
    role
}

fn title_for(entry: Entry<'_>) -> TitleFor {
    entry.required("effective_kind");
    let known = entry.book.vocabulary.values("system", "effective_kind");
    let effective_kind = entry.spotted_strings("effective_kind");
    for (kind, at) in &effective_kind {
        if !known.contains(kind) {
            let message = Message::new("policy-problem-unknown-title-kind").with("kind", kind.as_str());
            let help = super::names::known_help(kind, known.iter().map(String::as_str));
            entry.book.error(at, message, Some(help));
        }
    }
    let title = TitleFor {
        effective_kind: effective_kind.into_iter().map(|(kind, _)| kind).collect(),
        title: entry.title("title"),
        clauses: entry.clauses(),
    };
    entry.finish();
    title
}

fn demand(entry: Entry<'_>) -> RoleDemand {
    let subject = entry.subject("system");
    let demand = RoleDemand {
        rule: entry.define(NameKind::Rule, "rule"),
        when: entry.condition("when", std::slice::from_ref(&subject)),
        min: entry.optional_count("min").unwrap_or_default(),
        max: entry.optional_count("max"),
        counts_from: entry.origins(std::slice::from_ref(&subject)),
        strength: entry.strength(),
        clauses: entry.clauses(),
        subject,
    };
    let is_impossible = demand.max.is_some_and(|max| max < demand.min || max == 0);
    if is_impossible || (demand.min == 0 && demand.max.is_none()) {
        let key = if is_impossible { "max" } else { "min" };
        entry.book.error(
            &entry.spot_at(key),
            Message::new("policy-problem-impossible-count")
                .with("min", demand.min.to_string())
                .with("max", demand.max.map_or_else(|| "-".to_owned(), |max| max.to_string())),
            Some(Message::new("policy-help-impossible-count")),
        );
    }
    entry.finish();
    demand
}

fn holder_demand(entry: Entry<'_>, subjects: &[String]) -> HolderDemand {
    let bodies = entry.references(NameKind::Body, "bodies");
    // Naming bodies says that it is a body, unless people are named beside them.
    let of_bodies: &[HolderKind] = if bodies.is_empty() { &[] } else { &[HolderKind::Body] };
    let demand = HolderDemand {
        rule: entry.define(NameKind::Rule, "rule"),
        when: entry.condition("when", subjects),
        holder_kinds: holder_kinds(&entry, "holder_kinds", of_bodies),
        bodies,
        also_holds: entry.optional_reference(NameKind::Role, "also_holds"),
        text: entry.text("text"),
        strength: entry.strength(),
        clauses: entry.clauses(),
    };
    if demand.holder_kinds.is_empty() && demand.also_holds.is_none() {
        entry.book.error(&entry.spot(), Message::new("policy-problem-empty-holder-demand"), None);
    }
    entry.finish();
    demand
}

fn separation(entry: Entry<'_>) -> Separation {
    let separation = Separation {
        id: entry.define(NameKind::Rule, "id"),
        roles: entry.references(NameKind::Role, "roles"),
        text: entry.text("text"),
        strength: entry.strength(),
        clauses: entry.clauses(),
    };
    if separation.roles.len() < 2 {
        entry.book.error(&entry.spot_at("roles"), Message::new("policy-problem-separation-of-one"), None);
    }
    entry.finish();
    separation
}

fn deputy_demand(entry: Entry<'_>) -> DeputyDemand {
    let subject = entry.subject("system");
    let demand = DeputyDemand {
        rule: entry.define(NameKind::Rule, "rule"),
        role: entry.reference(NameKind::Role, "role"),
        when: entry.condition("when", std::slice::from_ref(&subject)),
        text: entry.text("text"),
        strength: entry.strength(),
        clauses: entry.clauses(),
        subject,
    };
    entry.finish();
    demand
}

fn mandate(entry: Entry<'_>) -> Mandate {
    let subject = entry.subject("system");
    let actions = &entry.book.vocabulary.actions;
    let action = entry.string("action");
    if let Some(value) = entry.optional("action").filter(|_| !action.is_empty() && !actions.contains(&action))
    {
        entry.unknown_value(value, &action, actions.iter().map(String::as_str));
    }
    entry.required("holders");
    let subjects = std::slice::from_ref(&subject);
    let mandate = Mandate {
        id: entry.define(NameKind::Rule, "id"),
        action,
        when: entry.condition("when", subjects),
        holders: entry.tables("holders").into_iter().filter_map(|h| mandate_holder(h, subjects)).collect(),
        external_allowed: entry.flag("external_allowed", true),
        text: entry.text("text"),
        clauses: entry.clauses(),
        subject,
    };
    entry.finish();
    mandate
}

fn mandate_holder(entry: Entry<'_>, subjects: &[String]) -> Option<MandateHolder> {
    let holder = if entry.has("level") {
        let level = entry.reference(NameKind::Level, "level");
        let party = entry.optional_reference(NameKind::Party, "party");
        Some(MandateHolder::Level { level, party })
    } else {
        let when = entry.condition("when", subjects);
        super::conditions::who_of(&entry).map(|who| MandateHolder::Who(WhoWhen { who, when }))
    };
    entry.finish();
    holder
}

fn holder_kinds(entry: &Entry<'_>, key: &'static str, default: &[HolderKind]) -> Vec<HolderKind> {
    const NAMES: [(&str, HolderKind); 3] = [
        ("person", HolderKind::Person),
        ("external_person", HolderKind::ExternalPerson),
        ("body", HolderKind::Body),
    ];
    names_of(entry, key, &NAMES, default)
}

/// The values of a list of fixed names; the default if the key is missing.
fn names_of<T: Copy>(entry: &Entry<'_>, key: &'static str, names: &[(&str, T)], default: &[T]) -> Vec<T> {
    if entry.optional(key).is_none() {
        return default.to_vec();
    }
    let mut found = Vec::new();
    for (name, at) in entry.spotted_strings(key) {
        if let Some((_, value)) = names.iter().find(|(known, _)| *known == name) {
            found.push(*value);
        } else {
            let message = Message::new("policy-problem-unknown-value").with("value", name.as_str());
            let help = super::names::known_help(&name, names.iter().map(|(known, _)| *known));
            entry.book.error(&at, message, Some(help));
        }
    }
    found
}

impl<'a> Entry<'a> {
    /// `counts_from`: by default a system's own and its objects', else only the subject's own.
    pub fn origins(&self, subjects: &[String]) -> Vec<Origin> {
        const NAMES: [(&str, Origin); 3] =
            [("own", Origin::Own), ("object", Origin::Object), ("organisation", Origin::Organisation)];
        let is_system = subjects.iter().any(|subject| subject == "system");
        let default: &[Origin] = if is_system { &[Origin::Own, Origin::Object] } else { &[Origin::Own] };
        names_of(self, "counts_from", &NAMES, default)
    }

    /// A word in the forms that sentences need.
    pub fn title(&self, key: &'static str) -> Title {
        self.required(key).map(|value| self.title_of(value)).unwrap_or_default()
    }

    fn title_of(&self, value: &'a Value<'a>) -> Title {
        let Some(entry) = self.table_of(value) else { return Title::default() };
        let en = entry.language("en");
        let title = Title {
            sv: entry.language("sv"),
            sv_definite: entry.string("sv_definite"),
            sv_plural: entry.string("sv_plural"),
            en_plural: entry.optional_string("en_plural").unwrap_or_else(|| format!("{en}s")),
            en,
        };
        entry.finish();
        title
    }
}
