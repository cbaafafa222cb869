//! What rooms above this one show on the pages of suppliers, without this room knowing of them.

use kernel::{Result, Subject};
use storage::Read;
use web::Visit;
use web::components::Panel;

/// What one room shows of a supplier: nothing to who may not see it.
pub type PanelsOf = fn(&Visit, &Read, &Subject) -> Result<Vec<Panel>>;

/// What stands below the facts on the page of a supplier, after its contacts, in this order. The database carries it as an
/// attachment.
pub struct SupplierPanels(pub Vec<PanelsOf>);
