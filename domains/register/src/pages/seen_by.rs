//! Lists and records *as seen by* those whom another organisation employs: for whoever decides what is shown to them.

use crate::store;
use kernel::{Error, FieldKind, Id, Message, Result};
use maud::html;
use organisation::{DECIDE_SHARING, Organisation};
use std::collections::BTreeSet;
use storage::Read;
use web::components::{Address, Link, Notice, NoticeKind, notice};
use web::{Answer, FilterKind, Handler, ListFilter, Page, SEEN_BY_PARAMETER, SeenBy, Visit};

/// The parameter that names whose records a list is looked at for, and the filter of the same name.
const OWNER: &str = "entity";
/// The pages that can be looked at so.
const PAGES: &[&str] = &["/system", "/objekt"];

pub(super) fn system_list(visit: &Visit) -> Result<Answer> {
    list(visit, super::system_list::system_list)
}

pub(super) fn object_list(visit: &Visit) -> Result<Answer> {
    list(visit, super::object_list::object_list)
}

pub(super) fn system_page(visit: &Visit) -> Result<Answer> {
    let owner = |read: &Read, id: Id| Ok(store::find_system(read, id)?.and_then(|one| one.organisation));
    record(visit, owner, super::system_page::system_page)
}

pub(super) fn object_page(visit: &Visit) -> Result<Answer> {
    let owner = |read: &Read, id: Id| Ok(store::find_object(read, id)?.and_then(|one| one.organisation));
    record(visit, owner, super::object_page::object_page)
}

/// A list, or what is left of it for the others; then only the records of one owner.
fn list(visit: &Visit, handler: Handler) -> Result<Answer> {
    let Some(receiver) = receiver(visit)? else { return handler(visit) };
    let owner = visit.query(OWNER).and_then(|text| text.parse().ok()).ok_or(Error::NotFound)?;
    let parties = visit.read(|read| Parties::of(read, owner, receiver))?;
    parties.shown(visit, handler)
}

/// A record, or that the others do not see it.
fn record(visit: &Visit, owner: fn(&Read, Id) -> Result<Option<Id>>, handler: Handler) -> Result<Answer> {
    let Some(receiver) = receiver(visit)? else { return handler(visit) };
    let id = visit.id("id")?;
    let parties = visit.read(|read| {
        let owner = owner(read, id)?.ok_or(Error::NotFound)?;
        let entity = organisation::legal_entity(read, owner)?.ok_or(Error::NotFound)?;
        Parties::of(read, entity, receiver)
    })?;
    match parties.shown(visit, handler) {
        Err(Error::NotFound) => Ok(parties.unseen(visit)),
        answer => answer,
    }
}

/// Whether a list asks by a filter: as somebody else by what it tells of its own rows, and not by the names of records that
/// they know and the visitor need not.
pub(super) fn is_asked_of(visit: &Visit, filter: &ListFilter) -> bool {
    let picks = matches!(filter.kind, FilterKind::Field(FieldKind::Reference(_)));
    visit.seen_by.is_none() || filter.name == OWNER || !picks
}

/// Of some records and their owners those that the legal entity of an owner owns: whatever else somebody sees as whom one
/// looks is not the visitor's to see.
pub(super) fn of_same_owner(
    read: &Read,
    owner: Option<Id>,
    records: impl Iterator<Item = (Id, Option<Id>)>,
) -> Result<Vec<Id>> {
    let owned: Vec<(Id, Id)> = records.filter_map(|(id, place)| place.map(|place| (id, place))).collect();
    let places: BTreeSet<Id> = owned.iter().map(|(_, place)| *place).chain(owner).collect();
    let entities = store::entities_of(read, &Vec::from_iter(places))?;
    let entity = owner.and_then(|owner| entities.get(&owner));
    Ok(owned.into_iter().filter(|(_, place)| entities.get(place) == entity).map(|(id, _)| id).collect())
}

fn receiver(visit: &Visit) -> Result<Option<Id>> {
    visit.query(SEEN_BY_PARAMETER).map(|text| text.parse().map_err(|_| Error::NotFound)).transpose()
}

/// Whose records are looked at, and as whose employees.
struct Parties {
    owner: Organisation,
    receiver: Organisation,
}

impl Parties {
    /// Only for who decides what the owner shows; both are legal entities of the federation, or are not found.
    fn of(read: &Read, owner: Id, receiver: Id) -> Result<Self> {
        for entity in [owner, receiver] {
            if organisation::legal_entity(read, entity)? != Some(entity) {
                return Err(Error::NotFound);
            }
        }
        if owner == receiver {
            return Err(Error::NotFound);
        }
        if !organisation::may_decide(read, owner)? {
            return Err(access::refused(DECIDE_SHARING));
        }
        Ok(Self {
            owner: organisation::organisation(read, owner)?,
            receiver: organisation::organisation(read, receiver)?,
        })
    }

    fn shown(&self, visit: &Visit, handler: Handler) -> Result<Answer> {
        let actor = organisation::stands_for(&visit.actor, self.receiver.id);
        let permissions = visit.web.db.read(&actor, storage::View::Now, access::permissions_of)?;
        let seen_by = SeenBy { who: self.receiver.id, pages: PAGES };
        match handler(&visit.as_seen_by(seen_by, actor, permissions))? {
            Answer::Page(page) => Ok(self.framed(visit, *page)),
            other => Ok(other),
        }
    }

    fn unseen(&self, visit: &Visit) -> Answer {
        let text = visit.render(&self.message("seen-by-not-shown"));
        let content = html! { p { (text) } };
        self.framed(visit, Page::new(visit.text("seen-by-not-shown-title"), content))
    }

    fn message(&self, key: &'static str) -> Message {
        Message::new(key).with("owner", self.owner.name.clone()).with("receiver", self.receiver.name.clone())
    }

    /// The page under the band that says as whom it is looked at, without anything that could be done on it.
    fn framed(&self, visit: &Visit, page: Page) -> Answer {
        let sharing = Address::new("/administration/delning").with("agare", self.owner.id.to_string()).href();
        let list = Address::new("/system")
            .with(SEEN_BY_PARAMETER, self.receiver.id.to_string())
            .with(OWNER, self.owner.id.to_string());
        let band = Notice {
            kind: NoticeKind::Info,
            title: Some(visit.render(&self.message("seen-by-title"))),
            text: visit.render(&self.message("seen-by-explained")),
        };
        let content = html! {
            div class="stack" {
                (notice(&band))
                p { a href=(sharing) { (visit.text("seen-by-back")) } }
                (page.content)
            }
        };
        let mut under = vec![Link::new(sharing, visit.text("sharing-list"))];
        if visit.path != "/system" {
            under.push(Link::new(list.href(), visit.text("register-systems")));
        }
        Page { content, breadcrumbs: under, primary_action: None, edit_action: None, ..page }.answer()
    }
}
