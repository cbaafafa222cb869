//! Conditions in the notation of a pack's files: what the comparison of two packs goes by, and what is shown beside the
//! words.

use crate::condition::{Condition, Test};
use crate::facts::FactValue;
use serde_json::Value;

/// A condition, or what is asked of a fact, as it would stand in a file of the pack; none for what is neither.
#[must_use]
pub fn notation_of(field: &str, value: &Value) -> Option<String> {
    match field {
        "when" => serde_json::from_value::<Condition>(value.clone()).ok().map(|one| one.to_string()),
        "value" => serde_json::from_value::<Test>(value.clone()).ok().map(|one| one.to_string()),
        _ => None,
    }
}

impl std::fmt::Display for Condition {
    /// In the words of the pack's file, such as `personal_data = true and not (size = large)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let join = |parts: &[Self], word: &str| {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| match part {
                    Self::All(inner) | Self::Any(inner) if inner.len() > 1 => format!("({part})"),
                    _ => part.to_string(),
                })
                .collect();
            parts.join(word)
        };
        match self {
            Self::All(parts) if parts.is_empty() => f.write_str("always"),
            Self::Any(parts) if parts.is_empty() => f.write_str("never"),
            Self::All(parts) => f.write_str(&join(parts, " and ")),
            Self::Any(parts) => f.write_str(&join(parts, " or ")),
            Self::Not(part) => write!(f, "not ({part})"),
            Self::Fact { name, test } => write!(f, "{name} {test}"),
        }
    }
}

impl std::fmt::Display for Test {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Present(is_wanted) => f.write_str(if *is_wanted { "present" } else { "absent" }),
            Self::OneOf(values) => {
                let words: Vec<String> = values.iter().map(value_word).collect();
                write!(f, "= {}", words.join(" | "))
            }
            Self::Between { at_least, at_most } => {
                let limit = |value: &Option<FactValue>| value.as_ref().map(value_word).unwrap_or_default();
                write!(f, "= {}..{}", limit(at_least), limit(at_most))
            }
        }
    }
}

fn value_word(value: &FactValue) -> String {
    match value {
        FactValue::Flag(flag) => flag.to_string(),
        FactValue::Number(number) => number.to_string(),
        FactValue::Date(date) => date.to_string(),
        FactValue::Text(text) => text.clone(),
        FactValue::Set(names) => names.iter().cloned().collect::<Vec<_>>().join(" + "),
    }
}
