//! Files of documents in the API: sent in a form, told with their editions, and fetched.

use super::{SEARCH, reference};
use crate::attached::{WithdrawFile, add_file_edition, attach_file, visible_file, withdraw_file};
use crate::listing::{FILES, FileRow};
use crate::pages::{brought, content_of_api};
use crate::{EDIT_DOCUMENTS, READ_DOCUMENTS};
use files::{Edition, KeptFile};
use kernel::{Choice as _, Error, FieldKind, Id, ReferenceKind, Result, record_fields};
use serde_json::json;
use std::collections::BTreeMap;
use storage::{Read, Tx};
use web::papers::FileForm;
use web::{Input, Item, JsonAnswer, ListAnswer, ListAsk, ListFilter, Resource, SentFile, Visit};

const FILTERS: &[ListFilter] = &[SEARCH, reference("document", "document")];
/// Whatever kind of file it is.
const AS_IT_IS: FileForm = FileForm { ending: "", content_type: "application/octet-stream" };
const COUNT: FieldKind = FieldKind::Number { min: 0, max: i64::MAX };

/// A file as scripts see it.
#[derive(Clone, Debug, Default)]
struct FileTold {
    document: Option<Id>,
    name: String,
    kind: String,
    size_bytes: i64,
    sha256: String,
    number: i64,
    added_at: String,
    added_by: String,
}

record_fields! { FileTold {
    document: FieldKind::Reference(ReferenceKind("document"));
    name: FieldKind::Text { max_chars: 200 };
    kind: FieldKind::Text { max_chars: 20 };
    size_bytes: COUNT;
    sha256: FieldKind::Text { max_chars: 64 };
    number: COUNT;
    added_at: FieldKind::Text { max_chars: 40 };
    added_by: FieldKind::Text { max_chars: 200 };
} }

/// Where a file belongs: to a document, or in the place of a file, whose next edition it is.
#[derive(Clone, Debug, Default)]
struct Belonging {
    document: Option<Id>,
    replaces: Option<Id>,
}

record_fields! { Belonging {
    document: FieldKind::Reference(ReferenceKind("document"));
    replaces: FieldKind::Reference(ReferenceKind("file"));
} }

/// Why a file is withdrawn.
#[derive(Clone, Debug, Default)]
struct Withdrawing {
    reason: String,
}

record_fields! { Withdrawing {
    reason: FieldKind::LongText { max_chars: 2_000 }, required;
} }

pub(super) fn files() -> Resource {
    Resource::of::<FileTold>("files", "file")
        .tells("withdrawn_on", FieldKind::Date)
        .tells("withdrawn_because", FieldKind::LongText { max_chars: 2_000 })
        .tells_list("editions")
        .lists(&FILES, FILTERS, list)
        .gets(get)
        .creates_of_received_file::<Belonging>(EDIT_DOCUMENTS, create)
        .gives_content(&[AS_IT_IS], content_of_api)
        .acts::<Withdrawing>("withdraw", withdraw)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = access::visible_to(read.actor(), READ_DOCUMENTS, ask.query(&FILES, read.today())?);
    let page = FILES.page::<FileRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let mut kept: BTreeMap<Id, KeptFile> =
        files::files_of_ids(read, &ids)?.into_iter().map(|file| (file.id, file)).collect();
    let mut editions = BTreeMap::<Id, Vec<Edition>>::new();
    for edition in files::editions_of_files(read, &ids)? {
        editions.entry(edition.file).or_default().push(edition);
    }
    let told = ids.iter().filter_map(|id| kept.remove(id)).map(|file| {
        let editions = editions.remove(&file.id).unwrap_or_default();
        told(&file, &editions)
    });
    Ok(ListAnswer { items: told.collect(), next_cursor: page.next_cursor })
}

fn get(read: &Read, id: Id) -> Result<Item> {
    let file = visible_file(read, id)?;
    Ok(told(&file, &files::editions_of(read, id)?))
}

fn told(file: &KeptFile, editions: &[Edition]) -> Item {
    let edition = &file.edition;
    let record = FileTold {
        document: Some(file.subject.id),
        name: edition.name.clone(),
        kind: edition.kind.name().to_owned(),
        size_bytes: edition.size_bytes,
        sha256: edition.sha256.clone(),
        number: edition.number,
        added_at: edition.added_at.to_string(),
        added_by: edition.added_by.clone(),
    };
    let withdrawn = file.withdrawn.as_ref();
    let editions: Vec<_> = editions.iter().map(edition_told).collect();
    Item::of(file.id, file.revision, &record)
        .with("withdrawn_on", &withdrawn.map(|withdrawal| withdrawal.on))
        .with("withdrawn_because", &withdrawn.map(|withdrawal| withdrawal.because.clone()))
        .with_json("editions", json!(editions))
}

fn edition_told(edition: &Edition) -> serde_json::Value {
    json!({
        "number": edition.number,
        "name": edition.name,
        "size_bytes": edition.size_bytes,
        "sha256": edition.sha256,
        "added_at": edition.added_at.to_string(),
        "added_by": edition.added_by,
        "is_scanned": edition.is_scanned,
        "disposed_on": edition.disposed_on.map(|on| on.to_string()),
    })
}

/// Files come with `document`, or with `replaces`; a request that is sent again with its key gets the same answer.
fn create(visit: &Visit, sent: &SentFile) -> Result<JsonAnswer> {
    let mut belonging = Belonging::default();
    sent.input.read_into(&mut belonging)?;
    let received = sent.received.as_ref().ok_or_else(|| Error::rejected("file", "objection-required"))?;
    let document = match (belonging.document, belonging.replaces) {
        (Some(document), None) => document,
        (None, Some(file)) => visit.read(|read| visible_file(read, file))?.subject.id,
        _ => return Err(Error::rejected("document", "files-document-or-replaces")),
    };
    let brought = brought(visit, received, document)?;
    visit.write_once(move |tx| {
        let id = match belonging.replaces {
            Some(file) => add_file_edition(tx, file, &brought).map(|_| file)?,
            None => attach_file(tx, document, &brought)?,
        };
        let answer = get(tx, id)?.answer();
        Ok(JsonAnswer { status: 201, location: Some(format!("/api/v1/files/{id}")), ..answer })
    })
}

fn withdraw(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = Withdrawing::default();
    input.read_into(&mut asked)?;
    let ask = WithdrawFile { file: id, revision: input.revision_if_told(), reason: asked.reason };
    withdraw_file(tx, &ask)?;
    get(tx, id)
}
