//! THE list: what each domain contributes to the program.

use crate::measures::MEASURES;
use agreements::Agreement;
use custom_fields::KindOfRecord;
use findings::{BodyMembers, Rulebook, Supplement};
use kernel::{CustomGroup, Permission, Record, Result, Subject, SubjectKind};
use notify::{DeadlineSource, Sources};
use organisation::{
    AwaitedForums, LeavingItem, LeavingItems, Organisation, Person, SharedGroups, SharedKinds,
    SupplierPanels, Unit,
};
use policy::Problem;
use register::{Document, ManagedObject, Panels, System};
use std::sync::Arc;
use storage::{DatabaseUrl, Db, Schema, Statement, Tx};
use views::Surroundings;
use web::{Clock, Resource, Room, Route, Site, Watch, Web, list_places};

/// All tables, in the order in which they stand on each other.
#[must_use]
pub fn schema() -> Schema {
    Schema::of_storage()
        .with(access::schema())
        .with(findings::schema())
        .with(search::schema())
        .with(notify::schema())
        .with(views::schema())
        .with(hooks::schema())
        .with(organisation::schema())
        .with(register::schema())
        .with(agreements::schema())
        .with(duties::schema())
        .with(plans::schema())
}

/// All permissions that packs may give.
#[must_use]
pub fn permissions() -> Vec<Permission> {
    [
        findings::PERMISSIONS,
        notify::PERMISSIONS,
        views::PERMISSIONS,
        hooks::PERMISSIONS,
        organisation::PERMISSIONS,
        register::PERMISSIONS,
        agreements::PERMISSIONS,
        duties::PERMISSIONS,
        plans::PERMISSIONS,
        PERMISSIONS,
    ]
    .concat()
}

/// Permissions of the program itself.
const PERMISSIONS: &[Permission] = &[
    Permission("audit.read"),
    Permission("audit.erase"),
    Permission("history.read"),
    Permission("accounts.manage"),
    Permission("tokens.manage"),
];

/// What is one for the whole federation. Whoever has a role on one of the members does not have a part of it.
const UNDIVIDED: &[Permission] = &[
    findings::ADOPT_PACK,
    notify::READ_MAILS,
    notify::RESEND_MAIL,
    hooks::MANAGE,
    custom_fields::MANAGE,
    Permission("audit.read"),
    Permission("audit.erase"),
    Permission("accounts.manage"),
    Permission("tokens.manage"),
];

/// The facts, actions and permissions that packs may speak of.
///
/// # Errors
/// What is wrong with the permissions of `policies/base`.
pub fn rulebook() -> Result<Rulebook, Vec<Problem>> {
    let permissions: Vec<&str> = permissions().iter().map(|permission| permission.name()).collect();
    let organisations = register::with_documents(organisation::fact_sources());
    let sources = [organisations, register::fact_sources()].concat();
    let rulebook = Rulebook::new(sources, &policy::ACTIONS, &permissions)?.with_undivided(UNDIVIDED);
    let rulebook = rulebook.with_supplements(supplements());
    Ok(rulebook.with_after_adoption(after_adoption).with_after_change(after_change))
}

/// What demands are judged by besides the facts of each record.
fn supplements() -> Vec<Supplement> {
    let kinds = [organisation::ORGANISATION, register::OBJECT, register::SYSTEM];
    let of_each =
        [kinds.map(organisation::forum_supplement), kinds.map(duties::statement_supplement)].concat();
    let of_plans = [
        plans::plan_supplement_of_systems(),
        plans::plan_supplement(register::OBJECT),
        plans::plan_supplement(organisation::ORGANISATION),
    ];
    [of_each, vec![agreements::agreement_supplement()], of_plans.to_vec()].concat()
}

/// What the rooms keep by records that have become others.
fn after_change(tx: &mut Tx, changed: &[Subject]) -> Result<()> {
    register::settle_after_change(tx, changed)?;
    agreements::settle_after_change(tx, changed)
}

/// What follows from a pack that calls roles otherwise or gives them other permissions.
fn after_adoption(tx: &mut Tx) -> Result<()> {
    organisation::settle_everyone_with_roles(tx)?;
    organisation::settle_sharing(tx)?;
    // Documents are found by what the pack calls their types.
    search::look_again(tx)
}

/// The days by which somebody has to have done something, as each domain knows them.
#[must_use]
pub fn deadlines() -> Vec<DeadlineSource> {
    let own: [DeadlineSource; 6] = [
        DeadlineSource::usual(organisation::ending_waivers),
        DeadlineSource::usual(register::reviews_of_documents),
        DeadlineSource::usual(register::confirmations_due),
        DeadlineSource::usual(duties::next_tests),
        DeadlineSource::usual(plans::activities_due),
        DeadlineSource::usual(duties::statements_due),
    ];
    [organisation::deadlines(), own.to_vec(), agreements::deadlines()].concat()
}

/// Whom is told what.
#[must_use]
pub fn told() -> Sources {
    Sources { deadlines: deadlines(), gaps: organisation::gaps_of_people, people: organisation::RECIPIENTS }
}

/// What somebody who leaves leaves behind, as each domain knows it; the account comes last.
#[must_use]
pub fn leaving_items() -> LeavingItems {
    let account = LeavingItem { key: "account", left: None };
    let rooms = [
        organisation::leaving_items(),
        register::leaving_items(),
        agreements::leaving_items(),
        duties::leaving_items(),
        plans::leaving_items(),
    ]
    .concat();
    LeavingItems([rooms, vec![account]].concat())
}

/// What rooms above the register show on the pages of its records, in this order.
fn panels() -> Panels {
    let below = vec![agreements::panel, duties::panel_of_tests, duties::panel_of_statements];
    Panels([below, plans::panels()].concat())
}

