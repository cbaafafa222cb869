//! Organisations, suppliers, units and sites in the API.

use super::{OPEN, SEARCH, field_filter, query, reference, told_each};
use crate::listing::{ORGANISATIONS, SITES, UNITS};
use crate::{
    Because, ORGANISATION, Organisation, OrganisationKind, SITE, SaveOrganisation, SaveSite, SaveUnit, Site,
    UNIT, Unit, save_organisation, save_site, save_unit, visible_organisation, visible_organisations,
    visible_site, visible_sites, visible_unit, visible_units, with_blank_custom,
};
use kernel::{Choice, Error, FieldKind, Id, Result};
use storage::{Read, Tx, values};
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

pub(crate) const ORGANISATION_FILTERS: &[ListFilter] = &[
    SEARCH,
    OPEN,
    field_filter("kind", FieldKind::Choice(OrganisationKind::NAMES)),
    reference("parent", "organisation"),
    reference("within", "organisation"),
    field_filter("runs_it", FieldKind::Flag),
    field_filter("local_number", FieldKind::Text { max_chars: 50 }),
    field_filter("organisation_number", FieldKind::Text { max_chars: 20 }),
];

pub(crate) const UNIT_FILTERS: &[ListFilter] =
    &[SEARCH, OPEN, reference("organisation", "organisation"), reference("within", "organisation")];

pub(super) fn organisations() -> Resource {
    Resource::of::<Organisation>("organisations", "organisation")
        .lists(&ORGANISATIONS, ORGANISATION_FILTERS, |read, ask| {
            let query = query(read, ask, &ORGANISATIONS)?.filter("not_kind", supplier());
            told_each(read, visible_organisations(read, query)?, (ORGANISATION, |one| one.id), told)
        })
        .gets(|read, id| visible_organisation(read, id).map(|one| told(&one)))
        .creates(|tx, input| create(tx, input, OrganisationKind::Department))
        .changes(change)
        .taking::<Because>()
}

/// Suppliers are organisations; here they stand by themselves.
pub(super) fn suppliers() -> Resource {
    Resource::of::<Organisation>("suppliers", "organisation")
        .lists(&ORGANISATIONS, ORGANISATION_FILTERS, |read, ask| {
            let query = query(read, ask, &ORGANISATIONS)?.filter("kind", supplier());
            told_each(read, visible_organisations(read, query)?, (ORGANISATION, |one| one.id), told)
        })
        .gets(|read, id| found_supplier(read, id).map(|one| told(&one)))
        .creates(|tx, input| create(tx, input, OrganisationKind::Supplier))
        .changes(|tx, id, input| {
            found_supplier(tx, id)?;
            change(tx, id, input)
        })
        .taking::<Because>()
}

fn supplier() -> [storage::Value; 1] {
    values![OrganisationKind::Supplier.name()]
}

fn found_supplier(read: &Read, id: Id) -> Result<Organisation> {
    let found = visible_organisation(read, id)?;
    if found.kind == OrganisationKind::Supplier { Ok(found) } else { Err(Error::NotFound) }
}

fn told(organisation: &Organisation) -> Item {
    Item::of(organisation.id, organisation.revision, organisation)
}

fn create(tx: &mut Tx, input: &Input, kind: OrganisationKind) -> Result<Item> {
    let organisation = with_blank_custom(tx, ORGANISATION, Organisation::new("", kind))?;
    let (mut organisation, mut because) = (organisation, Because::default());
    input.read_new(&mut organisation, &mut because)?;
    let ask = SaveOrganisation { organisation, revision: None, because };
    save_organisation(tx, &ask).map(|saved| told(&saved))
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let (mut organisation, mut because) = (visible_organisation(tx, id)?, Because::default());
    input.read_with(&mut organisation, &mut because)?;
    let ask = SaveOrganisation { organisation, revision: Some(input.revision()?), because };
    save_organisation(tx, &ask).map(|saved| told(&saved))
}

pub(super) fn units() -> Resource {
    Resource::of::<Unit>("units", "unit")
        .lists(&UNITS, UNIT_FILTERS, list_units)
        .gets(|read, id| visible_unit(read, id).map(|one| told_unit(&one)))
        .creates(|tx, input| {
            let unit = with_blank_custom(tx, UNIT, Unit::new("", Id::new()))?;
            let (mut unit, mut because) = (unit, Because::default());
            input.read_new(&mut unit, &mut because)?;
            save_unit(tx, &SaveUnit { unit, revision: None, because }).map(|saved| told_unit(&saved))
        })
        .changes(|tx, id, input| {
            let (mut unit, mut because) = (visible_unit(tx, id)?, Because::default());
            input.read_with(&mut unit, &mut because)?;
            let revision = Some(input.revision()?);
            save_unit(tx, &SaveUnit { unit, revision, because }).map(|saved| told_unit(&saved))
        })
        .taking::<Because>()
}

fn list_units(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    told_each(read, visible_units(read, query(read, ask, &UNITS)?)?, (UNIT, |one| one.id), told_unit)
}

fn told_unit(unit: &Unit) -> Item {
    Item::of(unit.id, unit.revision, unit)
}

pub(super) fn sites() -> Resource {
    Resource::of::<Site>("sites", "site")
        .lists(&SITES, UNIT_FILTERS, list_sites)
        .gets(|read, id| visible_site(read, id).map(|one| told_site(&one)))
        .creates(|tx, input| {
            let site = with_blank_custom(tx, SITE, Site::new("", Id::new()))?;
            let (mut site, mut because) = (site, Because::default());
            input.read_new(&mut site, &mut because)?;
            save_site(tx, &SaveSite { site, revision: None, because }).map(|saved| told_site(&saved))
        })
        .changes(|tx, id, input| {
            let (mut site, mut because) = (visible_site(tx, id)?, Because::default());
            input.read_with(&mut site, &mut because)?;
            let revision = Some(input.revision()?);
            save_site(tx, &SaveSite { site, revision, because }).map(|saved| told_site(&saved))
        })
        .taking::<Because>()
}

fn list_sites(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    told_each(read, visible_sites(read, query(read, ask, &SITES)?)?, (SITE, |one| one.id), told_site)
}

fn told_site(site: &Site) -> Item {
    Item::of(site.id, site.revision, site)
}
