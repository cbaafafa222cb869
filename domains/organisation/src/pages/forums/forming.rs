//! The form by which a group is formed: `/grupper/ny?body=…&subject_kind=…&subject=…&back=…`. Where the address names no body,
//! it is chosen first.

use super::seating::{picking, seat_added, told_at_fields, with_seats, words_of};
use super::{PATH, address_of, list_link, title_of_body};
use crate::forum::{bodies_for, proposed_at};
use crate::pages::editing::because_fields;
use crate::store::forums::forums_at;
use crate::who_may_appoint::visible_subject;
use crate::{Because, EDIT_FORUMS, Forum, SaveForum, save_forum, subject_names};
use kernel::{Error, Message, Objection, Result, Strength, Subject};
use maud::html;
use policy::{Pack, SubjectFacts};
use std::collections::BTreeSet;
use std::sync::Arc;
use storage::Read;
use web::components::{Address, Link, Notice, NoticeKind, notice, why};
use web::{Answer, Page, RecordForm, RecordWords, Visit, own_address, read_form};

/// What the form is about.
struct Forming {
    pack: Arc<Pack>,
    facts: SubjectFacts,
    subject: Subject,
    subject_name: String,
    /// Bodies that have a group there already.
    formed: BTreeSet<String>,
    /// Where to go on.
    back: String,
    /// The group as the form begins with it.
    begin: Forum,
    words: RecordWords,
}

pub(super) fn form_page(visit: &Visit) -> Result<Answer> {
    let subject = subject_of(visit.query("subject_kind"), visit.query("subject"))?;
    let body = visit.query("body").unwrap_or_default().to_owned();
    let forming = visit.read(|read| load(visit, read, subject, &body, visit.query("back")))?;
    if body.is_empty() {
        return Ok(choose_body(visit, &forming));
    }
    Ok(show(visit, &forming, &forming.begin, &[]))
}

pub(super) fn form_group(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let subject = subject_of(form.get("subject_kind"), form.get("subject_id"))?;
    let body = form.get("body").unwrap_or_default().to_owned();
    let forming = visit.read(|read| load(visit, read, subject, &body, form.get("back")))?;
    let (mut forum, mut because) = (forming.begin.clone(), Because::default());
    let mut objections = forming.words.read_form(form, &mut forum, visit.today());
    objections.extend(read_form(form, &mut because, visit.today()));
    objections.extend(seat_added(&forming.words, form, &mut forum));
    if !objections.is_empty() {
        return Ok(show(visit, &forming, &forum, &objections));
    }
    let ask = SaveForum { forum: forum.clone(), revision: None, because };
    match visit.write(move |tx| save_forum(tx, &ask)) {
        Ok(saved) => Ok(Answer::see_other(address_of(&saved), "forum-formed")),
        Err(Error::Rejected(objections)) => Ok(show(visit, &forming, &forum, &objections)),
        Err(error) => Err(error),
    }
}

fn subject_of(kind: Option<&str>, id: Option<&str>) -> Result<Subject> {
    let id = id.and_then(|text| text.parse().ok()).ok_or(Error::NotFound)?;
    Ok(Subject { kind: kind.ok_or(Error::NotFound)?.to_owned(), id })
}

fn load(visit: &Visit, read: &Read, subject: Subject, body: &str, back: Option<&str>) -> Result<Forming> {
    let facts = visible_subject(read, &subject)?;
    access::authorise(read, EDIT_FORUMS, subject.id)?;
    let pack = findings::pack_in_force(read)?;
    let named = subject_names(read, std::slice::from_ref(&subject))?;
    let (subject_name, address) = named.get(&subject).cloned().ok_or(Error::NotFound)?;
    let formed = forums_at(read, &[subject.id])?.into_iter().filter(|one| one.lasts_on(read.today()));
    let name = if body.is_empty() { String::new() } else { name_of(visit, &pack, body, &subject_name) };
    let blank = Forum { name, ..Forum::new(body, &subject, read.today()) };
    let begin = proposed_at(&pack, body, &facts).seated(blank);
    let words = words_of(visit, read, (&pack, &facts), (&begin, &subject_name))?;
    Ok(Forming {
        words: picking(visit, read, words)?,
        formed: formed.map(|one| one.body).collect(),
        back: own_address(back).map_or(address, str::to_owned),
        pack,
        facts,
        subject,
        subject_name,
        begin,
    })
}

