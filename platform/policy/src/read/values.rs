//! Single values of a pack's file: whole numbers, dates, and what would be right where a value has another type.

use super::entry::Value;
use kernel::Date;

/// What would be right where a value was written as another type.
pub(super) fn type_help(wanted: &str, found: &str) -> Option<&'static str> {
    match (wanted, found) {
        ("text" | "name", "integer" | "float" | "boolean" | "datetime") => Some("policy-help-quotes"),
        ("number" | "flag" | "date", "string") => Some("policy-help-no-quotes"),
        ("list", _) => Some("policy-help-list"),
        ("list_of_tables", _) => Some("policy-help-list-of-tables"),
        _ => None,
    }
}

pub(super) fn whole_number(value: &Value<'_>) -> Option<i64> {
    let integer = value.get_ref().as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

pub(super) fn date_of(value: &Value<'_>) -> Option<Date> {
    let datetime = value.get_ref().as_datetime()?;
    if datetime.time.is_some() || datetime.offset.is_some() {
        return None;
    }
    let date = datetime.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}
