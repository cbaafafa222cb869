//! From the fields of a record to a form: labels, hints and options, what was typed kept, and each objection at its field.

mod custom;
mod past;
mod pick;
mod shown;
mod stale;

pub(crate) use shown::retired;
pub use shown::{Naming, RecordWords, choice_options, label};
pub use stale::is_stale;

use crate::components::{self, FieldGroup, FormError, FormField, Input, Link, SelectOption};
use crate::form_input::SHOWN;
use crate::visit::{Form, Visit};
use kernel::{Field, FieldKind, FieldValue, Language, Objection, Record};
use maud::Markup;

/// What is wrong, in the reader's words, at the fields that it is about.
#[must_use]
pub fn form_errors(language: Language, objections: &[Objection]) -> Vec<FormError> {
    let error = |objection: &Objection| FormError {
        field: objection.field.clone(),
        text: texts::render(language, &objection.message),
    };
    objections.iter().map(error).collect()
}

/// Letters of an amount, spaces and unit included.
const MOST_OF_AN_AMOUNT: usize = 30;

/// The form of a record.
pub struct RecordForm<'v, N: Record> {
    visit: &'v Visit,
    words: &'v RecordWords,
    record: N,
    groups: Vec<(Option<String>, Vec<&'static str>)>,
    /// Fields that are no fields of the record, such as the reason of a change.
    further: Vec<FormField>,
    objections: Vec<Objection>,
    revision: Option<i64>,
    /// Flags that are yes or no and never unknown.
    decided: Vec<&'static str>,
    hidden: Vec<(&'static str, String)>,
    action: String,
    save: String,
    cancel: Link,
}

impl<'v, N: Record> RecordForm<'v, N> {
    /// A form that is sent to the page's own address and shows every field in one group.
    #[must_use]
    pub fn new(visit: &'v Visit, words: &'v RecordWords, record: &N, cancel: Link) -> Self {
        Self {
            visit,
            words,
            record: record.clone(),
            groups: Vec::new(),
            further: Vec::new(),
            objections: Vec::new(),
            revision: None,
            decided: Vec::new(),
            hidden: Vec::new(),
            action: visit.path.clone(),
            save: visit.text("save"),
            cancel,
        }
    }

    /// Fields that belong together under a heading. With the first group only the fields of groups are shown.
    #[must_use]
    pub fn group(mut self, legend: &str, fields: &[&'static str]) -> Self {
        let legend = (!legend.is_empty()).then(|| self.visit.text(legend));
        self.groups.push((legend, fields.to_vec()));
        self
    }

    /// A field beside those of the record, in a group of its own at the end.
    #[must_use]
    pub fn further(mut self, field: FormField) -> Self {
        self.further.push(field);
        self
    }

    /// The revision that the form was filled from.
    #[must_use]
    pub fn revision(mut self, revision: i64) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Flags that somebody decides, such as whether something is switched on: one that nobody has answered is a no.
    #[must_use]
    pub fn decided(mut self, flags: &[&'static str]) -> Self {
        self.decided = flags.to_vec();
        self
    }

    #[must_use]
    pub fn hidden(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }

    #[must_use]
    pub fn action(mut self, path: impl Into<String>) -> Self {
        self.action = path.into();
        self
    }

    /// The verb on the button, in words.
    #[must_use]
    pub fn save(mut self, words: impl Into<String>) -> Self {
        self.save = words.into();
        self
    }

    /// The form comes back with what is wrong in it.
    #[must_use]
    pub fn objections(mut self, objections: &[Objection]) -> Self {
        self.objections = objections.to_vec();
        self
    }

    #[must_use]
    pub fn draw(self) -> Markup {
        let language = self.visit.language();
        components::form(language, &self.component())
    }

    /// The form as the component takes it, for those who want to change something in it.
    #[must_use]
    pub fn component(mut self) -> components::Form {
        let all = || N::FIELDS.iter().map(|field| field.name).collect();
        let chosen = if self.groups.is_empty() { vec![(None, all())] } else { self.groups.clone() };
        let mut groups: Vec<FieldGroup> = chosen
            .iter()
            .map(|(legend, names)| FieldGroup {
                legend: legend.clone(),
                hint: None,
                fields: names
                    .iter()
                    .filter_map(|name| N::field(name))
                    .map(|field| self.field(field))
                    .collect(),
            })
            .collect();
        groups.extend(custom::groups(&self));
        if !self.further.is_empty() {
            groups.push(FieldGroup { legend: None, hint: None, fields: std::mem::take(&mut self.further) });
        }
        let names: Vec<&'static str> = chosen.iter().flat_map(|(_, names)| names.clone()).collect();
        components::Form {
            action: self.action.clone(),
            csrf: self.visit.csrf().to_owned(),
            // A form that comes back keeps the revision that it was filled from.
            revision: sent_revision(self.visit).or(self.revision).map(|revision| revision.to_string()),
            hidden: self.hidden.iter().cloned().chain(self.lists_among(&names)).collect(),
            groups,
            errors: form_errors(self.visit.language(), &self.objections),
            save: self.save.clone(),
            cancel: Some(self.cancel.clone()),
        }
    }

    fn field(&self, field: &'static Field<N>) -> FormField {
        let language = self.visit.language();
        let label_key = shown::label_key(&self.words.record, field.name);
        let input = self.input((field.name, field.kind), &(field.read)(&self.record));
        let mut form_field =
            FormField::new(field.name, label(language, &self.words.record, field.name), input);
        form_field.is_required = field.is_required;
        let hint_key = format!("{label_key}-hint");
        form_field.hint = texts::has(language, &hint_key).then(|| texts::text(language, &hint_key));
        form_field
    }

    fn input(&self, (name, kind): (&str, FieldKind), stored: &FieldValue) -> Input {
        if let Some(picked) = self.words.picked.get(name) {
            return picked.input();
        }
        let typed = typed_texts(self.visit, name);
        let values = typed.unwrap_or_else(|| shown::sent_texts(kind, stored));
        let value = values.first().cloned().unwrap_or_default();
        let options = || self.options_at((name, kind), stored);
        match kind {
            FieldKind::Text { .. } if self.words.has_options(name) => {
                Input::Suggested { value, options: options() }
            }
            FieldKind::Text { max_chars } => Input::Text { value, max_chars },
            FieldKind::LongText { max_chars } => Input::LongText { value, max_chars },
            FieldKind::Number { .. } => Input::Number { value },
            FieldKind::Money => Input::Text { value, max_chars: MOST_OF_AN_AMOUNT },
            FieldKind::Date => Input::Date { value },
            FieldKind::Flag if self.decided.contains(&name) => Input::YesNo { value: value == "true" },
            FieldKind::Flag => Input::Flag { value: value.parse().ok() },
            FieldKind::Link => Input::Link { value },
            FieldKind::Choice(_) | FieldKind::Word => Input::Choice { value, options: options() },
            FieldKind::Reference(_) => Input::Reference { value, options: options() },
            FieldKind::References(_) | FieldKind::Words { .. } => {
                let options = with_missing(options(), &values);
                Input::References { values, options }
            }
        }
    }

    /// What may be chosen at a field.
    fn options_at(&self, (name, kind): (&str, FieldKind), stored: &FieldValue) -> Vec<SelectOption> {
        let options = self.words.options_of(self.visit.language(), name, kind);
        match self.words.custom_field(name) {
            Some(field) => custom::offered(field, options, &shown::sent_texts(kind, stored)),
            None => options,
        }
    }

    /// Lists send nothing when they are emptied, so the form says that they were there.
    fn lists_among(&self, names: &[&'static str]) -> Vec<(&'static str, String)> {
        let own = names.iter().filter_map(|name| N::field(name)).map(|field| (field.name, field.kind));
        let custom = self.record.custom().into_iter().flat_map(kernel::Custom::asked);
        own.chain(custom.map(|field| (field.name.as_str(), field.kind)))
            .filter(|(_, kind)| matches!(kind, FieldKind::References(_) | FieldKind::Words { .. }))
            .map(|(name, _)| (SHOWN, name.to_owned()))
            .collect()
    }
}

/// The revision that a form was filled from.
///
/// # Errors
/// When the form has none: it is none of ours.
pub fn revision_of(form: &Form) -> kernel::Result<i64> {
    let revision = form.get("revision").and_then(|text| text.parse().ok());
    revision.ok_or_else(kernel::Error::stale)
}

fn sent_revision(visit: &Visit) -> Option<i64> {
    visit.form().ok().and_then(|form| revision_of(form).ok())
}

/// What was typed at a field, if this request is the form coming back.
fn typed_texts(visit: &Visit, name: &str) -> Option<Vec<String>> {
    let form = visit.form().ok()?;
    let typed: Vec<String> = form.all(name).map(str::to_owned).collect();
    (!typed.is_empty() || form.all(SHOWN).any(|shown| shown == name)).then_some(typed)
}

/// What is chosen already stays to be seen, even when it is no longer among the options.
fn with_missing(mut options: Vec<SelectOption>, values: &[String]) -> Vec<SelectOption> {
    for value in values {
        if !options.iter().any(|option| option.value == *value) {
            options.push(SelectOption::new(value, value));
        }
    }
    options
}

/// A value as a form sends it.
pub(crate) fn is_same(one: &FieldValue, other: &FieldValue) -> bool {
    one == other || (one.is_absent() && other.is_absent())
}
