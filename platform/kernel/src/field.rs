//! The fields of a record, described once: forms, lists, files, the API and the history all read this one table.

use crate::{Custom, Date, Id, Message, custom_key};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// A record that is described by its fields.
pub trait Record: Clone + 'static {
    const FIELDS: &'static [Field<Self>];
    /// Whether federations may add fields of their own to records of this kind.
    const HAS_CUSTOM: bool = false;

    /// The fields that the federation has added, with this record's values.
    fn custom(&self) -> Option<&Custom> {
        None
    }

    fn custom_mut(&mut self) -> Option<&mut Custom> {
        None
    }

    fn field(name: &str) -> Option<&'static Field<Self>> {
        Self::FIELDS.iter().find(|field| field.name == name)
    }
}

/// The fields of a record by name, as the API, the history and exported files write them; those that the federation has
/// added as `custom.<key>`.
#[must_use]
pub fn json_of<N: Record>(record: &N) -> Map<String, Json> {
    let json = |value: &FieldValue| serde_json::to_value(value).unwrap_or(Json::Null);
    let own = N::FIELDS.iter().map(|field| (field.name.to_owned(), json(&(field.read)(record))));
    let custom = record.custom().into_iter().flat_map(Custom::values);
    own.chain(custom.map(|(name, value)| (name.to_owned(), json(value)))).collect()
}

/// The same as scripts and exported files read it: what the federation has added stands together in `custom`, by its keys,
/// the empty ones too.
#[must_use]
pub fn told_of<N: Record>(record: &N) -> Map<String, Json> {
    let (custom, mut own): (Map<String, Json>, Map<String, Json>) =
        json_of(record).into_iter().partition(|(name, _)| custom_key(name).is_some());
    if let Some(fields) = record.custom().map(Custom::fields) {
        let asked = fields.iter().filter(|field| !field.is_retired);
        let empty = asked.map(|field| (field.key().to_owned(), empty_of(field.kind)));
        let told =
            custom.into_iter().filter_map(|(name, value)| Some((custom_key(&name)?.to_owned(), value)));
        own.insert("custom".to_owned(), Json::Object(empty.chain(told).collect()));
    }
    own
}

/// A field without a value, as its kind tells it.
fn empty_of(kind: FieldKind) -> Json {
    if matches!(kind, FieldKind::Words { .. }) { Json::Array(Vec::new()) } else { Json::Null }
}

/// One field of a record of type `N`.
pub struct Field<N: 'static> {
    /// Name in tables, files and the API.
    pub name: &'static str,
    pub kind: FieldKind,
    pub is_required: bool,
    pub read: fn(&N) -> FieldValue,
    pub write: fn(&mut N, FieldValue) -> Result<(), WrongValue>,
}

/// What a field holds, and its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Text {
        max_chars: usize,
    },
    /// Several lines of text.
    LongText {
        max_chars: usize,
    },
    Number {
        min: i64,
        max: i64,
    },
    /// An amount in whole öre.
    Money,
    /// Yes or no; absent means not known.
    Flag,
    Date,
    /// One of these names; the label is the text `<record>-<field>-<name>` or the pack's own.
    Choice(&'static [&'static str]),
    /// One of the names that the installation has.
    Word,
    /// Several of the names that the installation has.
    Words {
        max_words: usize,
    },
    Reference(ReferenceKind),
    References(ReferenceKind),
    /// An address that starts with http:// or https://.
    Link,
}

/// What kind of record a reference points at, by its name in the glossary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceKind(pub &'static str);

/// The value of one field, as forms, files and the API carry it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FieldValue {
    #[default]
    Absent,
    Flag(bool),
    Number(i64),
    Date(Date),
    Reference(Id),
    Text(String),
    List(Vec<FieldValue>),
}

impl FieldValue {
    #[must_use]
    pub fn is_absent(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::Text(text) => text.is_empty(),
            Self::List(values) => values.is_empty(),
            _ => false,
        }
    }
}

/// Ten thousand milliards of kronor: more is a slip of the finger.
const MOST_ORE: u64 = 1_000_000_000_000_000;
const MOST_OF_A_WORD: usize = 100;

/// Why a value does not fit its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongValue {
    Required,
    TooLong { max_chars: usize },
    NotANumber,
    NotAnAmount,
    OutOfRange { min: i64, max: i64 },
    NotADate,
    NotAFlag,
    NotAChoice,
    NotALink,
    NotAReference,
    TooMany { max: usize },
    ControlCharacter,
}

