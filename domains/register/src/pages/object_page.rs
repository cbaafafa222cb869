//! The page of one management object.

use super::from_above::panels_of;
use super::mends::Told;
use super::papers::paper_link;
use super::seen_by::of_same_owner;
use super::system_list::state_status;
use super::system_page::{answerables, has_hidden};
use super::words::{naming_object, object_words, system_words};
use super::{system_tabs, under};
use crate::answerable::{Answering, holders_around};
use crate::facts::Around;
use crate::field_groups::without_unseen;
use crate::managed_object::{ManagedObject, OBJECT};
use crate::store;
use crate::system::System;
use crate::visible::visible_object;
use crate::{EDIT_OBJECTS, READ_BASE, READ_DOCUMENTS, READ_ROLES};
use access::Allowed;
use kernel::{CustomGroup, Id, Language, Permission, Result, Subject};
use maud::{Markup, html};
use organisation::naming_custom;
use policy::Pack;
use std::sync::Arc;
use storage::Read;
use web::components::{
    Address, Cell, Column, ColumnKind, Empty, Fact, Link, RecordHead, Row, Tab, empty_state, facts,
    record_head, simple_table, tabs,
};
use web::{Answer, Page, RecordWords, Visit};

const READ_HISTORY: Permission = Permission("history.read");

/// The fields that everyone who sees an object sees, in the order of its overview.
pub(super) const FIELDS: [&str; 5] =
    ["description", "kind", "organisation", "grouping_basis", "business_areas"];

/// Everything that the page shows.
struct Shown {
    object: ManagedObject,
    pack: Arc<Pack>,
    words: RecordWords,
    people: Vec<Answering>,
    told: Option<Told>,
    may_read_documents: bool,
    may_read_roles: bool,
    may_edit: bool,
    may_read_history: bool,
    /// What rooms above show, on the overview only.
    panels: Markup,
}

pub(super) fn object_page(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let current = visit.query("flik").unwrap_or("oversikt").to_owned();
    let (shown, section) = visit.read(|read| {
        let allowed = access::allowed(read, id)?;
        let object = without_unseen(read, id, visible_object(read, id)?)?;
        let mut shown = load(visit, read, object, &allowed)?;
        if current == "oversikt" {
            shown.panels = panels_of(visit, read, &Subject::new(OBJECT, id), &allowed)?;
        }
        let section = section_of(visit, read, &shown, &current)?;
        Ok((shown, section))
    })?;
    let language = visit.language();
    let head = RecordHead {
        kind: shown.words.shown(language, &shown.object, "kind"),
        status: None,
        people: answerables(visit, &shown.pack, &shown.people),
    };
    let content = html! {
        (record_head(language, &head))
        @if let Some(told) = &shown.told {
            (system_tabs::missing(visit, &shown.pack, told, &current))
        }
        (tabs(&shown.object.name, &sections(visit, &shown, &current)))
        (section)
        (shown.panels)
    };
    let link = |path: &str, key: &str| Link::new(format!("/objekt/{id}/{path}"), visit.text(key));
    Ok(Page::new(&shown.object.name, content)
        .under(under(visit, "register-objects", "/objekt"))
        .edit(shown.may_edit.then(|| link("andra", "register-edit")))
        .primary(shown.may_edit.then(|| link("system", "register-choose-systems")))
        .answer())
}

fn load(visit: &Visit, read: &Read, object: ManagedObject, allowed: &Allowed) -> Result<Shown> {
    let (id, pack) = (object.id, findings::pack_in_force(read)?);
    let place = Around { subject: id, objects: Vec::new(), organisation: object.organisation };
    let told = Told::of(read, &pack, &Subject::new(OBJECT, id), (allowed, EDIT_OBJECTS))?;
    let may_read_roles = allowed.may(READ_ROLES);
    let people = match may_read_roles {
        true => holders_around(read, &pack, &[place])?.remove(&id).unwrap_or_default(),
        false => Vec::new(),
    };
    Ok(Shown {
        words: naming_custom(
            visit.language(),
            read,
            naming_object(read, object_words(&pack, visit.language()), &object)?,
            &[&object.custom],
        )?,
        people,
        pack,
        told,
        may_read_documents: allowed.may(READ_DOCUMENTS),
        may_read_roles,
        may_edit: allowed.may(EDIT_OBJECTS),
        may_read_history: allowed.may(READ_HISTORY),
        panels: html! {},
        object,
    })
}

