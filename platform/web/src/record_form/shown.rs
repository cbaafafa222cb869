//! The words of a record: labels of fields, names of choices, and values as people read them.

use super::pick::Picked;
use crate::components::{Change, Fact, FactValue, HistoryEntry, Link, SelectOption};
use kernel::{Custom, CustomChoice, CustomField, FieldKind, FieldValue, Id, Language, Money, Record, Result};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use storage::{AuditEvent, Read};

/// What the texts do not know of a record: its name in their keys, and what its references and words are called.
#[derive(Clone, Debug, Default)]
pub struct RecordWords {
    pub(crate) record: String,
    pub(super) options: BTreeMap<String, Vec<SelectOption>>,
    /// Fields at which a name is typed.
    pub(super) picked: BTreeMap<String, Picked>,
    /// Fields whose values are named when a history is shown: there are too many to hold as options.
    pub(super) named: BTreeMap<String, Naming>,
    /// The fields that the federation has added to the record.
    pub(super) custom: Arc<[CustomField]>,
    /// What an event may say that it belongs to, and where that is found.
    leading: Option<(&'static str, &'static str)>,
}

/// The kind of a value whose field the record does not have.
const UNKNOWN: FieldKind = FieldKind::Text { max_chars: 0 };

/// Reads what records are called.
pub type Naming = fn(&Read, &[Id]) -> Result<Vec<(Id, String)>>;

impl RecordWords {
    /// `record` begins the keys of its texts: `system` for `system-name`.
    #[must_use]
    pub fn of(record: &str) -> Self {
        Self { record: record.to_owned(), ..Self::default() }
    }

    /// What may be chosen at a field, instead of what the texts say.
    #[must_use]
    pub fn options(mut self, field: impl Into<String>, options: Vec<SelectOption>) -> Self {
        self.options.insert(field.into(), options);
        self
    }

    /// Where the history leads from events that say by a change of this name what they belong to.
    #[must_use]
    pub fn leading(mut self, name: &'static str, pages: &'static str) -> Self {
        self.leading = Some((name, pages));
        self
    }

    /// How the values of a field are named in the history.
    #[must_use]
    pub fn naming(mut self, field: impl Into<String>, naming: Naming) -> Self {
        self.named.insert(field.into(), naming);
        self
    }

    /// The words of the fields that the federation has added: their labels, and what is chosen at them.
    #[must_use]
    pub fn custom(mut self, language: Language, fields: &Arc<[CustomField]>) -> Self {
        for field in fields.iter().filter(|field| !field.choices.is_empty()) {
            let option = |choice: &CustomChoice| {
                let label = choice.label.in_language(language);
                let label = if choice.is_retired { retired(language, label) } else { label.to_owned() };
                SelectOption::new(&choice.name, label)
            };
            self.options.insert(field.name.clone(), field.choices.iter().map(option).collect());
        }
        self.custom = fields.clone();
        self
    }

    pub(super) fn custom_field(&self, name: &str) -> Option<&CustomField> {
        self.custom.iter().find(|field| field.name == name)
    }

    /// What a field is called.
    pub(crate) fn label(&self, language: Language, name: &str) -> String {
        match self.custom_field(name) {
            Some(field) if field.is_retired => retired(language, field.label.in_language(language)),
            Some(field) => field.label.in_language(language).to_owned(),
            None => label(language, &self.record, name),
        }
    }

    /// The values of the added fields that have one, and of those that are asked for, as facts of the record's page.
    #[must_use]
    pub fn custom_facts(&self, language: Language, custom: &Custom) -> Vec<Fact> {
        let fact = |field: &CustomField| {
            let value = self.shown_value(language, (&field.name, field.kind), custom.value(&field.name));
            fact(self.label(language, &field.name), value, field.kind)
        };
        custom.shown().map(fact).collect()
    }

    /// The values of the added fields of a record in words, in the order of the fields.
    #[must_use]
    pub fn custom_texts(&self, language: Language, custom: &Custom) -> Vec<String> {
        let text = |field: &CustomField| {
            self.shown_value(language, (&field.name, field.kind), custom.value(&field.name))
        };
        self.custom.iter().map(text).collect()
    }

    /// The same words with the names of what events tell of, read as a set.
    ///
    /// # Errors
    /// When the database fails.
    pub fn naming_what_is_in(&self, read: &Read, events: &[AuditEvent]) -> Result<Self> {
        let mut words = self.clone();
        for (field, naming) in &self.named {
            let sides = events.iter().filter_map(|event| event.content.as_ref()?.get("changes")?.get(field));
            let ids = sides.filter_map(Json::as_array).flatten().flat_map(ids_of);
            let ids: Vec<Id> = ids.collect::<BTreeSet<Id>>().into_iter().collect();
            let names = naming(read, &ids)?;
            let options = names.into_iter().map(|(id, name)| SelectOption::new(id.to_string(), name));
            words.options.entry(field.clone()).or_default().extend(options);
        }
        Ok(words)
    }

    pub(crate) fn has_options(&self, field: &str) -> bool {
        self.options.contains_key(field)
    }

