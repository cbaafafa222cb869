//! A view of a list in the words of its page: what its filters, its columns and its order are called there.

use super::ListView;
use crate::components::{COLUMN_PARAMETER, SORT_PARAMETER, Table};
use crate::visit::Visit;

/// What a view asks of its list, as whoever looks at the list reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListInWords {
    /// What each filter is called, and what is asked of it.
    pub filters: Vec<(String, String)>,
    /// The column that the view orders by, and whether from its end.
    pub order: Option<(String, bool)>,
    /// The columns that the view chooses; none where it shows the usual ones.
    pub columns: Vec<String>,
    /// What the list no longer knows of the view.
    pub dropped: Vec<String>,
}

impl ListInWords {
    /// With what narrows the list and stands nowhere among its filters.
    pub(super) fn of(visit: &Visit, table: &Table, unshown: &[String]) -> Self {
        let is_asked = |parameter| table.address.value(parameter).is_some();
        let order = table.sort.as_ref().filter(|_| is_asked(SORT_PARAMETER)).and_then(|sort| {
            let column = table.columns.iter().find(|column| column.key == sort.column)?;
            Some((column.label.clone(), sort.is_descending))
        });
        let shown = table.columns.iter().filter(|column| column.is_shown && is_asked(COLUMN_PARAMETER));
        let elsewhere = || visit.text("filter-picked-elsewhere");
        let mut filters = table.filters_in_words(visit.language());
        filters.extend(unshown.iter().map(|label| (label.clone(), elsewhere())));
        Self {
            filters,
            order,
            columns: shown.map(|column| column.label.clone()).collect(),
            dropped: table.views.as_ref().map(|bar| bar.dropped.clone()).unwrap_or_default(),
        }
    }
}

impl ListView {
    /// What narrows the list and is no filter that its page shows, such as the record from whose page one came.
    pub(super) fn unshown(&self, visit: &Visit, table: &Table) -> Vec<String> {
        let is_shown =
            |name: &str| table.filters.iter().chain(&table.more_filters).any(|one| one.name == name);
        let asked = self.ask.filters.iter().map(|(asked, _)| asked.name);
        let names = asked.chain(self.own.iter().copied()).filter(|name| !is_shown(name));
        names.map(|name| self.label(visit, name).unwrap_or_else(|| visit.text("filter-unnamed"))).collect()
    }
}
