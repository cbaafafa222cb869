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

/// So many options that are all at hand are a list to choose from.
const MOST_CHOSEN_FROM: usize = 50;

/// What stands at a field where a name is typed, and whom it means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Picked {
    suggestions: &'static str,
    /// Those to pick among, where they are all at hand.
    offered: Vec<SelectOption>,
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
    pub fn pick(self, visit: &Visit, read: &Read, field: (&str, Option<Id>), names: &Names) -> Result<Self> {
        let offered = Offered::of(read, names)?;
        self.pick_among(visit, read, field, (names, &offered))
    }

    /// The same where what is offered has been asked for already, as for each row of a form that has many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn pick_among(
        mut self,
        visit: &Visit,
        read: &Read,
        (field, stored): (&str, Option<Id>),
        (names, offered): (&Names, &Offered),
    ) -> Result<Self> {
        let mut known = self.options.remove(field).unwrap_or_default();
        let few = offered.clone().few();
        let is_among = |id: Id| few.iter().flatten().find(|one| one.value == id.to_string());
        let stored = match stored.map(|id| (id, is_among(id))) {
            None => None,
            Some((_, Some(one))) => Some(one.clone()),
            Some((id, None)) => Some(name_of(read, id, &known, names)?),
        };
        add(&mut known, stored.iter().filter(|one| !one.label.is_empty()).cloned());
        if let Some(few) = few {
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

    /// What may be picked at an empty field of options that are all at hand, such as the units that a plan leaves: a list
    /// while they are few, else a name to type.
    #[must_use]
    pub fn pick_at_hand(mut self, visit: &Visit, field: &str, options: Vec<SelectOption>) -> Self {
        if options.len() > MOST_CHOSEN_FROM {
            let mut picked = Picked { offered: options.clone(), ..Picked::default() };
            if let Some(form) = visit.form().ok().filter(|form| form.get(field).is_some()) {
                picked.read_at_hand(form, field);
            }
            self.picked.insert(field.to_owned(), picked);
        }
        self.options(field, options)
    }

    /// The control of a field that is none of a record's own, such as one of a row; `value` is chosen where it is a list.
    #[must_use]
    pub fn input_at(&self, field: &str, value: &str) -> Input {
        match self.picked.get(field) {
            Some(picked) => picked.input(),
            None => Input::Reference {
                value: value.to_owned(),
                options: self.options.get(field).cloned().unwrap_or_default(),
            },
        }
    }

    /// The id that such a field means, empty where nothing is chosen; or the key of what is wrong with what was typed.
    ///
    /// # Errors
    /// The key, where a name fits none or several.
    pub fn meant_at(&self, field: &str, sent: &str) -> std::result::Result<String, &'static str> {
        self.picked.get(field).map_or_else(|| Ok(sent.to_owned()), Picked::meant)
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
        Self { suggestions: names.suggestions, text, chosen, ..Self::default() }
    }

    /// Whom the form means: the one that was chosen for just this text, or the only one whom the text fits.
    fn read(
        &mut self,
        form: &Form,
        read: &Read,
        (field, known): (&str, &[SelectOption]),
        names: &Names,
    ) -> Result<()> {
        let (text, id) = sent_at(form, field);
        let found = match id {
            Some(id) => vec![name_of(read, id, known, names)?],
            None if text.is_empty() => Vec::new(),
            None => named(text, (names.like)(read, text, MOST_LOOKED_THROUGH)?),
        };
        self.settle(text, few(found, MOST_TOLD));
        Ok(())
    }

    /// The same among options that are at hand.
    fn read_at_hand(&mut self, form: &Form, field: &str) {
        let (text, id) = sent_at(form, field);
        let is_meant = |one: &&SelectOption| match id {
            Some(id) => one.value == id.to_string(),
            None => !text.is_empty() && one.label.to_lowercase().contains(&text.to_lowercase()),
        };
        let found: Vec<SelectOption> = self.offered.iter().filter(is_meant).cloned().collect();
        let found = if id.is_some() { found } else { named(text, found) };
        self.settle(text, few(found, MOST_TOLD));
    }

    /// What was typed, and those that it fits.
    fn settle(&mut self, text: &str, found: Vec<SelectOption>) {
        text.clone_into(&mut self.text);
        (self.chosen, self.several) = match found.as_slice() {
            [only] => (Some(only.clone()), Vec::new()),
            _ => (None, found),
        };
        if let Some(chosen) = &self.chosen {
            self.text.clone_from(&chosen.label);
        }
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
            offered: self.offered.clone(),
            chosen: self.chosen.as_ref().map(|one| one.value.clone()),
            several: self.several.clone(),
        }
    }
}

/// What was typed at a field; and the id that it names itself, or that was chosen for just this text.
fn sent_at<'f>(form: &'f Form, field: &str) -> (&'f str, Option<Id>) {
    let text = form.get(field).unwrap_or_default().trim();
    let is_the_same = form.get(&format!("{field}.asked")).map(str::trim) == Some(text);
    let chosen = form.get(&format!("{field}.chosen")).filter(|_| is_the_same);
    (text, chosen.unwrap_or(text).parse::<Id>().ok())
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
