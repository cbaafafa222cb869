//! The forms by which a view is saved, changed and removed.

use super::address_of;
use super::view_page::{bare_form, way};
use crate::saved_view::{SavedView, SharedWith};
use crate::surroundings::Surroundings;
use crate::visible::may_share;
use crate::{SAVED_VIEW, SHARE, SaveView, remove_view, save_view, visible_view};
use kernel::{Choice as _, Error, Message, Objection, Result, Subject};
use web::components::{Form, Link, SelectOption, confirm_form};
use web::{
    Answer, LIST_PARAMETER, Page, QUERY_PARAMETER, RecordForm, RecordWords, Visit, is_stale, read_form,
    revision_of,
};

const FIELDS: &[&str] = &["name", "shared_with"];

pub(super) fn new_form(visit: &Visit) -> Result<Answer> {
    let list = visit.query(LIST_PARAMETER).unwrap_or_default();
    let query = web::normal_query(visit.query(QUERY_PARAMETER).unwrap_or_default());
    drawn(visit, &SavedView { query, ..SavedView::new(list, "") }, &[])
}

pub(super) fn save_new(visit: &Visit) -> Result<Answer> {
    save(visit, SavedView::new("", ""), None)
}

/// With a query in the address the view is to show what is seen now.
pub(super) fn edit_form(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let mut view = visit.read(|read| visible_view(read, id))?;
    if let Some((_, query)) = visit.query.iter().find(|(name, _)| name == QUERY_PARAMETER) {
        view.query = web::normal_query(query);
    }
    drawn(visit, &view, &[])
}

pub(super) fn change(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let stored = visit.read(|read| visible_view(read, id))?;
    save(visit, stored, Some(revision_of(visit.form()?)?))
}

fn save(visit: &Visit, stored: SavedView, revision: Option<i64>) -> Result<Answer> {
    let mut asked = stored.clone();
    let typed = read_form(visit.form()?, &mut asked, visit.today());
    if !typed.is_empty() {
        return drawn(visit, &asked, &typed);
    }
    let ask = SaveView { view: asked.clone(), revision };
    match visit.write(move |tx| save_view(tx, ask)) {
        Ok(saved) => Ok(Answer::see_other(saved.address().href(), "view-saved")),
        Err(Error::Rejected(objections)) if is_stale(&objections) => {
            let words = RecordWords::of("saved-view");
            let form = form_of(visit, &words, &asked);
            let content = form.conflict(&Subject::new(SAVED_VIEW, stored.id), &stored, stored.revision)?;
            let mut page = framed(visit, &asked, content)?;
            page.status = 409;
            Ok(page.answer())
        }
        Err(Error::Rejected(objections)) => drawn(visit, &asked, &objections),
        Err(error) => Err(error),
    }
}

fn drawn(visit: &Visit, view: &SavedView, objections: &[Objection]) -> Result<Answer> {
    let words = RecordWords::of("saved-view").options("shared_with", offered(visit, view)?);
    let page = framed(visit, view, form_of(visit, &words, view).objections(objections).draw())?;
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

/// Whom the visitor may share the view with; what it is shared with already stays to be seen.
fn offered(visit: &Visit, view: &SavedView) -> Result<Vec<SelectOption>> {
    let may_everywhere = visit.may(SHARE)
        && visit.read(|read| {
            may_share(read, &SavedView { shared_with: Some(SharedWith::Federation), ..view.clone() })
        })?;
    let all = web::choice_options(visit.language(), "saved-view", "shared_with", SharedWith::NAMES);
    let is_offered = |option: &SelectOption| match SharedWith::from_name(&option.value) {
        Some(SharedWith::Federation) => may_everywhere || view.shared_with == Some(SharedWith::Federation),
        Some(SharedWith::Organisation) => {
            visit.may(SHARE) || view.shared_with == Some(SharedWith::Organisation)
        }
        _ => true,
    };
    Ok(all.into_iter().filter(is_offered).collect())
}

fn form_of<'v>(visit: &'v Visit, words: &'v RecordWords, view: &SavedView) -> RecordForm<'v, SavedView> {
    let is_new = view.revision == 0;
    let back = if is_new { format!("{}?{}", view.list, view.query) } else { address_of(view.id) };
    let back = web::own_address(Some(&back)).unwrap_or("/").to_owned();
    let form = RecordForm::new(visit, words, view, Link::new(back, visit.text("cancel")))
        .group("", FIELDS)
        .hidden("query", &*view.query);
    if is_new { form.hidden("list", &*view.list) } else { form.revision(view.revision) }
}

/// # Errors
/// Not found where there is no such list to save a view of.
fn framed(visit: &Visit, view: &SavedView, content: maud::Markup) -> Result<Page> {
    if view.revision > 0 {
        let title = visit.render(&Message::new("view-change").with("name", &*view.name));
        let here = Link::new(address_of(view.id), &view.name);
        return Ok(Page::new(title, content).under(vec![way(visit), here]));
    }
    let list = view.list.clone();
    let title = visit.read(|read| Ok(Surroundings::of(read)?.title(&list)))?.ok_or(Error::NotFound)?;
    let heading = Message::new("view-new-of").with("list", visit.text(title));
    let here = Link::new(&view.list, visit.text(title));
    Ok(Page::new(visit.render(&heading), content).under(vec![here]))
}

pub(super) fn removal(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let view = visit.read(|read| visible_view(read, id))?;
    let question = visit.render(&Message::new("view-remove-question").with("name", &*view.name));
    let asked = Form {
        revision: Some(view.revision.to_string()),
        cancel: Some(Link::new(address_of(id), visit.text("cancel"))),
        ..bare_form(visit, "view-remove")
    };
    let content = confirm_form(&question, &visit.text("view-remove-consequence"), &asked);
    let here = Link::new(address_of(id), &view.name);
    Ok(Page::new(visit.text("view-remove"), content).under(vec![way(visit), here]).answer())
}

pub(super) fn remove(visit: &Visit) -> Result<Answer> {
    let (id, revision) = (visit.id("id")?, revision_of(visit.form()?)?);
    visit.write(move |tx| remove_view(tx, id, Some(revision)))?;
    Ok(Answer::see_other(web::VIEWS_PATH, "view-removed"))
}
