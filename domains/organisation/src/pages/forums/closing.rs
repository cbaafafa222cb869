//! The form by which a group is closed.

use super::{address_of, under};
use crate::{Because, CloseForum, EDIT_FORUMS, Forum, close_forum, visible_forum};
use kernel::{Date, Error, FieldKind, Objection, Result, record_fields};
use maud::html;
use storage::Read;
use web::components::Link;
use web::{Answer, Page, RecordForm, RecordWords, Visit, read_form, revision_of};

/// The last day of the group, and what that rests on.
#[derive(Clone, Debug)]
struct LastDay {
    last_day: Date,
    decision: String,
    reason: String,
}

record_fields! { LastDay {
    last_day: FieldKind::Date, required;
    decision: FieldKind::Text { max_chars: 200 };
    reason: FieldKind::LongText { max_chars: 1_000 };
} }

fn changeable(visit: &Visit, read: &Read) -> Result<Forum> {
    let forum = visible_forum(read, visit.id("id")?)?;
    access::authorise(read, EDIT_FORUMS, forum.subject_id)?;
    Ok(forum)
}

fn today(visit: &Visit) -> LastDay {
    LastDay { last_day: visit.today(), decision: String::new(), reason: String::new() }
}

pub(super) fn form_page(visit: &Visit) -> Result<Answer> {
    let forum = visit.read(|read| changeable(visit, read))?;
    Ok(show(visit, &forum, &today(visit), &[]))
}

pub(super) fn close(visit: &Visit) -> Result<Answer> {
    let forum = visit.read(|read| changeable(visit, read))?;
    let (form, mut wanted) = (visit.form()?, today(visit));
    let mut objections = read_form(form, &mut wanted, visit.today());
    if objections.is_empty() {
        let because = Because { reason: wanted.reason.clone(), decision: wanted.decision.clone() };
        let (id, revision, last_day) = (forum.id, revision_of(form)?, wanted.last_day);
        let ask = CloseForum { id, revision, last_day, because };
        objections = match visit.write(move |tx| close_forum(tx, &ask)) {
            Ok(closed) => return Ok(Answer::see_other(address_of(&closed), "record-saved")),
            Err(Error::Rejected(objections)) => objections,
            Err(error) => return Err(error),
        };
    }
    Ok(show(visit, &forum, &wanted, &objections))
}

fn show(visit: &Visit, forum: &Forum, wanted: &LastDay, objections: &[Objection]) -> Answer {
    let words = RecordWords::of("close-forum");
    let cancel = Link::new(address_of(forum), visit.text("cancel"));
    let form = RecordForm::new(visit, &words, wanted, cancel)
        .revision(forum.revision)
        .save(visit.text("forum-close"))
        .objections(objections);
    let content = html! { div class="stack" { p { (visit.text("forum-close-explained")) } (form.draw()) } };
    let page = Page::new(visit.text("forum-close"), content).under(under(visit, forum));
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}
