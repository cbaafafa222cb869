//! An added field as those see it who look after the fields: its words, its type, and what may be chosen.

use crate::choices::all_choices;
use kernel::{
    CUSTOM, CustomField, CustomGroup, Date, FieldKind, Id, LocalText, ReferenceKind, choice, record_fields,
};

choice! {
    /// Swedish: fältets typ. It never changes once the field is there.
    pub enum FieldType {
        /// One line.
        Text = "text",
        LongText = "long_text",
        Number = "number",
        /// Kronor and öre.
        Money = "money",
        Date = "date",
        /// One of the field's choices.
        Choice = "choice",
        /// Several of the field's choices.
        Choices = "choices",
        Person = "person",
        Organisation = "organisation",
        Link = "link",
    }
}

impl FieldType {
    /// What a field of this type holds, and its limits.
    #[must_use]
    pub const fn kind(self) -> FieldKind {
        const MOST: i64 = 1_000_000_000_000_000;
        match self {
            Self::Text => FieldKind::Text { max_chars: 400 },
            Self::LongText => FieldKind::LongText { max_chars: 10_000 },
            Self::Number => FieldKind::Number { min: -MOST, max: MOST },
            Self::Money => FieldKind::Money,
            Self::Date => FieldKind::Date,
            Self::Choice => FieldKind::Word,
            Self::Choices => FieldKind::Words { max_words: 200 },
            Self::Person => FieldKind::Reference(ReferenceKind("person")),
            Self::Organisation => FieldKind::Reference(ReferenceKind("organisation")),
            Self::Link => FieldKind::Link,
        }
    }

    #[must_use]
    pub const fn has_choices(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }
}

/// A kind of record that fields may be added to, as the program registers it.
#[derive(Clone, Copy)]
pub struct KindOfRecord {
    /// Such as `system`.
    pub name: &'static str,
    /// The key of what its records are called.
    pub label: &'static str,
    /// What begins the keys of its texts, by which the labels of its own fields are found.
    pub record: &'static str,
    /// Names of the fields that it has by itself.
    pub fields: fn() -> Vec<&'static str>,
    /// The groups that a field of it may be read with.
    pub groups: &'static [CustomGroup],
}

/// Swedish: eget fält.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definition {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    /// The kind of record that has it.
    pub record_kind: String,
    /// Its name in files, the API and rules; made of the label where none is given.
    pub key: String,
    pub field_type: Option<FieldType>,
    /// With which fields of the record it is read; the base fields where nothing else is said.
    pub field_group: Option<CustomGroup>,
    pub label_sv: String,
    pub label_en: String,
    pub help_sv: String,
    pub help_en: String,
    pub section_sv: String,
    pub section_en: String,
    pub is_required: Option<bool>,
    /// Where it stands among the others.
    pub place: Option<i64>,
    /// What may be chosen, one on each line: `name: Swedish | English`.
    pub choices: String,
    /// What may no longer be chosen, in the same form.
    pub retired_choices: String,
    pub retired_on: Option<Date>,
}

record_fields! { Definition {
    record_kind: FieldKind::Word, required;
    label_sv: FieldKind::Text { max_chars: 100 }, required;
    label_en: FieldKind::Text { max_chars: 100 };
    field_type: FieldKind::Choice(<FieldType as kernel::Choice>::NAMES), required;
    choices: FieldKind::LongText { max_chars: 30_000 };
    field_group: FieldKind::Choice(<CustomGroup as kernel::Choice>::NAMES);
    is_required: FieldKind::Flag;
    help_sv: FieldKind::LongText { max_chars: 500 };
    help_en: FieldKind::LongText { max_chars: 500 };
    section_sv: FieldKind::Text { max_chars: 100 };
    section_en: FieldKind::Text { max_chars: 100 };
    place: FieldKind::Number { min: 0, max: 10_000 };
    key: FieldKind::Text { max_chars: 40 };
} }

impl Definition {
    /// The field as records carry it.
    #[must_use]
    pub fn field(&self) -> CustomField {
        CustomField {
            id: self.id,
            name: format!("{CUSTOM}{}", self.key),
            kind: self.field_type.map_or(FieldType::Text.kind(), FieldType::kind),
            group: self.field_group.unwrap_or(CustomGroup::Base),
            label: both(&self.label_sv, &self.label_en),
            help: both(&self.help_sv, &self.help_en),
            section: both(&self.section_sv, &self.section_en),
            is_required: self.is_required == Some(true),
            is_retired: self.retired_on.is_some(),
            choices: all_choices(&self.choices, &self.retired_choices),
        }
    }
}

/// Who reads English reads the Swedish word where there is no other.
pub(crate) fn both(sv: &str, en: &str) -> LocalText {
    LocalText::new(sv, if en.is_empty() { sv } else { en })
}
