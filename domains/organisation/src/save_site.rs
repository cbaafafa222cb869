//! Enters a site or changes it.

use crate::custom::{keeping_custom, refuse_wrong_custom, save_custom, with_custom};
use crate::record_of_change::{Because, Done, audit, check_revision};
use crate::store::organisations as store;
use crate::{EDIT, READ, SITE, Site, check_no_personal_identity_numbers};
use kernel::{Error, Id, Objection, Result, Subject};
use storage::{Read, Tx};

/// The site as it shall stand.
#[derive(Clone, Debug)]
pub struct SaveSite {
    pub site: Site,
    /// The revision that was changed; None enters a new site.
    pub revision: Option<i64>,
    pub because: Because,
}

/// Saves a site.
///
/// # Errors
/// Not found for who may not see it, refused for who may not change its organisation, rejected for what is wrong.
pub fn save_site(tx: &mut Tx, ask: &SaveSite) -> Result<Site> {
    let before = match ask.revision {
        None => None,
        Some(revision) => {
            let stored = visible_site(tx, ask.site.id)?;
            access::authorise(tx, EDIT, stored.id)?;
            check_revision(stored.revision, revision)?;
            Some(stored)
        }
    };
    let site = keeping_custom(before.as_ref(), ask.site.clone());
    authorise_owner(tx, site.organisation)?;
    let saved = decide_site(before.as_ref(), &site).map_err(Error::Rejected)?;
    refuse_wrong_custom(tx, before.as_ref(), &saved)?;
    write_site(tx, before.as_ref(), &saved, &ask.because)?;
    Ok(saved)
}

/// Writes what has been decided about a site.
pub(crate) fn write_site(tx: &mut Tx, before: Option<&Site>, after: &Site, because: &Because) -> Result<()> {
    store::save_site(tx, after, before.is_none())?;
    save_custom(tx, after.id, before, after)?;
    let within = store::ancestors_or_self(tx, after.organisation)?;
    access::set_reach(tx, after.id, within)?;
    let action = if before.is_none() { "site.created" } else { "site.changed" };
    audit(tx, &Done { action, subject: Subject::new(SITE, after.id), before, after, because })
}

/// A site that the actor may see.
///
/// # Errors
/// [`Error::NotFound`] also when they may not see it.
pub fn visible_site(read: &Read, id: Id) -> Result<Site> {
    let site = store::site(read, id)?;
    if access::may(read, READ, id)? { with_custom(read, SITE, id, site) } else { Err(Error::NotFound) }
}

/// Stops an actor who may not change the organisation that something is to belong to.
pub(crate) fn authorise_owner(read: &Read, organisation: Id) -> Result<()> {
    match store::organisation(read, organisation) {
        Err(Error::NotFound) => Err(Error::rejected("organisation", "objection-no-such-organisation")),
        Err(error) => Err(error),
        Ok(_) => access::authorise(read, EDIT, organisation),
    }
}

fn decide_site(before: Option<&Site>, ask: &Site) -> Result<Site, Vec<Objection>> {
    let mut objections = check_no_personal_identity_numbers(ask);
    if ask.name.trim().is_empty() {
        objections.push(Objection::new("name", "objection-required"));
    }
    if !objections.is_empty() {
        return Err(objections);
    }
    Ok(Site { revision: before.map_or(1, |old| old.revision + 1), ..ask.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_has_a_name_and_no_personal_identity_number_in_its_address() {
        let site = Site::new("Södra skolan", Id::new());
        assert_eq!(decide_site(None, &site).unwrap().revision, 1);
        let unnamed = Site { name: String::new(), address: "Storgatan 1, 811218-9876".into(), ..site };
        let fields: Vec<String> =
            decide_site(None, &unnamed).unwrap_err().into_iter().map(|one| one.field).collect();
        assert_eq!(fields, ["address", "name"]);
    }
}
