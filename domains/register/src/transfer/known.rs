//! The register as an import and an export see it: loaded as sets, as far as the actor may see it.

use super::directory::Directory;
use crate::field_groups::{fields_to_read, seen_by, seen_of_each};
use crate::managed_object::ManagedObject;
use crate::system::{SYSTEM, System};
use crate::system_use::SystemUse;
use crate::{CREATE, EDIT, READ_BASE, READ_ROLES, store};
use kernel::{CustomField, Date, Id, Language, Permission, Result};
use organisation::{Listed, Organisation, Person, RoleAssignment, Unit};
use policy::Pack;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use storage::{Page, Query, Read};

/// Records that are asked for at a time.
const AT_A_TIME: i64 = 1_000;

/// Everything that decides about rows of a table.
pub struct Known {
    pub today: Date,
    pub language: Language,
    pub pack: Arc<Pack>,
    /// The fields that the federation has added to systems, as far as the actor reads them anywhere.
    pub custom: Arc<[CustomField]>,
    /// The federation's own organisation.
    pub own: Option<Id>,
    pub systems: BTreeMap<Id, KnownSystem>,
    pub organisations: BTreeMap<Id, Organisation>,
    pub units: BTreeMap<Id, Unit>,
    pub people: BTreeMap<Id, Person>,
    pub objects: BTreeMap<Id, ManagedObject>,
    /// Systems that the actor may change.
    pub may_edit: BTreeSet<Id>,
    /// Organisations at which the actor may register systems.
    pub may_create: BTreeSet<Id>,
}

/// A system with what belongs to it.
#[derive(Clone, Debug, Default)]
pub struct KnownSystem {
    pub system: System,
    pub uses: Vec<SystemUse>,
    pub objects: BTreeSet<Id>,
    /// Those that count on any day.
    pub assignments: Vec<RoleAssignment>,
}

impl Known {
    /// Loads the register as it stands in the view of the read.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(read: &Read) -> Result<Self> {
        let mut systems = systems_of(read)?;
        let ids: Vec<Id> = systems.keys().copied().collect();
        let may_edit: BTreeSet<Id> = permitted(read, EDIT, &ids)?.into_iter().collect();
        // Whoever changes a record writes it whole; of any other nothing is compared that they do not see.
        let others: Vec<Id> = ids.into_iter().filter(|id| !may_edit.contains(id)).collect();
        leave_out_hidden(read, &mut systems, &others)?;
        let organisations: BTreeMap<Id, Organisation> =
            all_pages(|query| organisation::visible_organisations(read, query))?
                .into_iter()
                .map(|one| (one.id, one))
                .collect();
        let people = all_pages(|query| organisation::visible_people(read, query))?;
        let units = all_pages(|query| organisation::visible_units(read, query))?;
        let owners: Vec<Id> = organisations.keys().copied().collect();
        Ok(Self {
            today: read.today(),
            language: read.actor().language,
            pack: findings::pack_in_force(read)?,
            custom: fields_to_read(read, SYSTEM)?,
            own: organisation::own_organisation(read)?.map(|own| own.id),
            systems,
            units: units.into_iter().map(|one| (one.id, one)).collect(),
            people: people.into_iter().map(|one| (one.id, one)).collect(),
            objects: objects_of(read)?,
            may_edit,
            may_create: permitted(read, CREATE, &owners)?.into_iter().collect(),
            organisations,
        })
    }

    pub(crate) fn organisation_name(&self, id: Id) -> &str {
        self.organisations.get(&id).map_or("", |one| one.name.as_str())
    }

    /// The name of an organisation or unit.
    pub(crate) fn name_of_place(&self, id: Id) -> &str {
        self.units.get(&id).map_or_else(|| self.organisation_name(id), |unit| &unit.name)
    }

    pub(crate) fn directory_of_organisations(&self) -> Directory {
        self.organisations.values().map(|one| (one.id, one.name.as_str())).collect()
    }

    pub(crate) fn directory_of_objects(&self) -> Directory {
        self.objects.values().map(|one| (one.id, one.name.as_str())).collect()
    }

    /// People by name and by e-mail address.
    pub(crate) fn directory_of_people(&self) -> Directory {
        let names = self.people.values().map(|one| (one.id, one.name.as_str()));
        let addresses = self.people.values().map(|one| (one.id, one.email.as_str()));
        names.chain(addresses).collect()
    }
}

fn systems_of(read: &Read) -> Result<BTreeMap<Id, KnownSystem>> {
    let mut known: BTreeMap<Id, KnownSystem> = BTreeMap::new();
    let mut after = None;
    loop {
        let page = store::systems_after(read, after, AT_A_TIME)?;
        let Some(last) = page.last() else { return Ok(known) };
        after = Some(*last);
        let ids = permitted(read, READ_BASE, &page)?;
        for system in store::systems_by_id(read, &ids)? {
            known.insert(system.id, KnownSystem { system, ..KnownSystem::default() });
        }
        for (id, uses) in store::uses_of_systems(read, &ids)? {
            known.entry(id).or_default().uses = uses;
        }
        for membership in store::objects_of_systems(read, &ids)? {
            known.entry(membership.system).or_default().objects.insert(membership.object);
        }
        for assignment in organisation::assignments_of_all(read, &ids)? {
            known.entry(assignment.subject_id).or_default().assignments.push(assignment);
        }
    }
}

/// Of some systems, what the actor does not see of them.
pub(super) fn leave_out_hidden(
    read: &Read,
    systems: &mut BTreeMap<Id, KnownSystem>,
    ids: &[Id],
) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    for (id, allowed) in seen_of_each(read, ids)? {
        let Some(one) = systems.get_mut(&id) else { continue };
        one.system = seen_by(&allowed, std::mem::take(&mut one.system));
        if !allowed.may(READ_ROLES) {
            one.assignments.clear();
        }
    }
    Ok(())
}

fn objects_of(read: &Read) -> Result<BTreeMap<Id, ManagedObject>> {
    let mut objects = BTreeMap::new();
    let mut after = None;
    loop {
        let page = store::objects_after(read, after, AT_A_TIME)?;
        let Some(last) = page.last() else { return Ok(objects) };
        after = Some(*last);
        let seen = permitted(read, READ_BASE, &page)?;
        objects.extend(store::objects_by_id(read, &seen)?.into_iter().map(|object| (object.id, object)));
    }
}

pub(super) fn permitted(read: &Read, permission: Permission, ids: &[Id]) -> Result<Vec<Id>> {
    if ids.is_empty() { Ok(Vec::new()) } else { access::permitted(read, permission, ids) }
}

/// All records of a list, page by page.
fn all_pages<N>(page: impl Fn(Query) -> Result<Page<Listed<N>>>) -> Result<Vec<N>> {
    let mut records = Vec::new();
    let mut query = Query::first(AT_A_TIME);
    loop {
        let Page { items, next_cursor } = page(query)?;
        records.extend(items.into_iter().map(|listed| listed.record));
        match next_cursor {
            Some(cursor) => query = Query::first(AT_A_TIME).after(cursor),
            None => return Ok(records),
        }
    }
}
