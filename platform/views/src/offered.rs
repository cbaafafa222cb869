//! What lists and the sign-in ask of this crate.

use crate::{store, visible_view};
use kernel::{Error, Id, Result};
use storage::Read;
use web::{ListViews, OfferedViews};

/// Views that a list offers at once; the page of views has them all.
const MOST_OFFERED: usize = 20;

/// Given to the site when the program is put together.
pub const LIST_VIEWS: ListViews = ListViews { of, first };

fn of(read: &Read, list: &str, opened: Option<Id>) -> Result<OfferedViews> {
    let Some(person) = read.actor().person else { return Ok(OfferedViews::default()) };
    let most = i64::try_from(MOST_OFFERED).unwrap_or(i64::MAX);
    let mut views = store::offered(read, list, (person, opened), most + 1)?;
    let has_more = views.len() > MOST_OFFERED;
    views.truncate(MOST_OFFERED);
    let opened = opened.and_then(|id| views.iter().find(|view| view.id == id)).cloned();
    views.sort_by_cached_key(|view| (!view.is_own, texts::sort_key(&view.name)));
    Ok(OfferedViews { views, has_more, opened, may_save: true })
}

/// A view that one may no longer open, or that is gone, is no place to begin.
fn first(read: &Read) -> Result<Option<String>> {
    let Some(person) = read.actor().person else { return Ok(None) };
    let Some(id) = store::start(read, person)? else { return Ok(None) };
    match visible_view(read, id) {
        Ok(view) => Ok(Some(view.address().href())),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