    pub(crate) fn options_of(&self, language: Language, field: &str, kind: FieldKind) -> Vec<SelectOption> {
        match (self.options.get(field), kind) {
            (Some(options), _) => options.clone(),
            (None, FieldKind::Choice(names)) => choice_options(language, &self.record, field, names),
            _ => Vec::new(),
        }
    }

    /// A field's value in words; empty where there is none.
    #[must_use]
    pub fn shown<N: Record>(&self, language: Language, record: &N, field: &str) -> String {
        N::field(field).map_or(String::new(), |found| {
            self.shown_value(language, (field, found.kind), &(found.read)(record))
        })
    }

    pub(crate) fn shown_value(
        &self,
        language: Language,
        (field, kind): (&str, FieldKind),
        value: &FieldValue,
    ) -> String {
        let name = |text: &str| self.name_of(language, (field, kind), text);
        match value {
            FieldValue::Absent => String::new(),
            FieldValue::Flag(flag) => texts::text(language, if *flag { "form-yes" } else { "form-no" }),
            FieldValue::Number(ore) if kind == FieldKind::Money => {
                texts::money(language, Money { ore: *ore })
            }
            FieldValue::Number(number) => texts::number(*number),
            FieldValue::Date(date) => texts::date(*date),
            FieldValue::Reference(id) => name(&id.to_string()),
            FieldValue::Text(text) => name(text),
            FieldValue::List(values) => {
                let shown = values.iter().map(|one| self.shown_value(language, (field, kind), one));
                shown.collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// What an id, a word or a choice is called.
    fn name_of(&self, language: Language, (field, kind): (&str, FieldKind), text: &str) -> String {
        let given = self.options.get(field).and_then(|options| options.iter().find(|one| one.value == text));
        match (given, kind) {
            (Some(option), _) => option.label.clone(),
            (None, FieldKind::Choice(_)) if !text.is_empty() => {
                texts::text(language, &choice_key(&self.record, field, text))
            }
            _ => text.to_owned(),
        }
    }

    /// Fields of a record as facts, for its page.
    #[must_use]
    pub fn facts<N: Record>(&self, language: Language, record: &N, fields: &[&str]) -> Vec<Fact> {
        let known = fields.iter().filter_map(|name| N::field(name));
        known
            .map(|field| {
                let text = self.shown_value(language, (field.name, field.kind), &(field.read)(record));
                fact(label(language, &self.record, field.name), text, field.kind)
            })
            .collect()
    }

    /// Events of the audit log as the record's history. Fields that the record lacks keep their names.
    #[must_use]
    pub fn history<N: Record>(&self, language: Language, events: &[AuditEvent]) -> Vec<HistoryEntry> {
        events.iter().map(|event| self.history_entry::<N>(language, event)).collect()
    }

    fn history_entry<N: Record>(&self, language: Language, event: &AuditEvent) -> HistoryEntry {
        let content = event.content.as_ref();
        let text_of = |name: &str| content.and_then(|json| json.get(name)?.as_str().map(str::to_owned));
        let mut changes =
            content.and_then(|json| json.get("changes")?.as_object().cloned()).unwrap_or_default();
        let because = text_of("decision").or_else(|| text_of("reason")).filter(|text| !text.is_empty());
        let led = self.leading.and_then(|(name, pages)| Some((name, pages, changes.remove(name)?)));
        let led =
            led.and_then(|(name, pages, sides)| Some((name, format!("{pages}/{}", sides.get(1)?.as_str()?))));
        let because = match led {
            Some((name, href)) => {
                let word = || texts::text(language, &name.replace('_', "-"));
                Some(crate::components::Because { text: because.unwrap_or_else(word), href: Some(href) })
            }
            None => because.map(|text| crate::components::Because { text, href: None }),
        };
        HistoryEntry {
            at: event.at,
            who: event
                .on_behalf_of
                .as_ref()
                .map_or_else(|| event.actor.clone(), |holder| format!("{} ({holder})", event.actor)),
            what: what_was_done(language, event),
            changes: changes
                .iter()
                .filter(|(name, _)| !["revision", "subject_kind"].contains(&name.as_str()))
                .filter_map(|(name, sides)| match event.action.split_once('.') {
                    Some((noun, _)) if !self.is_about_itself(noun, event) => {
                        self.change_of_part(language, (noun, name), sides)
                    }
                    _ => self.change::<N>(language, name, sides),
                })
                .collect(),
            because,
        }
    }

    /// Whether an action is of the record itself: its texts may begin with another word than its actions.
    fn is_about_itself(&self, noun: &str, event: &AuditEvent) -> bool {
        noun.replace('_', "-") == self.record || event.subject_kind == noun
    }

    /// What was done to something that belongs to the record, such as a role: in that noun's words, without what only
    /// the program can read.
    fn change_of_part(&self, language: Language, (noun, name): (&str, &str), sides: &Json) -> Option<Change> {
        let noun = noun.replace('_', "-");
        let side = |place: usize| {
            let json = sides.get(place).filter(|json| !json.is_null())?;
            let shown = match serde_json::from_value::<FieldValue>(json.clone()).ok()? {
                FieldValue::Reference(id) => {
                    let options = self.options.get(name)?;
                    options.iter().find(|one| one.value == id.to_string())?.label.clone()
                }
                FieldValue::Flag(false) => return None,
                FieldValue::Text(word) if texts::has(language, &choice_key(&noun, name, &word)) => {
                    texts::text(language, &choice_key(&noun, name, &word))
                }
                value => self.shown_value(language, (name, UNKNOWN), &value),
            };
            (!shown.is_empty()).then_some(shown)
        };
        let (before, after) = (side(0), side(1));
        let is_word = texts::has(language, &label_key(&noun, name));
        let is_told = is_word && (before.is_some() || after.is_some());
        is_told.then(|| Change { field: label(language, &noun, name), before, after })
    }

    /// None of what has no value on either side, or points at something that has no name here: nobody reads an id.
    fn change<N: Record>(&self, language: Language, name: &str, sides: &Json) -> Option<Change> {
        let own = N::field(name).map(|field| field.kind);
        let kind = own.or_else(|| self.custom_field(name).map(|field| field.kind));
        let side = |place: usize| {
            let json = sides.get(place).filter(|json| !json.is_null())?;
            let shown = match (serde_json::from_value::<FieldValue>(json.clone()), kind) {
                (Ok(value), Some(kind)) => self.shown_value(language, (name, kind), &value),
                (Ok(FieldValue::Reference(id)), None) => {
                    let named = self.options.get(name)?;
                    named.iter().find(|one| one.value == id.to_string())?.label.clone()
                }
                (Ok(value), None) => self.shown_value(language, (name, UNKNOWN), &value),
                (Err(_), _) => json.to_string(),
            };
            (!shown.is_empty()).then_some(shown)
        };
        let (before, after) = (side(0), side(1));
        let is_told = before.is_some() || after.is_some();
        is_told.then(|| Change { field: self.label(language, name), before, after })
    }
}

fn fact(label: String, text: String, kind: FieldKind) -> Fact {
    let is_link = kind == FieldKind::Link && !text.is_empty();
    let mut fact = if is_link {
        Fact::new(label, FactValue::Link(Link::new(text.clone(), text)))
    } else {
        Fact::text(label, text)
    };
    fact.is_wide = matches!(kind, FieldKind::LongText { .. });
    fact
}

/// A word that is no longer in use, told as one.
pub(crate) fn retired(language: Language, label: &str) -> String {
    texts::format(language, "custom-retired", &[("name", label.into())])
}

pub(crate) fn label_key(record: &str, field: &str) -> String {
    format!("{record}-{}", field.replace('_', "-"))
}

/// What a field is called; its own name where the texts have none.
#[must_use]
pub fn label(language: Language, record: &str, field: &str) -> String {
    let key = label_key(record, field);
    if texts::has(language, &key) { texts::text(language, &key) } else { field.to_owned() }
}

fn choice_key(record: &str, field: &str, name: &str) -> String {
    format!("{}-{}", label_key(record, field), name.replace('_', "-"))
}

/// The names of a closed list in words, in its order.
#[must_use]
pub fn choice_options(language: Language, record: &str, field: &str, names: &[&str]) -> Vec<SelectOption> {
    let option =
        |name: &&str| SelectOption::new(*name, texts::text(language, &choice_key(record, field, name)));
    names.iter().map(option).collect()
}

/// A value as a form would send it.
pub(crate) fn sent_texts(kind: FieldKind, value: &FieldValue) -> Vec<String> {
    match value {
        FieldValue::Number(ore) if kind == FieldKind::Money => vec![texts::typed_money(Money { ore: *ore })],
        FieldValue::Absent => Vec::new(),
        FieldValue::Flag(flag) => vec![flag.to_string()],
        FieldValue::Number(number) => vec![number.to_string()],
        FieldValue::Date(date) => vec![texts::date(*date)],
        FieldValue::Reference(id) => vec![id.to_string()],
        FieldValue::Text(text) => vec![text.clone()],
        FieldValue::List(values) => values.iter().flat_map(|one| sent_texts(kind, one)).collect(),
    }
}

/// What an event did; of one whose content has been erased, that it has.
fn what_was_done(language: Language, event: &AuditEvent) -> String {
    let key = format!("action-{}", event.action.replace(['.', '_'], "-"));
    let done = if texts::has(language, &key) { texts::text(language, &key) } else { event.action.clone() };
    match event.content {
        Some(_) => done,
        None => format!("{done} ({})", texts::text(language, "history-erased")),
    }
}

/// The records that one side of a change refers to: one, or those of a list.
fn ids_of(side: &Json) -> Vec<Id> {
    let referred = |value: &FieldValue| match value {
        FieldValue::Reference(id) => Some(*id),
        _ => None,
    };
    match serde_json::from_value(side.clone()) {
        Ok(FieldValue::List(values)) => values.iter().filter_map(referred).collect(),
        Ok(value) => referred(&value).into_iter().collect(),
        Err(_) => Vec::new(),
    }
}
