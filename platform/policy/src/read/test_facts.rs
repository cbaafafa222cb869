//! The facts of a test of a pack: what is known about a subject, who holds its roles, and what is there.

use super::entry::Entry;
use super::names::NameKind;
use crate::facts::{
    AgreementFact, DocumentFact, FactValue, ForumFact, HolderKind, Holding, Origin, StatementFact,
    SubjectFacts, Waiver,
};
use crate::vocabulary::{FactDeclaration, FactKind};
use kernel::Period;
use std::collections::{BTreeMap, BTreeSet};

/// What a test says of its subject.
pub(super) fn subject_facts(entry: &Entry<'_>) -> SubjectFacts {
    entry.required("subject");
    let subject = entry.subject("system");
    SubjectFacts {
        facts: entry.table("facts").map(|table| fact_values(&table, &subject)).unwrap_or_default(),
        holdings: entry.tables("holding").into_iter().map(holding).collect(),
        documents: entry.tables("document").into_iter().map(document).collect(),
        forums: entry.tables("forum").into_iter().map(forum).collect(),
        statements: entry.tables("statement").into_iter().map(statement).collect(),
        agreements: entry.tables("agreement").into_iter().map(agreement).collect(),
        waivers: entry.tables("waiver").into_iter().map(waiver).collect(),
        changes_on: None,
        last_day: None,
        subject_kind: subject,
    }
}

fn fact_values(table: &Entry<'_>, subject: &str) -> BTreeMap<String, FactValue> {
    let subjects = [subject.to_owned()];
    let mut values = BTreeMap::new();
    for (key, at, value) in table.entries() {
        let Some(declaration) = table.declared(key, &at, &subjects) else { continue };
        let found = match value.get_ref().as_array() {
            Some(items) if is_set(declaration) => {
                let names = items.iter().filter_map(|item| table.fact_value(item, declaration));
                Some(FactValue::Set(names.filter_map(name_of).collect::<BTreeSet<_>>()))
            }
            _ if is_set(declaration) => {
                table.wrong_type(value, "list");
                None
            }
            _ => table.fact_value(value, declaration),
        };
        values.extend(found.map(|found| (key.to_owned(), found)));
    }
    values
}

const fn is_set(declaration: &FactDeclaration) -> bool {
    matches!(declaration.kind, FactKind::Set(_) | FactKind::PackSet(_))
}

fn name_of(value: FactValue) -> Option<String> {
    if let FactValue::Text(name) = value { Some(name) } else { None }
}

fn holding(entry: Entry<'_>) -> Holding {
    let holding = Holding {
        role: entry.reference(NameKind::Role, "role"),
        holder_kind: match entry.optional_choice::<HolderWord>("holder") {
            Some(HolderWord::Body) => HolderKind::Body,
            Some(HolderWord::ExternalPerson) => HolderKind::ExternalPerson,
            Some(HolderWord::Person) | None => HolderKind::Person,
        },
        person_key: entry.string("person"),
        from: entry.optional_date("from"),
        to: entry.optional_date("to"),
        inherited_from: origin(&entry),
        also_holds: entry.references(NameKind::Role, "also_holds"),
        others_change_on: None,
        deputy: entry
            .optional_date("deputy_from")
            .map(|from| Period::new(Some(from), entry.optional_date("deputy_to"))),
    };
    entry.finish();
    holding
}

fn document(entry: Entry<'_>) -> DocumentFact {
    let document = DocumentFact {
        document_type: entry.reference(NameKind::Document, "type"),
        has_owner: entry.flag("owner", true),
        owner_until: entry.optional_date("owner_until"),
        date: entry.optional_date("date"),
        review_date: entry.optional_date("review_date"),
        year: entry.optional_number("year").and_then(|year| i16::try_from(year).ok()),
        decided: entry.flag("decided", false),
        withdrawn: entry.flag("withdrawn", false),
        available_to_it: entry.has("available_to_it").then(|| entry.flag("available_to_it", false)),
        inherited_from: origin(&entry),
    };
    entry.finish();
    document
}

fn waiver(entry: Entry<'_>) -> Waiver {
    let waiver = Waiver {
        rule: entry.reference(NameKind::Rule, "rule"),
        from: entry.date("from"),
        until: entry.date("until"),
    };
    entry.finish();
    waiver
}

fn origin(entry: &Entry<'_>) -> Origin {
    match entry.optional_choice::<OriginWord>("inherited_from") {
        Some(OriginWord::Object) => Origin::Object,
        Some(OriginWord::Organisation) => Origin::Organisation,
        Some(OriginWord::Own) | None => Origin::Own,
    }
}

fn forum(entry: Entry<'_>) -> ForumFact {
    entry.required("members");
    let forum = ForumFact {
        body: entry.reference(NameKind::Forum, "body"),
        members: entry.optional_count("members").unwrap_or_default(),
        inherited_from: origin(&entry),
        changes_on: None,
    };
    entry.finish();
    forum
}

fn statement(entry: Entry<'_>) -> StatementFact {
    let statement = StatementFact {
        duty: entry.reference(NameKind::Rule, "duty"),
        made_on: entry.date("made_on"),
        review_date: entry.optional_date("review_date"),
        inherited_from: origin(&entry),
    };
    entry.finish();
    statement
}

fn agreement(entry: Entry<'_>) -> AgreementFact {
    let agreement = AgreementFact {
        kind: entry.reference(NameKind::AgreementKind, "kind"),
        from: entry.optional_date("from"),
        to: entry.optional_date("to"),
        is_approved: entry.flag("approved", true),
        is_signed: entry.flag("signed", true),
    };
    entry.finish();
    agreement
}

kernel::choice! {
    pub enum HolderWord { Person = "person", ExternalPerson = "external_person", Body = "body" }
}

kernel::choice! {
    pub enum OriginWord { Own = "own", Object = "object", Organisation = "organisation" }
}