/// What a group is called unless somebody says otherwise: *Styrgrupp, Ekonomi och personal*.
fn name_of(visit: &Visit, pack: &Pack, body: &str, subject: &str) -> String {
    let title = title_of_body(visit, pack, body);
    let mut letters = title.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}, {subject}", letters.as_str())
}

/// The bodies of which a group may be formed here, each with the way to its form.
fn choose_body(visit: &Visit, forming: &Forming) -> Answer {
    let bodies = bodies_for(&forming.pack, &forming.subject.kind);
    let open = bodies.into_iter().filter(|body| !forming.formed.contains(&body.id));
    let way = |body: &policy::Body| {
        let address = Address::new("/grupper/ny")
            .with("body", &body.id)
            .with("subject_kind", &forming.subject.kind)
            .with("subject", forming.subject.id.to_string())
            .with("back", &forming.back);
        Link::new(address.href(), title_of_body(visit, &forming.pack, &body.id))
    };
    let ways: Vec<Link> = open.map(way).collect();
    let content = html! {
        @if ways.is_empty() { (notice(&Notice::new(NoticeKind::Info, visit.text("forum-no-bodies")))) }
        @else {
            p { (visit.text("forum-which-body")) }
            ul class="plain" { @for way in &ways { li { a href=(way.href) { (way.label) } } } }
        }
    };
    Page::new(visit.text("forum-new"), content).under(under(visit, forming)).answer()
}

fn under(visit: &Visit, forming: &Forming) -> Vec<Link> {
    let list = (forming.back != PATH).then(|| list_link(visit));
    list.into_iter().chain([Link::new(&forming.back, &forming.subject_name)]).collect()
}

fn show(visit: &Visit, forming: &Forming, forum: &Forum, objections: &[Objection]) -> Answer {
    let objections = told_at_fields(objections.to_vec(), &forming.begin);
    let cancel = Link::new(&forming.back, visit.text("cancel"));
    let form = RecordForm::new(visit, &forming.words, forum, cancel)
        .group("", &["name", "from", "notes"])
        .hidden("body", &forum.body)
        .hidden("subject_kind", &forming.subject.kind)
        .hidden("subject_id", forming.subject.id.to_string())
        .hidden("back", &forming.back)
        .save(visit.text("forum-new"))
        .objections(&objections);
    let seats = (&forming.begin, &*forming.pack, &forming.facts);
    let form = with_seats(visit, &forming.words, form, seats);
    let form = because_fields(visit).into_iter().fold(form, RecordForm::further);
    let body = title_of_body(visit, &forming.pack, &forum.body);
    let heading = visit.render(&Message::new("forum-form-body").with("body", body));
    let content = html! { div class="stack" { (clauses(visit, forming, &objections)) (form.draw()) } };
    let page = Page::new(heading, content).under(under(visit, forming));
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}

/// *Varför?*: the clauses that an objection rests on, or else those of the group.
fn clauses(visit: &Visit, forming: &Forming, objections: &[Objection]) -> maud::Markup {
    let mut ids: Vec<String> = objections.iter().flat_map(|one| one.clauses.clone()).collect();
    if objections.is_empty() {
        ids.extend(
            forming.pack.forum_of(&forming.begin.body).into_iter().flat_map(|one| one.clauses.clone()),
        );
    }
    why(visit.language(), &findings::clauses_shown(visit, &forming.pack, &ids, Strength::Must))
}
