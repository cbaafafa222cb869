//! Change notices in the API: sent with what should stand in the register, taken over, sent back or withdrawn.

use super::{SEARCH, of_field, reference};
use crate::change_notice::{ChangeNotice, NoticeState};
use crate::field_groups::{all_hidden_fields, seen_of_each};
use crate::listing::{NOTICES, NoticeRow};
use crate::pages::seen_notices;
use crate::return_change_notice::{SendBackChangeNotice, send_back_change_notice, withdraw_change_notice};
use crate::send_change_notice::{SendChangeNotice, own_unsettled, send_change_notice};
use crate::store;
use crate::system::{SYSTEM, System};
use crate::take_over_change_notice::{TakeOverChangeNotice, take_over_change_notice};
use crate::visible::visible_system;
use crate::visible_notice::visible_notice;
use kernel::{Choice as _, Error, FieldKind, Id, ReferenceKind, Result, record_fields};
use organisation::with_blank_custom;
use serde_json::Value as Json;
use storage::{Read, Tx};
use web::{FieldInfo, Input, Item, ListAnswer, ListAsk, ListFilter, Resource, fields_of};

const FILTERS: &[ListFilter] = &[
    SEARCH,
    of_field("state", FieldKind::Choice(NoticeState::NAMES)),
    reference("system", "system"),
    reference("sent_by", "person"),
];

/// What a notice is about, told when it is sent, and why.
#[derive(Clone, Debug, Default)]
struct About {
    /// None: a new system.
    system: Option<Id>,
    reason: String,
}

record_fields! { About {
    system: FieldKind::Reference(ReferenceKind("system"));
    reason: FieldKind::LongText { max_chars: 2_000 };
} }

/// What is taken over; without fields all of it.
#[derive(Clone, Debug, Default)]
struct Taking {
    fields: Vec<String>,
    /// The revision of the system beside which the fields were chosen.
    system_revision: Option<i64>,
    answer: String,
}

record_fields! { Taking {
    fields: FieldKind::Words { max_words: 100 };
    system_revision: FieldKind::Number { min: 1, max: 1_000_000_000 };
    answer: FieldKind::LongText { max_chars: 2_000 };
} }

/// Why a notice is sent back.
#[derive(Clone, Debug, Default)]
struct SendingBack {
    reason: String,
}

record_fields! { SendingBack {
    reason: FieldKind::LongText { max_chars: 2_000 }, required;
} }

pub(super) fn notices() -> Resource {
    // What a notice does not speak of stays as it is, so no field of the system is required.
    let proposed = fields_of::<System>().into_iter().map(|field| FieldInfo { is_required: false, ..field });
    let resource = Resource::of::<ChangeNotice>("change-notices", "change_notice")
        .tells("state", FieldKind::Choice(NoticeState::NAMES))
        .tells("name", FieldKind::Text { max_chars: 200 })
        .tells("is_new", FieldKind::Flag)
        .tells("sent_by", FieldKind::Reference(ReferenceKind("person")))
        .tells("sent_by_name", FieldKind::Text { max_chars: 200 })
        .tells("answer", FieldKind::LongText { max_chars: 2_000 })
        .tells("taken", FieldKind::Words { max_words: 100 })
        .tells_freely("changes")
        .lists(&NOTICES, FILTERS, list)
        .gets(get)
        .creates(create)
        .changes(change)
        .acts::<Taking>("take-over", take_over)
        .acts::<SendingBack>("send-back", send_back)
        .acts_plainly("withdraw", withdraw);
    Resource { with: proposed.collect(), ..resource }
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = seen_notices(read, ask.query(&NOTICES, read.today())?, false)?;
    let page = NOTICES.page::<NoticeRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let mut notices = store::notices_by_id(read, &ids)?;
    let systems: Vec<Id> = notices.values().filter_map(|notice| notice.system).collect();
    let (seen, added) = (seen_of_each(read, &systems)?, custom_fields::fields_of(read, SYSTEM.name())?);
    let items = ids.iter().filter_map(|id| notices.remove(id)).map(|notice| {
        let allowed = notice.system.filter(|_| !notice.is_new).and_then(|system| seen.get(&system));
        told(notice, &allowed.map_or_else(Vec::new, |allowed| all_hidden_fields(allowed, &added)))
    });
    Ok(ListAnswer { items: items.collect(), next_cursor: page.next_cursor })
}

