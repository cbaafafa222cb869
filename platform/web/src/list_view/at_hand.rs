//! A list whose rows are all at hand, such as what one person is asked about: filters, order and columns as in every other,
//! on one page.

use super::{ListParts, ListRows, ListView};
use crate::components::{Row, Table};
use crate::resource::ListFilter;
use crate::visit::Visit;
use kernel::Result;
use std::sync::Arc;

impl ListView {
    /// Reads the view of a visit; the first order is the usual one.
    ///
    /// # Errors
    /// None today.
    pub fn of_rows(visit: &Visit, filters: &[ListFilter], sorts: &[&'static str]) -> Result<Self> {
        Self::ordered_by(visit, filters, sorts, &Arc::default())
    }

    /// The order that the rows are shown in, and whether from its end.
    #[must_use]
    pub fn order(&self) -> (&str, bool) {
        (self.ask.sort.as_deref().unwrap_or_default(), self.ask.is_descending)
    }

    /// Whether the search of the view finds a name.
    #[must_use]
    pub fn finds(&self, name: &str) -> bool {
        let folded = |text: &str| texts::sort_key(text).split('\u{1}').next().unwrap_or_default().to_owned();
        self.value("q").is_none_or(|typed| folded(name).contains(&folded(typed)))
    }

    /// The table of the rows that the view leaves, in its order.
    #[must_use]
    pub fn table_of_rows(
        &self,
        visit: &Visit,
        parts: ListParts,
        sorts: &[&'static str],
        rows: Vec<Row>,
    ) -> Table {
        let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        self.drawn(visit, parts, sorts, ListRows { rows, total, next_cursor: None })
    }
}
