//! What is answered where no route has the address: within the frame to somebody signed in, who goes on from there.

use crate::answer::{Answer, Page};
use crate::route::{Access, Route};
use crate::visit::Visit;
use kernel::{Error, Result};
use maud::html;

pub(super) const ROUTE: Route = Route::get("", Access::Public, nothing_here);

fn nothing_here(visit: &Visit) -> Result<Answer> {
    if visit.session.is_none() || visit.is_api() {
        return Err(Error::NotFound);
    }
    let content = html! {
        p { (visit.text("error-not-found-text")) }
        p { a href="/" { (visit.text("error-to-start")) } }
    };
    let mut page = Page::new(visit.text("error-not-found-title"), content);
    page.status = 404;
    Ok(page.answer())
}
