//! The form by which a view is sent to somebody on certain days, and the step that ends it.

use super::address_of;
use super::view_page::way;
use crate::mailing::{Mailing, Rhythm};
use crate::saved_view::SavedView;
use crate::surroundings::Surroundings;
use crate::{end_mailing, order_mailing, visible_view};
use kernel::{Error, Message, Objection, Result};
use web::components::Link;
use web::{Answer, Page, RecordForm, RecordWords, Visit};

pub(super) fn new_form(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let ask = Mailing {
        person: visit.actor.person,
        rhythm: Some(Rhythm::Monday),
        month_day: Some(1),
        ..Mailing::default()
    };
    let (view, words) = visit.read(|read| Ok((visible_view(read, id)?, words(visit, read, &ask)?)))?;
    Ok(drawn(visit, &view, (&words, &ask), &[]))
}

/// A receiver is picked by name among those whom the visitor may see.
fn words(visit: &Visit, read: &storage::Read, ask: &Mailing) -> Result<RecordWords> {
    let names = Surroundings::of(read)?.people_by_name;
    RecordWords::of("mailing").pick(visit, read, ("person", ask.person), names)
}

pub(super) fn order(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let mut ask = Mailing::default();
    let (view, words) = visit.read(|read| Ok((visible_view(read, id)?, words(visit, read, &ask)?)))?;
    let typed = words.read_form(visit.form()?, &mut ask, visit.today());
    if !typed.is_empty() {
        return Ok(drawn(visit, &view, (&words, &ask), &typed));
    }
    let asked = ask.clone();
    match visit.write(move |tx| order_mailing(tx, id, asked)) {
        Ok(mailing) => {
            let day = mailing.next_on.map(texts::date).unwrap_or_default();
            Ok(Answer::see_other(address_of(id), Message::new("mailing-ordered").with("day", day)))
        }
        Err(Error::Rejected(objections)) => Ok(drawn(visit, &view, (&words, &ask), &objections)),
        Err(error) => Err(error),
    }
}

fn drawn(
    visit: &Visit,
    view: &SavedView,
    (words, ask): (&RecordWords, &Mailing),
    objections: &[Objection],
) -> Answer {
    let here = Link::new(address_of(view.id), &view.name);
    let form = RecordForm::new(visit, words, ask, Link::new(&here.href, visit.text("cancel")));
    let content = form.save(visit.text("mailing-order")).objections(objections).draw();
    let title = visit.render(&Message::new("mailing-new-title").with("name", &*view.name));
    let page = Page::new(title, content).under(vec![way(visit), here]);
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}

pub(super) fn end(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let ended = visit.write(move |tx| end_mailing(tx, id))?;
    Ok(Answer::see_other(address_of(ended.view), "mailing-ended"))
}
