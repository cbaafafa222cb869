//! The page of one system: what it is, what is missing, and its sections.

use super::from_above::panels_of;
use super::mends::Told;
use super::papers::paper_link;
use super::seen_by::of_same_owner;
use super::system_list::state_status;
use super::system_standing::Standing;
use super::under;
use super::words::{capital, naming_system, system_words};
use super::{system_tabs, system_uses};
use crate::answerable::{Answering, holders_around, is_shown};
use crate::facts::Around;
use crate::field_groups::{CLASSIFICATION, hidden_fields, seen_by};
use crate::store::{self, Membership};
use crate::system::{SYSTEM, System};
use crate::visible::seen_system;
use crate::{EDIT, PROPOSE, READ_ALL, READ_DOCUMENTS, READ_ROLES};
use access::Allowed;
use kernel::{Custom, CustomField, CustomGroup, Id, Language, Permission, Result, Subject};
use maud::{Markup, html};
use organisation::naming_custom;
use policy::Pack;
use std::sync::Arc;
use storage::Read;
use web::components::{
    Address, Answerable, Fact, FactValue, Link, RecordHead, Tab, facts, record_head, tabs,
};
use web::{Answer, Page, RecordWords, Visit};

/// Reading the history of records.
const READ_HISTORY: Permission = Permission("history.read");

/// The fields that everyone who sees a system sees, in the order of its overview.
pub(super) const OVERVIEW: [&str; 24] = [
    "short_description",
    "organisation",
    "category",
    "common_system",
    "business_areas",
    "size",
    "importance",
    "personal_data",
    "sensitive_data",
    "operation_form",
    "technical_management",
    "business_management",
    "supplier",
    "has_integrations",
    "service_address",
    "local_number",
    "lifecycle_state",
    "idea_from",
    "procurement_from",
    "introduction_from",
    "in_operation_from",
    "phase_out_from",
    "retired_from",
    "kind",
];

/// Everything that the page shows.
pub(super) struct Shown {
    pub system: System,
    pub pack: Arc<Pack>,
    pub words: RecordWords,
    pub objects: Vec<Membership>,
    pub people: Vec<Answering>,
    /// Absent for who may not see what is missing.
    pub told: Option<Told>,
    pub may_read_documents: bool,
    /// Whether the holders of the roles are shown.
    pub may_read_roles: bool,
    may_read_all: bool,
    /// Fields that the visitor does not see.
    hidden: Vec<&'static str>,
    pub may_edit: bool,
    pub may_read_history: bool,
    may_propose: bool,
    /// Told on the overview only.
    standing: Option<Standing>,
    /// What rooms above show, on the overview only.
    panels: Markup,
    /// The markup of the chosen section.
    section: Markup,
}

pub(super) fn system_page(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let section = visit.query("flik").unwrap_or("oversikt").to_owned();
    let shown = visit.read(|read| {
        let (system, allowed) = seen_system(read, id)?;
        let mut shown = load(visit, read, &system, &allowed)?;
        if section == "oversikt" {
            let may_confirm = shown.told.as_ref().is_some_and(|told| told.may_confirm);
            // A confirmation covers the whole record, whatever is shown of it.
            let standing = Standing::of(read, &shown.pack, &system, (&allowed, may_confirm))?;
            shown.standing = Some(standing);
            shown.panels = panels_of(visit, read, &Subject::new(SYSTEM, id), &allowed)?;
        }
        shown.section = section_of(visit, read, &shown, &section)?;
        Ok(shown)
    })?;
    let language = visit.language();
    let content = html! {
        (record_head(language, &head(visit, &shown)))
        @if let Some(told) = &shown.told {
            (system_tabs::missing(visit, &shown.pack, told, &section))
        }
        (tabs(&shown.system.name, &sections(visit, &shown, &section)))
        (shown.section)
        (shown.panels)
    };
    let edit = if shown.may_propose {
        Some(Link::new(format!("/system/{id}/meddela"), visit.text("notice-tell")))
    } else {
        shown.may_edit.then(|| Link::new(format!("/system/{id}/andra"), visit.text("register-edit")))
    };
    let step =
        shown.may_edit.then(|| Link::new(format!("/system/{id}/skede"), visit.text("register-take-step")));
    Ok(Page::new(&shown.system.name, content)
        .under(under(visit, "register-systems", "/system"))
        .edit(edit)
        .primary(step)
        .answer())
}

fn load(visit: &Visit, read: &Read, system: &System, allowed: &Allowed) -> Result<Shown> {
    let (id, pack) = (system.id, findings::pack_in_force(read)?);
    let mut objects = store::objects_of_systems(read, &[id])?;
    if visit.seen_by.is_some() {
        let ids: Vec<Id> = objects.iter().map(|one| one.object).collect();
        let found = store::objects_by_id(read, &ids)?;
        let owners = found.iter().map(|one| (one.id, one.organisation));
        let own = of_same_owner(read, system.organisation, owners)?;
        objects.retain(|one| own.contains(&one.object));
    }
    let place = Around {
        subject: id,
        objects: objects.iter().map(|one| one.object).collect(),
        organisation: system.organisation,
    };
    let may_read_roles = allowed.may(READ_ROLES);
    let people = match may_read_roles {
        true => holders_around(read, &pack, &[place])?.remove(&id).unwrap_or_default(),
        false => Vec::new(),
    };
    let told = Told::of(read, &pack, &Subject::new(SYSTEM, id), (allowed, EDIT))?;
    Ok(Shown {
        words: naming_custom(
            visit.language(),
            read,
            naming_system(read, system_words(&pack, visit.language()), system)?,
            &[&system.custom],
        )?,
        pack,
        objects,
        people,
        told,
        may_read_documents: allowed.may(READ_DOCUMENTS),
        may_read_roles,
        may_read_all: allowed.may(READ_ALL),
        hidden: hidden_fields(allowed),
        may_edit: allowed.may(EDIT) || allowed.may(crate::PHASE_OUT),
        may_read_history: allowed.may(READ_HISTORY),
        may_propose: !allowed.may(EDIT) && allowed.may(PROPOSE) && read.as_of().is_none(),
        standing: None,
        panels: html! {},
        section: html! {},
        system: seen_by(allowed, system.clone()),
    })
}