impl WrongValue {
    /// What the user reads at the field.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::Required => Message::new("objection-required"),
            Self::TooLong { max_chars } => Message::new("objection-too-long").with("max", number(max_chars)),
            Self::NotANumber => Message::new("objection-not-a-number"),
            Self::NotAnAmount => Message::new("objection-not-an-amount"),
            Self::OutOfRange { min, max } => {
                Message::new("objection-out-of-range").with("min", min).with("max", max)
            }
            Self::NotADate => Message::new("objection-not-a-date"),
            Self::NotAFlag => Message::new("objection-not-a-flag"),
            Self::NotAChoice => Message::new("objection-not-a-choice"),
            Self::NotALink => Message::new("objection-not-a-link"),
            Self::NotAReference => Message::new("objection-not-a-reference"),
            Self::TooMany { max } => Message::new("objection-too-many").with("max", number(max)),
            Self::ControlCharacter => Message::new("objection-control-character"),
        }
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl<N> Field<N> {
    /// Checks the value against the field's limits and writes it.
    ///
    /// # Errors
    /// What is wrong with the value; the record is then unchanged.
    pub fn set(&self, record: &mut N, value: FieldValue) -> Result<(), WrongValue> {
        if self.is_required && value.is_absent() {
            return Err(WrongValue::Required);
        }
        self.kind.check(&value)?;
        (self.write)(record, value)
    }
}

impl FieldKind {
    /// Whether a value keeps the limits of this kind.
    ///
    /// # Errors
    /// The first limit that it breaks.
    pub fn check(&self, value: &FieldValue) -> Result<(), WrongValue> {
        match (self, value) {
            (_, FieldValue::Absent) => Ok(()),
            (Self::Text { max_chars }, FieldValue::Text(text)) => check_text(text, *max_chars, false),
            (Self::LongText { max_chars }, FieldValue::Text(text)) => check_text(text, *max_chars, true),
            (Self::Link, FieldValue::Text(text)) => check_link(text),
            (Self::Number { min, max }, FieldValue::Number(n)) if n < min || n > max => {
                Err(WrongValue::OutOfRange { min: *min, max: *max })
            }
            (Self::Money, FieldValue::Number(ore)) if ore.unsigned_abs() > MOST_ORE => {
                Err(WrongValue::NotAnAmount)
            }
            (Self::Word, FieldValue::Text(text)) => check_text(text, MOST_OF_A_WORD, false),
            (Self::Choice(names), FieldValue::Text(text))
                if !text.is_empty() && !names.contains(&text.as_str()) =>
            {
                Err(WrongValue::NotAChoice)
            }
            (Self::Words { max_words }, FieldValue::List(words)) if words.len() > *max_words => {
                Err(WrongValue::TooMany { max: *max_words })
            }
            (Self::Words { .. }, FieldValue::List(words)) => words.iter().try_for_each(|word| match word {
                FieldValue::Text(text) => check_text(text, MOST_OF_A_WORD, false),
                _ => Err(WrongValue::NotAChoice),
            }),
            _ => Ok(()),
        }
    }
}

fn check_text(text: &str, max_chars: usize, several_lines: bool) -> Result<(), WrongValue> {
    if text.chars().count() > max_chars {
        return Err(WrongValue::TooLong { max_chars });
    }
    let is_allowed = |c: char| !c.is_control() || (several_lines && matches!(c, '\n' | '\r' | '\t'));
    if text.chars().all(is_allowed) { Ok(()) } else { Err(WrongValue::ControlCharacter) }
}

fn check_link(text: &str) -> Result<(), WrongValue> {
    check_text(text, 2_000, false)?;
    let lower = text.to_ascii_lowercase();
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    if text.is_empty() || (is_web && !text.contains(char::is_whitespace)) {
        Ok(())
    } else {
        Err(WrongValue::NotALink)
    }
}

/// A type that can be shown as a field's value.
pub trait ToFieldValue {
    fn to_field_value(&self) -> FieldValue;
}

/// A type that can be made from a field's value.
pub trait FromFieldValue: Sized {
    /// # Errors
    /// When the value has another type.
    fn from_field_value(value: FieldValue) -> Result<Self, WrongValue>;
}

macro_rules! field_type {
    ($type:ty, $variant:ident, $wrong:ident) => {
        impl ToFieldValue for $type {
            fn to_field_value(&self) -> FieldValue {
                FieldValue::$variant(self.clone())
            }
        }
        impl FromFieldValue for $type {
            fn from_field_value(value: FieldValue) -> Result<Self, WrongValue> {
                match value {
                    FieldValue::$variant(inner) => Ok(inner),
                    FieldValue::Absent => Err(WrongValue::Required),
                    _ => Err(WrongValue::$wrong),
                }
            }
        }
    };
}
field_type!(bool, Flag, NotAFlag);
field_type!(i64, Number, NotANumber);
field_type!(Date, Date, NotADate);
field_type!(Id, Reference, NotAReference);

impl ToFieldValue for String {
    fn to_field_value(&self) -> FieldValue {
        if self.is_empty() { FieldValue::Absent } else { FieldValue::Text(self.clone()) }
    }
}