fn section_of(visit: &Visit, read: &Read, shown: &Shown, section: &str) -> Result<Markup> {
    let subject = Subject::new(OBJECT, shown.object.id);
    match (section, &shown.told) {
        ("personer", _) if shown.may_read_roles => {
            system_tabs::people(visit, read, &shown.pack, &shown.people, &subject)
        }
        ("dokument", _) if shown.may_read_documents => system_tabs::document_table(
            visit,
            read,
            &shown.pack,
            store::documents_of_subjects(read, &[shown.object.id])?,
            &subject,
        ),
        ("krav", Some(told)) => Ok(system_tabs::demands(visit, &shown.pack, told)),
        ("historik", _) if shown.may_read_history => {
            let words = organisation::naming_holders(shown.words.clone());
            words.history_section::<ManagedObject>(visit, read, &subject)
        }
        _ => overview(visit, read, shown),
    }
}

fn tab_href(visit: &Visit, section: &str) -> String {
    let address = Address::parse(&visit.keeping_day(&visit.path));
    if section == "oversikt" { address.href() } else { address.with("flik", section).href() }
}

fn sections(visit: &Visit, shown: &Shown, current: &str) -> Vec<Tab> {
    let may = [
        ("oversikt", true),
        ("personer", shown.may_read_roles),
        ("dokument", shown.may_read_documents),
        ("krav", shown.told.is_some()),
        ("historik", shown.may_read_history),
    ];
    let tab = |section: &str| Tab {
        href: tab_href(visit, section),
        label: visit.text(&format!("register-tab-{section}")),
        count: None,
        is_current: section == current,
    };
    may.into_iter().filter(|(_, may)| *may).map(|(section, _)| tab(section)).collect()
}

/// What is known of the object, and those of its systems that the visitor may see.
fn overview(visit: &Visit, read: &Read, shown: &Shown) -> Result<Markup> {
    let language = visit.language();
    let ids = store::systems_of_object(read, shown.object.id)?;
    let ids = match visit.seen_by {
        None => ids,
        Some(_) => {
            let systems = store::systems_by_id(read, &ids)?;
            let owners = systems.iter().map(|one| (one.id, one.organisation));
            of_same_owner(read, shown.object.organisation, owners)?
        }
    };
    let seen = access::permitted(read, READ_BASE, &ids)?;
    let mut systems = store::systems_by_id(read, &seen)?;
    systems.sort_by_key(|system| texts::sort_key(&system.name));
    let rows: Vec<Row> = systems.iter().map(|system| system_row(visit, &shown.pack, system)).collect();
    let columns = [
        Column::new("name", visit.text("system-name"), ColumnKind::Text),
        Column::new("state", visit.text("system-lifecycle-state"), ColumnKind::Status),
        Column::new("kind", visit.text("system-kind"), ColumnKind::Text),
    ];
    let hidden = hidden_note(language, &ids, &seen);
    let mut known = shown.words.facts(language, &shown.object, &FIELDS);
    let not_shared = hidden_groups(language, &shown.words, &shown.object, shown.may_read_roles);
    known.extend(not_shared.into_iter().map(|(label, note)| Fact::text(label, note)));
    known.extend(shown.words.custom_facts(language, &shown.object.custom));
    Ok(html! {
        (facts(language, &known))
        @if rows.is_empty() {
            (empty_state(&Empty { title: visit.text("register-object-no-systems"), text: visit.text("register-object-no-systems-text"), action: None }))
        } @else {
            (simple_table(language, &visit.text("managed-object-systems"), &columns, &rows))
        }
        @if let Some(hidden) = hidden { p class="quiet" { (hidden) } }
        (paper_link(visit, OBJECT))
    })
}

/// What is not shown of the object is told of.
pub(super) fn hidden_groups(
    language: Language,
    words: &RecordWords,
    object: &ManagedObject,
    may_read_roles: bool,
) -> Vec<(String, String)> {
    let owner = words.shown(language, object, "organisation");
    let note = texts::format(language, "register-not-shared", &[("organisation", owner.into())]);
    let added = |group| has_hidden(&object.custom, group);
    let groups = [
        ("register-group-roles", !may_read_roles),
        ("register-group-documents", added(CustomGroup::Documents)),
        ("register-group-costs", added(CustomGroup::Costs)),
    ];
    let hidden = groups.into_iter().filter(|(_, is_hidden)| *is_hidden);
    hidden.map(|(label, _)| (texts::text(language, label), note.clone())).collect()
}

/// Nothing is left out in silence.
pub(super) fn hidden_note(language: Language, all: &[Id], seen: &[Id]) -> Option<String> {
    let hidden = i64::try_from(all.len().saturating_sub(seen.len())).unwrap_or(i64::MAX);
    (hidden > 0).then(|| texts::format(language, "register-hidden-systems", &[("count", hidden.into())]))
}

fn system_row(visit: &Visit, pack: &Pack, system: &System) -> Row {
    let words = system_words(pack, visit.language());
    let shown = |field: &str| words.shown(visit.language(), system, field);
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(format!("/system/{}", system.id)), &system.name)),
            Cell::Status(state_status(system.lifecycle_state, shown("lifecycle_state"))),
            Cell::text(shown("kind")),
        ],
    }
}