fn section_of(visit: &Visit, read: &Read, shown: &Shown, section: &str) -> Result<Markup> {
    match (section, &shown.told) {
        ("personer", _) if shown.may_read_roles => {
            let subject = Subject::new(SYSTEM, shown.system.id);
            system_tabs::people(visit, read, &shown.pack, &shown.people, &subject)
        }
        ("dokument", _) if shown.may_read_documents => system_tabs::documents(visit, read, shown),
        ("anvandning", _) => system_uses::uses(visit, read, shown),
        ("historik", _) if shown.may_read_history => system_tabs::history_of_system(visit, read, shown),
        ("krav", Some(told)) => Ok(system_tabs::demands(visit, &shown.pack, told)),
        _ => Ok(overview(visit, shown)),
    }
}

fn head(visit: &Visit, shown: &Shown) -> RecordHead {
    let language = visit.language();
    let system = &shown.system;
    let state = shown.words.shown(language, system, "lifecycle_state");
    RecordHead {
        kind: shown.words.shown(language, system, "kind"),
        status: Some(state_status(system.lifecycle_state, state)),
        people: answerables(visit, &shown.pack, &shown.people),
    }
}

/// The people beside the name, by role.
pub(super) fn answerables(visit: &Visit, pack: &Pack, people: &[Answering]) -> Vec<Answerable> {
    let language = visit.language();
    let mut shown: Vec<Answerable> = Vec::new();
    for one in people.iter().filter(|one| is_shown(pack, &one.role)) {
        let role = capital(one.title.in_language(language));
        let holder = Link::new(holder_href(visit, one), one.holder.name.in_language(language));
        match shown.iter_mut().find(|answerable| answerable.role == role) {
            Some(answerable) => answerable.holders.push(holder),
            None => shown.push(Answerable { role, holders: vec![holder] }),
        }
    }
    shown
}

/// The page of the assignment's holder.
pub(super) fn holder_href(visit: &Visit, one: &Answering) -> String {
    let assignment = &one.holder.assignment;
    visit.keeping_day(match (assignment.person, assignment.organisation) {
        (Some(person), _) => format!("/administration/personer/{person}"),
        (None, Some(organisation)) => format!("/administration/organisationer/{organisation}"),
        (None, None) => format!("/uppdrag/{}", assignment.id),
    })
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
        ("anvandning", true),
        ("historik", shown.may_read_history),
    ];
    may.into_iter()
        .filter(|(_, may)| *may)
        .map(|(section, _)| Tab {
            href: tab_href(visit, section),
            label: visit.text(&format!("register-tab-{section}")),
            count: None,
            is_current: section == current,
        })
        .collect()
}

/// Whether added fields of a group are hidden that would be shown.
pub(super) fn has_hidden(custom: &Custom, group: CustomGroup) -> bool {
    let is_hidden = |field: &CustomField| field.group == group && custom.is_hidden(&field.name);
    custom.fields().iter().any(|field| is_hidden(field) && !field.is_retired)
}

/// What is not shown is told of: an owner shares what it has decided to.
pub(super) fn hidden_groups(
    language: Language,
    words: &RecordWords,
    system: &System,
    (hidden, may_read_roles): (&[&str], bool),
) -> Vec<(String, String)> {
    let owner = words.shown(language, system, "organisation");
    let note = texts::format(language, "register-not-shared", &[("organisation", owner.into())]);
    let is_hidden = |field: &&str| hidden.contains(field);
    let added = |group| has_hidden(&system.custom, group);
    let is_classified = CLASSIFICATION.iter().any(is_hidden) || added(CustomGroup::Classification);
    let groups = [
        ("register-group-classification", is_classified),
        ("register-group-roles", !may_read_roles),
        ("register-group-documents", added(CustomGroup::Documents)),
        ("register-group-costs", added(CustomGroup::Costs)),
    ];
    let hidden = groups.into_iter().filter(|(_, is_hidden)| *is_hidden);
    hidden.map(|(label, _)| (texts::text(language, label), note.clone())).collect()
}

/// The facts that everyone who sees the system sees, the notes for those who see all of it.
fn overview(visit: &Visit, shown: &Shown) -> Markup {
    let language = visit.language();
    let seen: Vec<&str> = OVERVIEW.into_iter().filter(|field| !shown.hidden.contains(field)).collect();
    let mut rows = shown.words.facts(language, &shown.system, &seen);
    let hidden = (&shown.hidden[..], shown.may_read_roles);
    let hidden = hidden_groups(language, &shown.words, &shown.system, hidden);
    rows.extend(hidden.into_iter().map(|(label, note)| Fact::text(label, note)));
    rows.extend(shown.words.custom_facts(language, &shown.system.custom));
    let objects = shown
        .objects
        .iter()
        .map(|one| Link::new(visit.keeping_day(format!("/objekt/{}", one.object)), &one.name));
    rows.push(Fact::new(visit.text("register-objects"), FactValue::Links(objects.collect())));
    if shown.may_read_all {
        rows.extend(shown.words.facts(language, &shown.system, &["notes"]));
    }
    html! {
        @if let Some(standing) = &shown.standing { (standing.draw(visit, &shown.system)) }
        (facts(language, &rows))
        (paper_link(visit, SYSTEM))
    }
}
