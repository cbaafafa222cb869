//! The records of this room in the API.

mod comments;
mod plans;
mod priorities;
mod rows;
mod suggestions;

use web::Resource;

/// Every kind of record of this room.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![plans::plans(), rows::activities(), rows::goals(), rows::needs(), suggestions::suggestions()]
}