fn get(read: &Read, id: Id) -> Result<Item> {
    let notice = visible_notice(read, id)?;
    let is_own = notice.sent_by.is_some() && notice.sent_by == read.actor().person;
    if notice.is_new || is_own {
        return Ok(told(notice, &[]));
    }
    let added = custom_fields::fields_of(read, SYSTEM.name())?;
    let hidden = all_hidden_fields(&access::allowed(read, notice.place)?, &added);
    Ok(told(notice, &hidden))
}

/// Nothing is told of fields that the reader does not see at the system.
fn told(mut notice: ChangeNotice, hidden: &[String]) -> Item {
    notice.changes.retain(|name, _| !hidden.contains(name));
    Item::of(notice.id, notice.revision, &notice)
        .with("state", &notice.state)
        .with("name", &notice.name)
        .with("is_new", &notice.is_new)
        .with("sent_by", &notice.sent_by)
        .with("sent_by_name", &notice.sent_by_name)
        .with("answer", &notice.answer)
        .with("taken", &notice.taken)
        .with_json("changes", Json::Object(notice.changes.clone()))
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    // The body is read twice: what it is about says what the rest is read over, and then what is wrong with it.
    let mut about = About::default();
    let of_new = input.read_sent(&mut with_blank_custom(tx, SYSTEM, System::default())?, &mut about);
    let mut system = match about.system {
        Some(id) => visible_system(tx, id)?,
        None => {
            of_new?;
            with_blank_custom(tx, SYSTEM, System::default())?
        }
    };
    input.read_with(&mut system, &mut about)?;
    let is_new = about.system.is_none();
    let id = send_change_notice(tx, &SendChangeNotice { again: None, system, is_new, reason: about.reason })?;
    get(tx, id)
}

/// Sends a notice anew, with what is told now over what it said before.
fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let notice = visible_notice(tx, id)?;
    let revision = input.revision()?;
    let notice = own_unsettled(tx, (notice.id, revision))?;
    let about_system = notice.system.ok_or(Error::NotFound)?;
    let stored = if notice.is_new {
        with_blank_custom(tx, SYSTEM, System { id: about_system, ..System::default() })?
    } else {
        visible_system(tx, about_system)?
    };
    let [_, mut system] = notice.sides(&stored);
    let mut about = About { system: notice.system, reason: notice.reason.clone() };
    input.read_with(&mut system, &mut about)?;
    if about.system != notice.system {
        return Err(Error::rejected("system", "register-objection-subject-stays"));
    }
    let ask =
        SendChangeNotice { again: Some((id, revision)), system, is_new: notice.is_new, reason: about.reason };
    send_change_notice(tx, &ask)?;
    get(tx, id)
}

fn take_over(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut taking = Taking::default();
    input.read_into(&mut taking)?;
    let fields = (!taking.fields.is_empty()).then(|| taking.fields.into_iter().collect());
    let ask = TakeOverChangeNotice {
        notice: id,
        revision: input.revision_if_told(),
        fields,
        seen: taking.system_revision,
        answer: taking.answer,
    };
    take_over_change_notice(tx, &ask)?;
    get(tx, id)
}

fn send_back(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = SendingBack::default();
    input.read_into(&mut asked)?;
    let ask = SendBackChangeNotice { notice: id, revision: input.revision_if_told(), reason: asked.reason };
    send_back_change_notice(tx, &ask)?;
    get(tx, id)
}

fn withdraw(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let revision = match input.revision_if_told() {
        Some(revision) => revision,
        None => visible_notice(tx, id)?.revision,
    };
    withdraw_change_notice(tx, id, revision)?;
    get(tx, id)
}
