//! A filter in which a record is picked by its name: there may be thousands, too many for a list to choose from.

use super::ListView;
use crate::answer::{Answer, JsonAnswer};
use crate::components::{FilterInput, Link, SelectOption};
use crate::resource::{CustomFilter, FilterKind, ListFilter};
use crate::visit::Visit;
use kernel::{CustomField, FieldKind, Id, ReferenceKind, Result};
use serde_json::json;
use storage::Read;

/// Names that are suggested, or told where several fit.
const MOST_SUGGESTED: i64 = 10;
/// Names among which a whole one is looked for, before those that are told are cut to a few.
pub(crate) const MOST_LOOKED_THROUGH: i64 = 500;
/// So few records are a list to choose from.
const MOST_OFFERED: usize = 25;

/// How the records of one kind are found by their names.
pub struct Names {
    /// The route that suggests names (see [`suggest`]).
    pub suggestions: &'static str,
    /// The name of a record.
    pub of: fn(&Read, Id) -> Result<Option<String>>,
    /// So many at the most of those that the actor may see and whose names hold a text, in the order of the names.
    pub like: fn(&Read, &str, i64) -> Result<Vec<SelectOption>>,
}

/// Answers a browser with the names that fit what is typed (`?q=`).
///
/// # Errors
/// When the database fails.
pub fn suggest(visit: &Visit, names: &Names) -> Result<Answer> {
    let typed = visit.query("q").unwrap_or_default();
    let found = visit.read(|read| (names.like)(read, typed, MOST_SUGGESTED))?;
    let told = found.iter().map(|one| json!({ "id": one.value, "name": one.label }));
    Ok(Answer::Json(JsonAnswer::ok(told.collect())))
}

/// Records that a list offers to choose from, where they are few.
#[derive(Clone)]
pub struct Offered(Option<Vec<SelectOption>>);

impl Offered {
    /// None are offered, however few: the names are those of people, who come and go.
    pub const NONE: Self = Self(None);

    /// # Errors
    /// When the database fails.
    pub fn of(read: &Read, names: &Names) -> Result<Self> {
        let most = i64::try_from(MOST_OFFERED).unwrap_or(i64::MAX);
        let options = (names.like)(read, "", most + 1)?;
        Ok(Self((options.len() <= MOST_OFFERED).then_some(options)))
    }

    /// Those to choose from, where they are few.
    pub(crate) fn few(self) -> Option<Vec<SelectOption>> {
        self.0
    }
}

impl ListView {
    /// Reads what a filter picks, and tells how the filter is shown. A name becomes the id of the only record that it
    /// fits; where it fits none or several, the view holds no rows and several are told, to choose from.
    ///
    /// # Errors
    /// When the database fails.
    pub fn pick(
        &mut self,
        read: &Read,
        filter: &'static str,
        names: &Names,
        offered: &Offered,
    ) -> Result<FilterInput> {
        let (input, meant) = self.read_name(read, filter, names, offered)?;
        if let Some(chosen) = meant {
            self.set_picked(filter, chosen.as_ref());
        }
        Ok(input)
    }

    /// The same at a field that the federation has added.
    ///
    /// # Errors
    /// When the database fails.
    pub fn pick_custom(
        &mut self,
        read: &Read,
        field: &CustomField,
        names: &Names,
        offered: &Offered,
    ) -> Result<FilterInput> {
        let (input, meant) = self.read_name(read, &field.name, names, offered)?;
        if let Some(chosen) = meant {
            self.ask.custom.retain(|asked| asked.name != field.name);
            self.faults.retain(|fault| fault.field != field.name);
            let id = chosen.map(|one| one.value);
            let filter = id.and_then(|id| CustomFilter::named(std::slice::from_ref(field), &field.name, &id));
            self.fits_nothing |= filter.is_none();
            self.ask.custom.extend(filter);
        }
        Ok(input)
    }

