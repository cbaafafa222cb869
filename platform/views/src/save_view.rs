//! Saves a view of a list, or what is changed in one: its name, what it asks, whom it is shared with.

use crate::mailing::Mailing;
use crate::saved_view::{SavedView, SharedWith};
use crate::surroundings::Surroundings;
use crate::visible::{acting, authorise_change, may_share, visible_view};
use crate::{SAVED_VIEW, SHARE, store};
use kernel::{
    Choice as _, Error, FieldValue, Id, Message, Objection, Record as _, Result, Subject, WrongValue,
    has_personal_identity_number,
};
use serde_json::Value as Json;
use storage::{AuditEntry, Tx};
use web::components::Address;

/// Views that one person may have.
const MOST_VIEWS: i64 = 200;

/// The view as it shall stand.
#[derive(Clone, Debug)]
pub struct SaveView {
    pub view: SavedView,
    /// The revision that was changed; None adds a new view.
    pub revision: Option<i64>,
}

/// Saves a view.
///
/// # Errors
/// Refused for who may not, stale when somebody else was faster, rejected for what is wrong.
pub fn save_view(tx: &mut Tx, ask: SaveView) -> Result<SavedView> {
    let person = acting(tx)?;
    let before = match ask.revision {
        None => None,
        Some(revision) => {
            let stored = visible_view(tx, ask.view.id)?;
            authorise_change(tx, &stored)?;
            if stored.revision != revision {
                return Err(Error::stale());
            }
            Some(stored)
        }
    };
    Surroundings::of(tx)?.list(&ask.view.list)?;
    let owner = before.as_ref().map_or(person, |view| view.owner);
    let own = store::own(tx, owner, MOST_VIEWS + 1)?;
    let mut view = decide_view(before.as_ref(), ask.view, &own).map_err(Error::Rejected)?;
    if before.is_none() {
        (view.id, view.owner) = (Id::new(), owner);
        view.owner_name = name_of(tx, owner)?;
    }
    view.organisation = organisation(tx, before.as_ref(), &view)?;
    if view.is_shared() && !may_share(tx, &view)? {
        return Err(access::refused(SHARE));
    }
    if before.as_ref() == Some(&view) {
        return Ok(view);
    }
    let saved = SavedView { revision: view.revision + 1, ..view };
    store::save(tx, &saved)?;
    let action = if before.is_none() { "saved_view.added" } else { "saved_view.changed" };
    audit(tx, action, before.as_ref(), Some(&saved))?;
    Ok(saved)
}

/// Writes down what became of a view.
pub(crate) fn audit(
    tx: &mut Tx,
    action: &'static str,
    before: Option<&SavedView>,
    after: Option<&SavedView>,
) -> Result<()> {
    let told = |view: Option<&SavedView>| view.map_or(Json::Null, |view| Json::from(kernel::json_of(view)));
    let subject = after.or(before).map(|view| Subject::new(SAVED_VIEW, view.id));
    let changes = storage::changes(&told(before), &told(after));
    tx.audit(&AuditEntry { action, subject, changes, ..AuditEntry::default() })
}

/// Writes down what became of a mailing, in the history of its view.
pub(crate) fn audit_mailing(
    tx: &mut Tx,
    action: &'static str,
    before: Option<&Mailing>,
    after: &Mailing,
) -> Result<()> {
    let told = |mailing: &Mailing| {
        let mut told = kernel::json_of(mailing);
        let outcome = mailing.last_outcome.filter(|_| mailing.ended_on.is_some());
        told.insert("ended".into(), outcome.map_or(Json::Null, |why| why.name().into()));
        Json::from(told)
    };
    tx.audit(&AuditEntry {
        action,
        subject: Some(Subject::new(SAVED_VIEW, after.view)),
        changes: storage::changes(&before.map_or(Json::Null, told), &told(after)),
        ..AuditEntry::default()
    })
}

fn name_of(tx: &Tx, person: Id) -> Result<String> {
    let people = (Surroundings::of(tx)?.people.of)(tx, &[person])?;
    Ok(people.into_iter().next().map(|one| one.name).unwrap_or_default())
}

