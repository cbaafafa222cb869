//! What rooms above this one show on the pages of its records, without this room knowing of them.

use access::Allowed;
use kernel::{Result, Subject};
use storage::Read;
use web::Visit;
use web::components::Panel;

/// What one room shows of a record: nothing to who may not see it. It asks the database once, however much there is.
pub type PanelOf = fn(&Visit, &Read, &Subject, &Allowed) -> Result<Option<Panel>>;

/// What stands below the facts on the page of a system, an object or a document, in this order; of a document by what the
/// reader may do where it lies. The database carries it as an attachment.
pub struct Panels(pub Vec<PanelOf>);
