//! Which row was which before: the same one by its id, else one of the same title.

use crate::content::{ActivityRow, GoalRow};
use kernel::Id;
use std::collections::HashMap;

/// One row as it was and as it is; one of them is absent for what went or came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair<T> {
    pub before: Option<T>,
    pub after: Option<T>,
}

/// A row that can be found again.
pub(super) trait Titled {
    fn id(&self) -> Option<Id>;
    fn title(&self) -> &str;
}

impl Titled for GoalRow {
    fn id(&self) -> Option<Id> {
        self.id
    }

    fn title(&self) -> &str {
        &self.title
    }
}

impl Titled for ActivityRow {
    fn id(&self) -> Option<Id> {
        self.id
    }

    fn title(&self) -> &str {
        &self.title
    }
}

/// The rows in the order that they have now, then those that are gone. Each row stands once.
pub(super) fn matched<T: Titled + Clone>(before: &[T], after: &[T]) -> Vec<Pair<T>> {
    let mut left: Vec<Option<&T>> = before.iter().map(Some).collect();
    let by_id: HashMap<Id, usize> =
        before.iter().enumerate().filter_map(|(at, row)| Some((row.id()?, at))).collect();
    let same: Vec<Option<&T>> =
        after.iter().map(|row| by_id.get(&row.id()?).and_then(|at| left[*at].take())).collect();
    let mut by_title: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, row) in before.iter().enumerate().rev() {
        by_title.entry(folded(row.title())).or_default().push(at);
    }
    let mut pairs: Vec<Pair<T>> = Vec::new();
    for (row, found) in after.iter().zip(same) {
        let found = found.or_else(|| take_alike(&mut by_title, &mut left, row.title()));
        pairs.push(Pair { before: found.cloned(), after: Some(row.clone()) });
    }
    pairs.extend(left.into_iter().flatten().map(|row| Pair { before: Some(row.clone()), after: None }));
    pairs
}

/// The first of that title that is not taken yet.
fn take_alike<'r, T>(
    by_title: &mut HashMap<String, Vec<usize>>,
    left: &mut [Option<&'r T>],
    title: &str,
) -> Option<&'r T> {
    let places = by_title.get_mut(&folded(title))?;
    while let Some(at) = places.pop() {
        if let Some(row) = left[at].take() {
            return Some(row);
        }
    }
    None
}

/// However it is spaced and whatever its letters.
fn folded(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