/// The organisation that a view is shared with: where its owner is employed. One that it is shared with already stays.
fn organisation(tx: &Tx, before: Option<&SavedView>, view: &SavedView) -> Result<Option<Id>> {
    if view.shared_with != Some(SharedWith::Organisation) {
        return Ok(None);
    }
    if let Some(known) = before.and_then(|view| view.organisation) {
        return Ok(Some(known));
    }
    let employers = store::employers(tx, view.owner)?;
    // Of several, the one where the actor may share.
    for employer in &employers {
        if access::may(tx, SHARE, *employer)? {
            return Ok(Some(*employer));
        }
    }
    let none = || Error::rejected("shared_with", "objection-view-no-organisation");
    employers.first().copied().map(Some).ok_or_else(none)
}

fn decide_view(
    before: Option<&SavedView>,
    ask: SavedView,
    own: &[(Id, String, String)],
) -> Result<SavedView, Vec<Objection>> {
    let view = SavedView { name: ask.name.trim().to_owned(), query: web::normal_query(&ask.query), ..ask };
    let mut objections = limits(&view);
    let is_same = |name: &str| name.to_lowercase() == view.name.to_lowercase();
    if own.iter().any(|(id, list, name)| *id != view.id && *list == view.list && is_same(name)) {
        objections.push(Objection::new("name", "objection-view-name-taken"));
    }
    if before.is_none() && i64::try_from(own.len()).unwrap_or(i64::MAX) >= MOST_VIEWS {
        let told = Message::new("objection-too-many-views").with("most", MOST_VIEWS);
        objections.push(Objection::new("", told));
    }
    if before.is_some_and(|before| before.list != view.list) {
        objections.push(Objection::new("list", "objection-view-list-fixed"));
    }
    if objections.is_empty() { Ok(view) } else { Err(objections) }
}

fn limits(view: &SavedView) -> Vec<Objection> {
    let wrong = SavedView::FIELDS.iter().filter_map(|field| {
        let value = (field.read)(view);
        let is_missing = field.is_required && value.is_absent();
        let wrong = if is_missing { Err(WrongValue::Required) } else { field.kind.check(&value) };
        wrong.err().map(|wrong| Objection::new(field.name, wrong.message()))
    });
    let asked = Address::parse(&format!("/?{}", view.query)).parameters;
    let name = SavedView::field("name").map_or(FieldValue::Absent, |field| (field.read)(view));
    let is_personal = |text: &str| has_personal_identity_number(text);
    let personal = [
        ("name", matches!(name, FieldValue::Text(text) if is_personal(&text))),
        ("query", asked.iter().any(|(_, value)| is_personal(value))),
    ];
    let personal = personal.into_iter().filter(|(_, is_there)| *is_there);
    wrong
        .chain(personal.map(|(field, _)| Objection::new(field, "objection-personal-identity-number")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn objections(view: SavedView, own: usize) -> Vec<String> {
        let own: Vec<_> =
            (0..own).map(|number| (Id::new(), "/system".to_owned(), format!("Vy {number}"))).collect();
        let wrong = decide_view(None, view, &own).err().unwrap_or_default();
        wrong.into_iter().map(|one| format!("{}: {}", one.field, one.message.key)).collect()
    }

    #[test]
    fn a_view_is_kept_under_a_name_that_its_owner_has_not_used_for_the_list() {
        let view = |name: &str| SavedView::new("/system", name);
        assert_eq!(
            objections(view("<b>Skolan</b> & 'co'"), 0),
            [""; 0],
            "a name is a text, whatever it looks like"
        );
        assert_eq!(objections(view("  "), 0), ["name: objection-required"]);
        assert_eq!(objections(view("vy 1"), 3), ["name: objection-view-name-taken"]);
        assert_eq!(objections(SavedView::new("/objekt", "Vy 1"), 3), [""; 0]);
        assert_eq!(objections(view("En till"), 200), [": objection-too-many-views"]);
        assert_eq!(objections(view("En till"), 199), [""; 0]);
    }

    #[test]
    fn no_personal_identity_number_is_kept_in_a_name_or_in_what_is_searched_for() {
        let named = SavedView::new("/system", "Anna 19900101-0017");
        assert_eq!(objections(named, 0), ["name: objection-personal-identity-number"]);
        let asking = SavedView { query: "q=19900101-0017".into(), ..SavedView::new("/system", "Anna") };
        assert_eq!(objections(asking, 0), ["query: objection-personal-identity-number"]);
    }
}
