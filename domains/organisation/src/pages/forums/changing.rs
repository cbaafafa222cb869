//! The two forms by which a group is changed: what it is called and when it began, and who has a seat in it.

use super::seating::{picking, seat_added, told_at_fields, with_seats, words_of};
use super::{address_of, under};
use crate::pages::editing::because_fields;
use crate::{Because, EDIT_FORUMS, FORUM, Forum, SaveForum, save_forum, subject_names, visible_forum};
use kernel::{Error, Objection, Result, Strength, Subject};
use maud::html;
use policy::{Pack, SubjectFacts};
use std::sync::Arc;
use storage::Read;
use web::components::{Link, why};
use web::{Answer, Page, RecordForm, RecordWords, Visit, is_stale, read_form, revision_of};

/// One of the forms.
struct Part {
    /// Key of its heading.
    heading: &'static str,
    /// Fields that it asks for; without any it asks for the seats.
    fields: &'static [&'static str],
}

macro_rules! part {
    ($name:ident, $part:expr) => {
        pub(in crate::pages) mod $name {
            use super::*;

            const PART: Part = $part;

            pub(in crate::pages) fn form_page(visit: &Visit) -> Result<Answer> {
                super::form_page(visit, &PART)
            }

            pub(in crate::pages) fn save(visit: &Visit) -> Result<Answer> {
                super::save(visit, &PART)
            }
        }
    };
}

part!(about, Part { heading: "record-edit", fields: &["name", "from", "notes"] });
part!(members, Part { heading: "forum-set-members", fields: &[] });

/// A group that the visitor may change, with what the forms need to know.
struct Told {
    stored: Forum,
    pack: Arc<Pack>,
    facts: SubjectFacts,
    words: RecordWords,
}

fn load(visit: &Visit, read: &Read) -> Result<Told> {
    let stored = visible_forum(read, visit.id("id")?)?;
    let subject = stored.subject();
    access::authorise(read, EDIT_FORUMS, subject.id)?;
    let (pack, facts) = (findings::pack_in_force(read)?, findings::facts_of(read, &subject)?);
    let named = subject_names(read, std::slice::from_ref(&subject))?;
    let name = named.get(&subject).map(|(name, _)| name.as_str()).unwrap_or_default();
    let words = words_of(visit, read, (&pack, &facts), (&stored, name))?;
    Ok(Told { words: picking(visit, read, words)?, stored, pack, facts })
}

fn form_page(visit: &Visit, part: &Part) -> Result<Answer> {
    let told = visit.read(|read| load(visit, read))?;
    Ok(show(visit, part, &told, (&told.stored, &[])))
}

fn save(visit: &Visit, part: &Part) -> Result<Answer> {
    let told = visit.read(|read| load(visit, read))?;
    let (form, mut wanted, mut because) = (visit.form()?, told.stored.clone(), Because::default());
    let mut objections = told.words.read_form(form, &mut wanted, visit.today());
    objections.extend(read_form(form, &mut because, visit.today()));
    objections.extend(seat_added(&told.words, form, &mut wanted));
    if !objections.is_empty() {
        return Ok(show(visit, part, &told, (&wanted, &objections)));
    }
    let ask = SaveForum { forum: wanted.clone(), revision: Some(revision_of(form)?), because };
    match visit.write(move |tx| save_forum(tx, &ask)) {
        Ok(saved) => Ok(Answer::see_other(address_of(&saved), "record-saved")),
        Err(Error::Rejected(objections)) if is_stale(&objections) => conflict(visit, part, told, &wanted),
        Err(Error::Rejected(objections)) => Ok(show(visit, part, &told, (&wanted, &objections))),
        Err(error) => Err(error),
    }
}

fn form_of<'v>(visit: &'v Visit, part: &Part, told: &'v Told, forum: &Forum) -> RecordForm<'v, Forum> {
    let cancel = Link::new(address_of(&told.stored), visit.text("cancel"));
    let form = RecordForm::new(visit, &told.words, forum, cancel).revision(told.stored.revision);
    let form = if part.fields.is_empty() {
        with_seats(visit, &told.words, form, (&told.stored, &told.pack, &told.facts))
    } else {
        form.group("", part.fields)
    };
    because_fields(visit).into_iter().fold(form, RecordForm::further)
}

fn show(visit: &Visit, part: &Part, told: &Told, (forum, objections): (&Forum, &[Objection])) -> Answer {
    let objections = told_at_fields(objections.to_vec(), &told.stored);
    let clauses: Vec<String> = objections.iter().flat_map(|one| one.clauses.clone()).collect();
    let clauses = findings::clauses_shown(visit, &told.pack, &clauses, Strength::Must);
    let form = form_of(visit, part, told, forum).objections(&objections);
    let content = html! { div class="stack" { (why(visit.language(), &clauses)) (form.draw()) } };
    let page = framed(visit, part, told, content);
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}

/// Both sides are named: who has been given a seat since, and whom the visitor wanted to give one.
fn conflict(visit: &Visit, part: &Part, told: Told, wanted: &Forum) -> Result<Answer> {
    let mut people = [wanted.people.as_slice(), &told.stored.people].concat();
    people.sort_unstable();
    people.dedup();
    let both = Forum { people, ..told.stored.clone() };
    let words = visit.read(|read| words_of(visit, read, (&told.pack, &told.facts), (&both, "")))?;
    let told = Told { words, ..told };
    let subject = Subject::new(FORUM, told.stored.id);
    let form = form_of(visit, part, &told, wanted);
    let content = form.conflict(&subject, &told.stored, told.stored.revision)?;
    Ok(framed(visit, part, &told, content).rejected().answer())
}

fn framed(visit: &Visit, part: &Part, told: &Told, content: maud::Markup) -> Page {
    Page::new(visit.text(part.heading), content).under(under(visit, &told.stored))
}
