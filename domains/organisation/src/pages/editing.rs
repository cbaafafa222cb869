//! The form of a record: shown, sent back with what is wrong, or resolved after a stale edit.

use super::custom_words;
use crate::{Because, with_blank_custom};
use kernel::{Error, Id, Message, Objection, Permission, Record, Result, Subject, SubjectKind};
use storage::{Read, Tx};
use web::components::{FormField, Input, Link};
use web::{Answer, Page, RecordForm, RecordWords, Visit, is_stale, read_form, revision_of};

/// Where records of a kind are listed, and how the texts call them there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub path: &'static str,
    /// Begins the keys of the place's texts: `unit` for `unit-list`, `unit-new`, `unit-saved`.
    pub words: &'static str,
}

/// A record that is edited in a form of its own.
pub(super) trait EditedRecord: Record + Send {
    /// Begins the keys of its fields' texts.
    const RECORD: &'static str;
    const KIND: SubjectKind;
    const EDIT: Permission;

    fn place(visit: &Visit) -> Place;
    fn id(&self) -> Id;
    fn revision(&self) -> i64;
    /// What a new one begins with.
    fn blank(visit: &Visit) -> Result<Self>;
    /// One that the visitor may see.
    fn visible(read: &Read, id: Id) -> Result<Self>;
    fn save(tx: &mut Tx, record: Self, revision: Option<i64>, because: Because) -> Result<Self>;
    /// What may be chosen, and what ids are called.
    fn words(visit: &Visit, read: &Read, record: &Self) -> Result<RecordWords>;
    /// Its page.
    fn address(&self, visit: &Visit) -> String;
    fn title(&self, words: &RecordWords, visit: &Visit) -> String;
    /// The fields that the form shows.
    fn fields(is_new: bool) -> Vec<&'static str> {
        let _ = is_new;
        Self::FIELDS.iter().map(|field| field.name).collect()
    }
}

pub(super) fn new_form<N: EditedRecord>(visit: &Visit) -> Result<Answer> {
    page(visit, &blank::<N>(visit)?, None, &[])
}

/// A new record with the fields that the federation has added.
fn blank<N: EditedRecord>(visit: &Visit) -> Result<N> {
    let blank = N::blank(visit)?;
    visit.read(|read| with_blank_custom(read, N::KIND, blank))
}

/// What may be chosen in the form, at the added fields too.
fn words_of<N: EditedRecord>(visit: &Visit, read: &Read, record: &N) -> Result<RecordWords> {
    custom_words(visit, read, N::words(visit, read, record)?, record.custom())
}

pub(super) fn create<N: EditedRecord>(visit: &Visit) -> Result<Answer> {
    save::<N>(visit, blank(visit)?, None)
}

pub(super) fn edit_form<N: EditedRecord>(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let stored = visit.read(|read| {
        let stored = N::visible(read, id)?;
        access::authorise(read, N::EDIT, id_to_edit(&stored))?;
        Ok(stored)
    })?;
    let revision = stored.revision();
    page(visit, &stored, Some(revision), &[])
}

pub(super) fn change<N: EditedRecord>(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let stored = visit.read(|read| N::visible(read, id))?;
    let revision = revision_of(visit.form()?)?;
    save(visit, stored, Some(revision))
}

/// Whom the permission is asked about: an employment is changed by who may change the person.
fn id_to_edit<N: EditedRecord>(record: &N) -> Id {
    let person = N::field("person").map(|field| (field.read)(record));
    match person {
        Some(kernel::FieldValue::Reference(id)) => id,
        _ => record.id(),
    }
}

fn save<N: EditedRecord>(visit: &Visit, mut record: N, revision: Option<i64>) -> Result<Answer> {
    let form = visit.form()?;
    let mut because = Because::default();
    let words = visit.read(|read| words_of(visit, read, &record))?;
    let mut objections = words.read_form(form, &mut record, visit.today());
    objections.extend(read_form(form, &mut because, visit.today()));
    if !objections.is_empty() {
        return page(visit, &record, revision, &objections);
    }
    let wanted = record.clone();
    match visit.write(move |tx| N::save(tx, wanted, revision, because)) {
        Ok(saved) => Ok(Answer::see_other(saved.address(visit), Message::new("record-saved"))),
        Err(Error::Rejected(objections)) if is_stale(&objections) => conflict(visit, &record),
        Err(Error::Rejected(objections)) => page(visit, &record, revision, &objections),
        Err(error) => Err(error),
    }
}

fn page<N: EditedRecord>(
    visit: &Visit,
    record: &N,
    revision: Option<i64>,
    objections: &[Objection],
) -> Result<Answer> {
    let words = visit.read(|read| words_of(visit, read, record))?;
    let mut form = form_of(visit, &words, record, revision.is_none()).objections(objections);
    if let Some(revision) = revision {
        form = form.revision(revision);
    }
    let page = framed(visit, record, &words, revision.is_none(), form.draw());
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn conflict<N: EditedRecord>(visit: &Visit, record: &N) -> Result<Answer> {
    let id = record.id();
    let (stored, words) = visit.read(|read| {
        let stored = N::visible(read, id)?;
        let words = words_of(visit, read, &stored)?;
        Ok((stored, words))
    })?;
    let form = form_of(visit, &words, record, false);
    let content = form.conflict(&Subject::new(N::KIND, id), &stored, stored.revision())?;
    Ok(framed(visit, record, &words, false, content).rejected().answer())
}

fn framed<N: EditedRecord>(
    visit: &Visit,
    record: &N,
    words: &RecordWords,
    is_new: bool,
    content: maud::Markup,
) -> Page {
    let place = N::place(visit);
    let list = Link::new(place.path, visit.text(&format!("{}-list", place.words)));
    if is_new {
        return Page::new(visit.text(&format!("{}-new", place.words)), content).under(vec![list]);
    }
    let title = record.title(words, visit);
    let heading = visit.render(&Message::new("record-change").with("name", title.clone()));
    Page::new(heading, content).under(vec![list, Link::new(record.address(visit), title)])
}

fn form_of<'v, N: EditedRecord>(
    visit: &'v Visit,
    words: &'v RecordWords,
    record: &N,
    is_new: bool,
) -> RecordForm<'v, N> {
    let cancel = if is_new { N::place(visit).path.to_owned() } else { record.address(visit) };
    let form = RecordForm::new(visit, words, record, Link::new(cancel, visit.text("cancel")))
        .group("", &N::fields(is_new));
    because_fields(visit).into_iter().fold(form, RecordForm::further)
}

/// Why it is done, and on which decision.
pub(super) fn because_fields(visit: &Visit) -> [FormField; 2] {
    [reason_field(visit), decision_field(visit)]
}

pub(super) fn reason_field(visit: &Visit) -> FormField {
    let input = Input::LongText { value: typed(visit, "reason"), max_chars: 1_000 };
    FormField::new("reason", visit.text("because-reason"), input).with_hint(visit.text("because-reason-hint"))
}

pub(super) fn decision_field(visit: &Visit) -> FormField {
    let input = Input::Text { value: typed(visit, "decision"), max_chars: 200 };
    FormField::new("decision", visit.text("because-decision"), input)
        .with_hint(visit.text("because-decision-hint"))
}

fn typed(visit: &Visit, name: &str) -> String {
    visit.form().ok().and_then(|form| form.get(name)).unwrap_or_default().to_owned()
}
