//! The API: a domain describes a kind of record once, with the reads and verbs behind it, and gets routes, JSON, paging,
//! `ETag`, `Idempotency-Key`, problem documents and the description for scripts.

mod ask;
mod file;
mod input;
mod item;
mod once;
mod routes;

pub use ask::{FilterKind, ListAnswer, ListAsk, ListFilter, like_anywhere};
pub use file::SentFile;
pub use input::Input;
pub use item::Item;

pub(crate) use ask::{CustomFilter, custom_filters};
pub(crate) use input::CUSTOM_OBJECT;
pub use once::Once;
pub(crate) use once::{refuse_repeat, remember_way, way_before};
pub(crate) use routes::{API_PATH, routes};

use crate::answer::JsonAnswer;
use crate::papers::FileForm;
use crate::route::Handler;
use crate::visit::Visit;
use kernel::{CustomField, FieldKind, Id, Permission, Record, Result};
use std::sync::Arc;
use storage::{Listing, Read, Tx};

pub type ListRead = fn(&Read, &ListAsk) -> Result<ListAnswer>;
pub type ItemRead = fn(&Read, Id) -> Result<Item>;
pub type Create = fn(&mut Tx, &Input) -> Result<Item>;
/// Keeps what came of a look.
pub type Keep = Box<dyn FnOnce(&mut Tx) -> Result<Item> + Send>;
/// Looks at what would come of a creation, and answers what keeps it.
pub type LookToCreate = fn(&Read, &Input) -> Result<Keep>;
/// The same of an action on a record.
pub type LookToAct = fn(&Read, Id, &Input) -> Result<Keep>;
/// Makes a record of a file, and answers for itself: the work may take several transactions.
pub type CreateOfFile = fn(&Visit, &SentFile) -> Result<JsonAnswer>;
/// A change of one record, or an action on it. The verb compares the revision, if the caller gives one.
pub type Change = fn(&mut Tx, Id, &Input) -> Result<Item>;

/// How a request is carried out.
#[derive(Clone, Copy, Debug)]
pub enum Run<V, L> {
    /// In the one transaction that writes.
    AtOnce(V),
    /// It takes a while to look at, in which nobody else waits to write; only what came of it is written.
    AfterLook(L),
}

/// A kind of record in the API.
#[derive(Clone, Debug)]
pub struct Resource {
    /// In the address, in the plural: `systems`.
    pub name: &'static str,
    /// Kind of the record by its name in the glossary: `system`.
    pub subject: &'static str,
    pub fields: Vec<FieldInfo>,
    /// Whether federations may add fields of their own.
    pub has_custom: bool,
    /// Told with a record but never taken: what follows from others.
    pub extra: Vec<FieldInfo>,
    /// Told with a record as JSON of its own form: an object or nothing.
    pub free: Vec<&'static str>,
    /// The same: lists of such objects, or of texts.
    pub free_lists: Vec<&'static str>,
    pub filters: &'static [ListFilter],
    pub listing: Option<&'static Listing>,
    pub list: Option<ListRead>,
    pub get: Option<ItemRead>,
    pub create: Option<Run<Create, LookToCreate>>,
    /// Creation by a file; what the body may hold beside the file stands in `with`.
    pub file: Option<(Permission, CreateOfFile)>,
    /// The file is received on the disk and comes in a form only.
    pub receives_files: bool,
    /// Answers the content of a record, and in which forms.
    pub content: Option<(&'static [FileForm], Handler)>,
    pub change: Option<Change>,
    /// Fields that only the body of a create or change has: a reason, a decision.
    pub with: Vec<FieldInfo>,
    pub actions: Vec<Action>,
}

/// What the API tells of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldInfo {
    pub name: &'static str,
    pub kind: FieldKind,
    pub is_required: bool,
}

impl FieldInfo {
    /// Whether a value may stand in an address, beside a file that is sent by itself. Long texts go into a form.
    pub(crate) const fn fits_address(&self) -> bool {
        !matches!(self.kind, FieldKind::LongText { .. })
    }
}

/// A step that a record takes: `POST /api/v1/systems/{id}/actions/retire`.
#[derive(Clone, Debug)]
pub struct Action {
    pub name: &'static str,
    pub fields: Vec<FieldInfo>,
    pub run: Run<Change, LookToAct>,
}

/// The fields of a record, without the record.
#[must_use]
pub fn fields_of<N: Record>() -> Vec<FieldInfo> {
    let info = |field: &kernel::Field<N>| FieldInfo {
        name: field.name,
        kind: field.kind,
        is_required: field.is_required,
    };
    N::FIELDS.iter().map(info).collect()
}

