//! The same verbs for scripts: the views that one may open, and what is done with them.

use crate::listing::{VIEWS, narrowed};
use crate::mailing::Mailing;
use crate::pages::FILTERS;
use crate::saved_view::SavedView;
use crate::{SaveView, begin_with, order_mailing, remove_view, save_view, visible_view};
use kernel::{FieldKind, Id, Result};
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, Resource};

/// The kinds of records of this crate in the API.
#[must_use]
pub fn resources() -> Vec<Resource> {
    let views = Resource::of::<SavedView>("views", "saved_view")
        .tells("owner_name", FieldKind::Text { max_chars: 200 })
        .tells("address", FieldKind::Text { max_chars: 4_000 })
        .lists(&VIEWS, FILTERS, list)
        .gets(|read, id| visible_view(read, id).map(|view| told(&view)))
        .creates(create)
        .changes(change)
        .acts_plainly("remove", |tx, id, input| {
            remove_view(tx, id, input.revision_if_told()).map(|view| told(&view))
        })
        .acts_plainly("begin-with", |tx, id, _| {
            begin_with(tx, id)?;
            visible_view(tx, id).map(|view| told(&view))
        })
        .acts::<Mailing>("send", send);
    vec![views]
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = narrowed(read, ask.query(&VIEWS, read.today())?);
    Ok(ListAnswer::of(VIEWS.page::<SavedView>(read, &query)?, |view| told(&view)))
}

fn told(view: &SavedView) -> Item {
    Item::of(view.id, view.revision, view)
        .with("owner_name", &view.owner_name)
        .with("address", &view.address().href())
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut view = SavedView::new("", "");
    input.read_into(&mut view)?;
    save_view(tx, SaveView { view, revision: None }).map(|saved| told(&saved))
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut view = visible_view(tx, id)?;
    let revision = input.revision()?;
    input.read_into(&mut view)?;
    save_view(tx, SaveView { view, revision: Some(revision) }).map(|saved| told(&saved))
}

fn send(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut ask = Mailing::default();
    input.read_into(&mut ask)?;
    order_mailing(tx, id, ask)?;
    visible_view(tx, id).map(|view| told(&view))
}
