//! Where no route has the address there is a page all the same: within the frame to somebody signed in, who goes on from
//! there.

use crate::answer::Answer;
use crate::route::{Access, Route};
use crate::visit::Visit;
use kernel::{Error, Result};

pub(super) const ROUTE: Route = Route::get("", Access::Public, nothing_here);

const fn nothing_here(_: &Visit) -> Result<Answer> {
    Err(Error::NotFound)
}