/// The database with everything that transactions expect to find.
///
/// # Errors
/// When it cannot be reached.
pub fn open(url: &DatabaseUrl) -> Result<Db> {
    let rulebook =
        rulebook().map_err(|problems| kernel::Error::failed(format!("policies/base: {problems:?}")))?;
    let db =
        Db::open(url)?.with_attachment(rulebook).with_attachment(told()).with_attachment(leaving_items());
    let db = db
        .with_attachment(vec![register::following(), agreements::following()])
        .with_attachment(SharedGroups(register::field_groups()))
        .with_attachment(SharedKinds(register::shared_kinds()))
        .with_attachment(BodyMembers(organisation::body_members))
        .with_attachment(AwaitedForums(vec![plans::plans_awaiting]))
        .with_attachment(panels())
        .with_attachment(SupplierPanels(vec![agreements::supplier_panels]))
        .with_attachment(plans::writers())
        .with_attachment(register::StepGates(Vec::new()));
    let db = db.with_attachment(crate::hook_rounds::HAPPENINGS).with_attachment(hooks::Settings::default());
    let db = db.with_attachment(around_views()).with_attachment(print::Printer(pdf::pdf));
    let db = db.with_attachment(search::Sources::new(search_sources()).anew_after(WORDS_OF_MANY));
    Ok(db.with_before_commit(Arc::new(before_commit)).with_after_commit(Arc::new(search::after_commit)))
}

/// The lists whose views may be saved, and who gets them.
fn around_views() -> Surroundings {
    Surroundings {
        lists: list_places(&routes()),
        people: organisation::RECIPIENTS,
        people_by_name: &organisation::PEOPLE_BY_NAME,
    }
}

/// What follows from what a transaction changed.
fn before_commit(tx: &mut Tx) -> Result<()> {
    search::before_commit(tx)?;
    findings::before_commit(tx)
}

/// A field that is retired, or a choice that is renamed, changes what every record with it is found by.
const WORDS_OF_MANY: &[SubjectKind] = &[custom_fields::CUSTOM_FIELD];

/// What is searched, in the order in which hits are shown.
fn search_sources() -> Vec<search::Source> {
    [
        register::search_sources(),
        agreements::search_sources(),
        duties::search_sources(),
        plans::search_sources(),
        organisation::search_sources(),
    ]
    .concat()
}

/// The kinds of record that a federation may add fields to.
pub const KINDS_WITH_CUSTOM_FIELDS: &[KindOfRecord] = &[
    KindOfRecord {
        groups: register::GROUPS_OF_SYSTEMS,
        ..kind::<System>("system", "register-systems", "system")
    },
    KindOfRecord {
        groups: register::GROUPS_OF_OBJECTS,
        ..kind::<ManagedObject>("object", "register-objects", "managed-object")
    },
    KindOfRecord {
        groups: register::GROUPS_OF_DOCUMENTS,
        ..kind::<Document>("document", "register-documents", "document")
    },
    kind::<Agreement>("agreement", "agreements", "agreement"),
    kind::<Person>("person", "person-list", "person"),
    kind::<Organisation>("organisation", "organisation-list", "organisation"),
    kind::<Unit>("unit", "unit-list", "unit"),
    kind::<organisation::Site>("site", "site-list", "site"),
];

const fn kind<N: Record>(name: &'static str, label: &'static str, record: &'static str) -> KindOfRecord {
    let groups = &[CustomGroup::Base];
    KindOfRecord {
        name,
        label,
        record,
        fields: || N::FIELDS.iter().map(|field| field.name).collect(),
        groups,
    }
}

/// All routes of the domains.
#[must_use]
pub fn routes() -> Vec<Route> {
    [
        crate::pages::routes(),
        views::routes(),
        search::routes(),
        notify::routes(),
        hooks::routes(),
        register::routes(),
        agreements::routes(),
        duties::routes(),
        plans::routes(),
        organisation::routes(),
    ]
    .concat()
}

/// The kinds of records in the API.
#[must_use]
pub fn resources() -> Vec<Resource> {
    [
        register::resources(),
        agreements::resources(),
        duties::resources(),
        plans::resources(),
        organisation::resources(),
        findings::resources(),
        search::resources(),
        views::resources(),
        hooks::resources(),
        crate::api::resources(),
    ]
    .concat()
}

/// The rooms of the web application, in the order of the navigation.
#[must_use]
pub fn rooms() -> Vec<Room> {
    [crate::pages::ROOMS, register::ROOMS, plans::ROOMS, organisation::ROOMS].concat()
}

/// The site, put together.
#[must_use]
pub fn web(db: Db, site: Site, clock: Clock) -> Web {
    Web {
        db,
        site,
        rooms: rooms(),
        routes: routes(),
        resources: resources(),
        welcome: crate::pages::welcome,
        list_views: views::LIST_VIEWS,
        clock,
        watch: Watch { is_current, measures: MEASURES, ..Watch::default() },
    }
}

/// Whether the tables are those of this program.
fn is_current(db: &Db) -> Result<bool> {
    let schema = schema();
    Ok(db.pending_migrations(&schema)?.is_empty() && db.unknown_migrations(&schema)?.is_empty())
}

/// Every statement of the program, for the test that prepares them all.
#[must_use]
pub fn statements() -> Vec<Statement> {
    [
        storage::statements(),
        access::statements(),
        custom_fields::statements(),
        files::statements(),
        findings::statements(),
        search::statements(),
        notify::statements(),
        views::statements(),
        hooks::statements(),
        web::statements(),
        organisation::statements(),
        register::statements(),
        agreements::statements(),
        duties::statements(),
        plans::statements(),
    ]
    .concat()
}
