//! Documents in the API.

use super::{SEARCH, of_field, reference, word};
use crate::document::{DOCUMENT, Document};
use crate::field_groups::{self, hide_unseen, without_unseen};
use crate::listing::{DOCUMENTS, DocumentRow};
use crate::visible::visible_document;
use crate::{
    ConfirmDocuments, READ_DOCUMENTS, WithdrawDocument, change_document, confirm_documents,
    register_document, store, withdraw_document,
};
use kernel::{Error, FieldKind, Id, ReferenceKind, Result, Subject, record_fields};
use organisation::with_blank_custom;
use std::collections::BTreeMap;
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const SUBJECT_KINDS: &[&str] = &["system", "object", "organisation"];

const FILTERS: &[ListFilter] = &[
    SEARCH,
    word("document_type"),
    of_field("subject_kind", FieldKind::Choice(SUBJECT_KINDS)),
    reference("subject", "subject"),
    reference("owner", "person"),
    word("number"),
    of_field("available_to_it", FieldKind::Flag),
    of_field("review_before", FieldKind::Date),
];

/// What a document is about: told when it is registered, and never changed.
#[derive(Clone, Debug, Default)]
struct About {
    subject_kind: String,
    subject: Option<Id>,
}

record_fields! { About {
    subject_kind: FieldKind::Choice(SUBJECT_KINDS), required;
    subject: FieldKind::Reference(ReferenceKind("subject")), required;
} }

/// Why a document is withdrawn.
#[derive(Clone, Debug, Default)]
struct Withdrawing {
    reason: String,
}

record_fields! { Withdrawing {
    reason: FieldKind::LongText { max_chars: 2_000 }, required;
} }

pub(super) fn documents() -> Resource {
    Resource::of::<Document>("documents", "document")
        .taking::<About>()
        .tells("hidden", super::HIDDEN)
        .tells("withdrawn_on", FieldKind::Date)
        .tells("withdrawn_because", FieldKind::LongText { max_chars: 2_000 })
        .lists(&DOCUMENTS, FILTERS, list)
        .gets(get)
        .creates(create)
        .changes(change)
        .acts_plainly("confirm", confirm)
        .acts::<Withdrawing>("withdraw", withdraw)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = access::visible_to(read.actor(), READ_DOCUMENTS, ask.query(&DOCUMENTS, read.today())?);
    let query = field_groups::narrowed_by_added(read, query, ask.added_fields());
    let page = DOCUMENTS.page::<DocumentRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let mut found = store::documents_by_id(read, &ids)?;
    hide_unseen(read, &mut found, |document| document.subject.id)?;
    let mut documents: BTreeMap<Id, Document> =
        found.into_iter().map(|document| (document.id, document)).collect();
    let items = ids.iter().filter_map(|id| documents.remove(id)).map(|document| told(&document));
    Ok(ListAnswer { items: items.collect(), next_cursor: page.next_cursor })
}

fn get(read: &Read, id: Id) -> Result<Item> {
    let document = visible_document(read, id)?;
    without_unseen(read, document.subject.id, document).map(|document| told(&document))
}

fn told(document: &Document) -> Item {
    let withdrawn = document.withdrawn.as_ref();
    let hidden: Vec<String> = document.custom.hidden().map(str::to_owned).collect();
    Item::of(document.id, document.revision, document)
        .with("subject_kind", &document.subject.kind)
        .with("subject", &document.subject.id)
        .with("hidden", &hidden)
        .with("withdrawn_on", &withdrawn.map(|withdrawal| withdrawal.on))
        .with("withdrawn_because", &withdrawn.map(|withdrawal| withdrawal.because.clone()))
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut about = About::default();
    let document = Document::new(Subject { kind: String::new(), id: Id::new() }, "");
    let mut document = with_blank_custom(tx, DOCUMENT, document)?;
    input.read_with(&mut document, &mut about)?;
    document.subject = Subject { kind: about.subject_kind, id: about.subject.unwrap_or_default() };
    let id = register_document(tx, document)?;
    get(tx, id)
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut document = visible_document(tx, id)?;
    let mut about = About { subject_kind: document.subject.kind.clone(), subject: Some(document.subject.id) };
    document.revision = input.revision()?;
    input.read_with(&mut document, &mut about)?;
    document.subject = Subject { kind: about.subject_kind, id: about.subject.unwrap_or_default() };
    change_document(tx, document)?;
    get(tx, id)
}

/// Says that the document still holds as it stands, or as it stood at the revision that was read.
fn confirm(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let stored = visible_document(tx, id)?;
    if input.revision_if_told().is_some_and(|revision| revision != stored.revision) {
        return Err(Error::stale());
    }
    confirm_documents(tx, &ConfirmDocuments { documents: vec![(id, None)], together: false })?;
    get(tx, id)
}

fn withdraw(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = Withdrawing::default();
    input.read_into(&mut asked)?;
    let ask = WithdrawDocument { document: id, revision: input.revision_if_told(), reason: asked.reason };
    withdraw_document(tx, &ask)?;
    get(tx, id)
}
