//! A field of a form at which a record is picked: of few from a list, of many by the name that is typed.

use super::RecordWords;
use crate::components::{Input, SelectOption};
use crate::form_input::read_form;
use crate::list_view::{MOST_LOOKED_THROUGH, Names, Offered, few, named};
use crate::visit::{Form, Visit};
use kernel::{Date, Id, Objection, Record, Result};
use storage::Read;

/// Names that are told where several fit.
const MOST_TOLD: i64 = 25;

/// What stands at a field where a name is typed, and whom it means.
#[derive(Clone, Debug)]
pub(crate) struct Picked {
    suggestions: &'static str,
    text: String,
    chosen: Option<SelectOption>,
    several: Vec<SelectOption>,
}

impl RecordWords {
    /// What may be picked at a field that holds `stored`: a list while they are few, else a name to type. Names that are
    /// known already, by [`RecordWords::options`], are kept.
    ///
    /// # Errors
    /// When the database fails.
    pub fn pick(
        mut self,
        visit: &Visit,
        read: &Read,
        (field, stored): (&str, Option<Id>),
        names: &Names,
    ) -> Result<Self> {
        let mut known = self.options.remove(field).unwrap_or_default();
        let stored = stored.map(|id| name_of(read, id, &known, names)).transpose()?;
        add(&mut known, stored.iter().filter(|one| !one.label.is_empty()).cloned());
        if let Some(few) = Offered::of(read, names)?.few() {
            add(&mut known, few);
            return Ok(self.options(field, known));
        }
        let mut picked = Picked::of(names, stored);
        if let Some(form) = visit.form().ok().filter(|form| form.get(field).is_some()) {
            picked.read(form, read, (field, &known), names)?;
        }
        add(&mut known, picked.chosen.iter().filter(|one| !one.label.is_empty()).cloned());
        self.picked.insert(field.to_owned(), picked);
        Ok(self.options(field, known))
    }

    /// As [`crate::read_form`], with names read as those whom they mean. A name that fits none or several is objected to.
    pub fn read_form<N: Record>(&self, form: &Form, record: &mut N, today: Date) -> Vec<Objection> {
        let mut meant = Form { pairs: form.pairs.clone(), files: Vec::new() };
        let mut objections = Vec::new();
        for (field, picked) in &self.picked {
            if form.get(field).is_none() || form.get(&format!("choice.{field}")) == Some("theirs") {
                continue;
            }
            meant.pairs.retain(|(name, _)| name != field);
            match picked.meant() {
                Ok(id) => meant.pairs.push((field.clone(), id)),
                Err(wrong) => objections.push(Objection::new(field.clone(), wrong)),
            }
        }
        objections.extend(read_form(&meant, record, today));
        objections
    }
}

impl Picked {
    fn of(names: &Names, chosen: Option<SelectOption>) -> Self {
        let text = chosen.as_ref().map(|one| one.label.clone()).unwrap_or_default();
        Self { suggestions: names.suggestions, text, chosen, several: Vec::new() }
    }

    /// Whom the form means: the one that was chosen for just this text, or the only one whom the text fits.
    fn read(
        &mut self,
        form: &Form,
        read: &Read,
        (field, known): (&str, &[SelectOption]),
        names: &Names,
    ) -> Result<()> {
        let text = form.get(field).unwrap_or_default().trim();
        let is_the_same = form.get(&format!("{field}.asked")).map(str::trim) == Some(text);
        let chosen = form.get(&format!("{field}.chosen")).filter(|_| is_the_same);
        let id = chosen.unwrap_or(text).parse::<Id>().ok();
        let found = match id {
            Some(id) => vec![name_of(read, id, known, names)?],
            None if text.is_empty() => Vec::new(),
            None => few(named(text, (names.like)(read, text, MOST_LOOKED_THROUGH)?), MOST_TOLD),
        };
        text.clone_into(&mut self.text);
        (self.chosen, self.several) = match found.as_slice() {
            [only] => (Some(only.clone()), Vec::new()),
            _ => (None, found),
        };
        if let Some(chosen) = &self.chosen {
            self.text.clone_from(&chosen.label);
        }
        Ok(())
    }

    /// The id to read, empty where nothing is typed; or the key of what is wrong.
    fn meant(&self) -> std::result::Result<String, &'static str> {
        match &self.chosen {
            Some(chosen) => Ok(chosen.value.clone()),
            None if self.text.is_empty() => Ok(String::new()),
            None if self.several.is_empty() => Err("objection-no-such-name"),
            None => Err("objection-several-names"),
        }
    }

    pub(crate) fn input(&self) -> Input {
        Input::Name {
            text: self.text.clone(),
            suggestions: self.suggestions,
            chosen: self.chosen.as_ref().map(|one| one.value.clone()),
            several: self.several.clone(),
        }
    }
}

/// A record and its name; without one where the reader may not see it: it stays chosen all the same.
fn name_of(read: &Read, id: Id, known: &[SelectOption], names: &Names) -> Result<SelectOption> {
    let value = id.to_string();
    if let Some(found) = known.iter().find(|one| one.value == value) {
        return Ok(found.clone());
    }
    Ok(SelectOption::new(value, (names.of)(read, id)?.unwrap_or_default()))
}

fn add(known: &mut Vec<SelectOption>, more: impl IntoIterator<Item = SelectOption>) {
    for one in more {
        if !known.iter().any(|other| other.value == one.value) {
            known.push(one);
        }
    }
}