impl FromFieldValue for String {
    fn from_field_value(value: FieldValue) -> Result<Self, WrongValue> {
        match value {
            FieldValue::Text(text) => Ok(text.trim().to_owned()),
            FieldValue::Absent => Ok(Self::new()),
            _ => Err(WrongValue::NotAChoice),
        }
    }
}

impl<T: ToFieldValue> ToFieldValue for Option<T> {
    fn to_field_value(&self) -> FieldValue {
        self.as_ref().map_or(FieldValue::Absent, ToFieldValue::to_field_value)
    }
}

impl<T: FromFieldValue> FromFieldValue for Option<T> {
    fn from_field_value(value: FieldValue) -> Result<Self, WrongValue> {
        if value.is_absent() { Ok(None) } else { T::from_field_value(value).map(Some) }
    }
}

impl<T: ToFieldValue> ToFieldValue for Vec<T> {
    fn to_field_value(&self) -> FieldValue {
        FieldValue::List(self.iter().map(ToFieldValue::to_field_value).collect())
    }
}

impl<T: FromFieldValue> FromFieldValue for Vec<T> {
    fn from_field_value(value: FieldValue) -> Result<Self, WrongValue> {
        match value {
            FieldValue::Absent => Ok(Self::new()),
            FieldValue::List(values) => values.into_iter().map(T::from_field_value).collect(),
            single => T::from_field_value(single).map(|one| vec![one]),
        }
    }
}

/// Describes the fields of a record, in the order that users see them.
///
/// `record_fields! { System { name: FieldKind::Text { max_chars: 200 }, required; notes: FieldKind::LongText { max_chars: 4000 }; } }`
///
/// With `System, custom { … }` federations may add fields of their own; the record then has a field `custom`.
#[macro_export]
macro_rules! record_fields {
    (@record $record:ty, { $($custom:tt)* } $($field:ident : $kind:expr $(, $required:ident)? ;)+) => {
        impl $crate::Record for $record {
            const FIELDS: &'static [$crate::Field<Self>] = &[$($crate::Field {
                name: stringify!($field),
                kind: $kind,
                is_required: $crate::record_fields!(@required $($required)?),
                read: |record| $crate::ToFieldValue::to_field_value(&record.$field),
                write: |record, value| {
                    record.$field = $crate::FromFieldValue::from_field_value(value)?;
                    Ok(())
                },
            }),+];
            $($custom)*
        }
    };
    (@required required) => { true };
    (@required) => { false };
    ($record:ty, custom { $($fields:tt)+ }) => {
        $crate::record_fields! { @record $record, {
            const HAS_CUSTOM: bool = true;

            fn custom(&self) -> Option<&$crate::Custom> {
                Some(&self.custom)
            }

            fn custom_mut(&mut self) -> Option<&mut $crate::Custom> {
                Some(&mut self.custom)
            }
        } $($fields)+ }
    };
    ($record:ty { $($fields:tt)+ }) => {
        $crate::record_fields! { @record $record, {} $($fields)+ }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Default)]
    struct Note {
        name: String,
        count: Option<i64>,
        address: String,
    }
    record_fields! { Note {
        name: FieldKind::Text { max_chars: 5 }, required;
        count: FieldKind::Number { min: 0, max: 10 };
        address: FieldKind::Link;
    } }

    fn set(field: &str, value: FieldValue) -> Result<Note, WrongValue> {
        let mut note = Note::default();
        Note::field(field).unwrap().set(&mut note, value).map(|()| note)
    }

    #[test]
    fn a_required_text_may_not_be_empty() {
        assert_eq!(set("name", FieldValue::Absent).err(), Some(WrongValue::Required));
        assert_eq!(set("name", FieldValue::Text(String::new())).err(), Some(WrongValue::Required));
    }

    #[test]
    fn limits_are_counted_in_characters_not_bytes() {
        assert_eq!(set("name", FieldValue::Text("åäöåä".into())).unwrap().name, "åäöåä");
        assert_eq!(
            set("name", FieldValue::Text("åäöåäö".into())).err(),
            Some(WrongValue::TooLong { max_chars: 5 })
        );
    }

    #[test]
    fn a_line_of_text_holds_no_control_characters() {
        assert_eq!(set("name", FieldValue::Text("a\u{0}b".into())).err(), Some(WrongValue::ControlCharacter));
    }

    #[test]
    fn numbers_keep_their_range_and_absent_clears_them() {
        assert_eq!(
            set("count", FieldValue::Number(11)).err(),
            Some(WrongValue::OutOfRange { min: 0, max: 10 })
        );
        assert_eq!(set("count", FieldValue::Absent).unwrap().count, None);
    }

    #[test]
    fn a_link_leads_to_the_web_and_nowhere_else() {
        assert!(set("address", FieldValue::Text("https://example.test/a".into())).is_ok());
        assert_eq!(
            set("address", FieldValue::Text("javascript:alert(1)".into())).err(),
            Some(WrongValue::NotALink)
        );
    }
}