impl Resource {
    /// The fields that the federation has added to records of this kind.
    pub(crate) fn custom_fields(&self, read: &Read) -> Result<Arc<[CustomField]>> {
        if self.has_custom { custom_fields::fields_of(read, self.subject) } else { Ok(Arc::default()) }
    }

    #[must_use]
    pub fn of<N: Record>(name: &'static str, subject: &'static str) -> Self {
        Self {
            name,
            subject,
            fields: fields_of::<N>(),
            has_custom: N::HAS_CUSTOM,
            extra: Vec::new(),
            free: Vec::new(),
            free_lists: Vec::new(),
            filters: &[],
            listing: None,
            list: None,
            get: None,
            create: None,
            file: None,
            receives_files: false,
            content: None,
            change: None,
            with: Vec::new(),
            actions: Vec::new(),
        }
    }

    /// A field that is told with each record ([`Item::with`]) and never taken.
    #[must_use]
    pub fn tells(mut self, name: &'static str, kind: FieldKind) -> Self {
        self.extra.push(FieldInfo { name, kind, is_required: false });
        self
    }

    /// An object that is told with each record ([`Item::with_json`]) and never taken.
    #[must_use]
    pub fn tells_freely(mut self, name: &'static str) -> Self {
        self.free.push(name);
        self
    }

    /// A list that is told with each record ([`Item::with_json`]) and never taken.
    #[must_use]
    pub fn tells_list(mut self, name: &'static str) -> Self {
        self.free_lists.push(name);
        self
    }

    #[must_use]
    pub fn lists(
        mut self,
        listing: &'static Listing,
        filters: &'static [ListFilter],
        list: ListRead,
    ) -> Self {
        (self.listing, self.filters, self.list) = (Some(listing), filters, Some(list));
        self
    }

    /// A list in an order of its own ([`ListAsk::own_order`]), such as the hits of a search.
    #[must_use]
    pub fn answers(mut self, filters: &'static [ListFilter], list: ListRead) -> Self {
        (self.filters, self.list) = (filters, Some(list));
        self
    }

    #[must_use]
    pub fn gets(mut self, get: ItemRead) -> Self {
        self.get = Some(get);
        self
    }

    #[must_use]
    pub fn creates(mut self, create: Create) -> Self {
        self.create = Some(Run::AtOnce(create));
        self
    }

    /// A creation that takes a while to look at.
    #[must_use]
    pub fn creates_after_look(mut self, look: LookToCreate) -> Self {
        self.create = Some(Run::AfterLook(look));
        self
    }

    /// A record is made of a file, sent with the fields of `W` in a form, or by itself with them in the address. Who lacks
    /// the permission everywhere is stopped before the file is looked at.
    #[must_use]
    pub fn creates_of_file<W: Record>(mut self, permission: Permission, create: CreateOfFile) -> Self {
        self.with = fields_of::<W>();
        self.file = Some((permission, create));
        self
    }

    /// The same of a file that may be large: it is received on the disk and examined ([`SentFile::received`]).
    #[must_use]
    pub fn creates_of_received_file<W: Record>(self, permission: Permission, create: CreateOfFile) -> Self {
        Self { receives_files: true, ..self.creates_of_file::<W>(permission, create) }
    }

    /// The content of a record that is a file or can be had as one, at `…/{id}/content`; in the first of the forms unless
    /// another is asked for ([`FileForm::asked`]).
    #[must_use]
    pub fn gives_content(mut self, forms: &'static [FileForm], content: Handler) -> Self {
        self.content = Some((forms, content));
        self
    }

    #[must_use]
    pub fn changes(mut self, change: Change) -> Self {
        self.change = Some(change);
        self
    }

    /// The body of a create or change may also hold these fields ([`Input::read_with`]).
    #[must_use]
    pub fn taking<W: Record>(mut self) -> Self {
        self.with = fields_of::<W>();
        self
    }

    /// A step of the record whose body holds the fields of `W`.
    #[must_use]
    pub fn acts<W: Record>(mut self, name: &'static str, run: Change) -> Self {
        self.actions.push(Action { name, fields: fields_of::<W>(), run: Run::AtOnce(run) });
        self
    }

    /// A step of the record that needs no words.
    #[must_use]
    pub fn acts_plainly(mut self, name: &'static str, run: Change) -> Self {
        self.actions.push(Action { name, fields: Vec::new(), run: Run::AtOnce(run) });
        self
    }

    /// A step that needs no words and takes a while to look at.
    #[must_use]
    pub fn acts_after_look(mut self, name: &'static str, look: LookToAct) -> Self {
        self.actions.push(Action { name, fields: Vec::new(), run: Run::AfterLook(look) });
        self
    }
}