    /// How a filter is shown in which a name is typed, and the record that is meant, where one is asked for.
    fn read_name(
        &self,
        read: &Read,
        filter: &str,
        names: &Names,
        offered: &Offered,
    ) -> Result<(FilterInput, Option<Option<SelectOption>>)> {
        let typed = self.address.value(filter).unwrap_or_default().trim().to_owned();
        let found = match typed.parse::<Id>() {
            _ if typed.is_empty() => Vec::new(),
            Ok(id) => {
                let name = (names.of)(read, id)?;
                name.map(|name| SelectOption::new(id.to_string(), name)).into_iter().collect()
            }
            Err(_) => few(named(&typed, (names.like)(read, &typed, MOST_LOOKED_THROUGH)?), MOST_SUGGESTED),
        };
        let chosen = if let [only] = found.as_slice() { Some(only.clone()) } else { None };
        // A wrong value of a list to choose from is told as every wrong value is.
        let is_asked = !typed.is_empty() && (chosen.is_some() || offered.0.is_none());
        let meant = is_asked.then(|| chosen.clone());
        if let Some(options) = &offered.0 {
            return Ok((FilterInput::Select(options.clone()), meant));
        }
        let several = if chosen.is_none() { found } else { Vec::new() };
        let place = self.address.without(super::PLACE_PARAMETER).without(filter);
        let several =
            several.iter().map(|one| Link::new(place.with(filter, &one.value).href(), &one.label)).collect();
        Ok((FilterInput::Name { suggestions: names.suggestions, chosen, several }, meant))
    }

    /// What a filter picks, once it has been read.
    #[must_use]
    pub fn picked(&self, filter: &str) -> Option<Id> {
        self.picked.iter().find(|(name, _)| *name == filter).map(|(_, id)| *id)
    }

    /// Whether a filter names something that is not there, so that the view holds no rows.
    #[must_use]
    pub fn fits_nothing(&self) -> bool {
        self.fits_nothing
    }

    /// The question is about the record that was meant; about one that nobody knows there is nothing to list.
    fn set_picked(&mut self, filter: &'static str, chosen: Option<&SelectOption>) {
        let was_asked = self.ask.filters.len() + self.faults.len();
        self.ask.filters.retain(|(asked, _)| asked.name != filter);
        self.faults.retain(|fault| fault.field != filter);
        let is_of_list = self.ask.filters.len() + self.faults.len() < was_asked;
        let Some(id) = chosen.and_then(|one| one.value.parse::<Id>().ok()) else {
            self.fits_nothing = true;
            return;
        };
        self.picked.push((filter, id));
        if is_of_list {
            let kind = FilterKind::Field(FieldKind::Reference(ReferenceKind(filter)));
            self.ask.filters.push((ListFilter { name: filter, kind }, id.to_string()));
        }
    }
}

/// Those that are told where several fit.
pub(crate) fn few(mut found: Vec<SelectOption>, most: i64) -> Vec<SelectOption> {
    found.truncate(usize::try_from(most).unwrap_or_default());
    found
}

/// Of several names that hold what was typed, one that is nothing else stands alone. What follows a name in brackets
/// tells namesakes apart and need not be typed.
pub(crate) fn named(typed: &str, found: Vec<SelectOption>) -> Vec<SelectOption> {
    let typed = typed.to_lowercase();
    let is_whole = |one: &SelectOption| {
        let label = one.label.to_lowercase();
        label == typed || label.split_once(" (").is_some_and(|(name, _)| name == typed)
    };
    let whole: Vec<SelectOption> = found.iter().filter(|one| is_whole(one)).cloned().collect();
    if whole.len() == 1 { whole } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(names: &[&str]) -> Vec<SelectOption> {
        names.iter().map(|name| SelectOption::new(Id::new().to_string(), *name)).collect()
    }

    #[test]
    fn a_whole_name_stands_alone_among_those_that_hold_it() {
        let labels = |typed, names: &[&str]| -> Vec<String> {
            named(typed, options(names)).into_iter().map(|one| one.label).collect()
        };
        assert_eq!(labels("skola", &["Förskola", "Skola", "Skola 2"]), ["Skola"]);
        assert_eq!(labels("sko", &["Förskola", "Skola"]), ["Förskola", "Skola"]);
        assert_eq!(labels("skola", &["Förskola (Norr)", "Skola (Norr)"]), ["Skola (Norr)"]);
        assert_eq!(labels("skola", &["Skola", "skola"]), ["Skola", "skola"], "namesakes are both told");
    }
}
