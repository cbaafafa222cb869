//! Values and rows as both engines carry them: integers, texts, ids, bytes and nothing.

use kernel::{Choice, Date, Error, Id, Instant, Result, WRONG_INPUT};

/// One value of a statement or a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
    Id(Id),
    /// Part of a file.
    Bytes(Vec<u8>),
}

macro_rules! value_from {
    ($($type:ty => |$x:ident| $make:expr),+ $(,)?) => {
        $(impl From<$type> for Value {
            fn from($x: $type) -> Self { $make }
        })+
    };
}
value_from! {
    i64 => |x| Value::Int(x),
    bool => |x| Value::Int(i64::from(x)),
    String => |x| Value::Text(x),
    &str => |x| Value::Text(x.to_owned()),
    &String => |x| Value::Text(x.clone()),
    Id => |x| Value::Id(x),
    &Id => |x| Value::Id(*x),
    Vec<u8> => |x| Value::Bytes(x),
    Date => |x| Value::Text(x.to_string()),
    Instant => |x| Value::Int(x.as_micros()),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(option: Option<T>) -> Self {
        option.map_or(Self::Null, Into::into)
    }
}

/// Refuses a text with a NUL in it, which PostgreSQL cannot keep; what users send may hold one.
pub(crate) fn check_texts(values: &[Value]) -> Result<()> {
    let has_nul = |value: &Value| matches!(value, Value::Text(text) if text.contains('\0'));
    if values.iter().any(has_nul) { Err(Error::rejected("", WRONG_INPUT)) } else { Ok(()) }
}

/// The values of a statement after the tenant: `values![id, name]` become `?2` and `?3`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$($crate::Value::from($value)),*] };
}

/// One row of an answer.
#[derive(Debug)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The value of a column, counted from 0.
    ///
    /// # Errors
    /// When there is no such column or it holds another type: a mistake in the statement.
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T> {
        let value = self.0.get(column).ok_or_else(|| Error::failed(format!("no column {column}")))?;
        T::from_value(value).ok_or_else(|| {
            Error::failed(format!("column {column} holds {value:?}, not {}", std::any::type_name::<T>()))
        })
    }

    /// The value of a column that holds the name of a choice.
    ///
    /// # Errors
    /// When the column holds no such name.
    pub fn choice<T: Choice>(&self, column: usize) -> Result<T> {
        let name: String = self.get(column)?;
        T::from_name(&name)
            .ok_or_else(|| Error::failed(format!("column {column} holds the unknown name {name}")))
    }

    /// As [`Row::choice`], for a column that may be empty.
    ///
    /// # Errors
    /// When the column holds an unknown name.
    pub fn choice_or_none<T: Choice>(&self, column: usize) -> Result<Option<T>> {
        match self.get::<Option<String>>(column)? {
            None => Ok(None),
            Some(_) => self.choice(column).map(Some),
        }
    }
}

/// A type that is read from one value.
pub trait FromValue: Sized {
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Int(int) = value { Some(*int) } else { None }
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(|int| int != 0)
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl FromValue for Id {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Id(id) = value { Some(*id) } else { None }
    }
}

impl FromValue for Vec<u8> {
    /// SQLite does not tell sixteen bytes of a file from an id.
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => Some(bytes.clone()),
            Value::Id(id) => Some(id.as_bytes().to_vec()),
            Value::Null | Value::Int(_) | Value::Text(_) => None,
        }
    }
}

impl FromValue for Instant {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(Self::from_micros)
    }
}

impl FromValue for Date {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { text.parse().ok() } else { None }
    }
}

impl FromValue for Value {
    fn from_value(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        if *value == Value::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}

/// A type that is read from one row.
pub trait FromRow: Sized {
    /// # Errors
    /// When the row has other columns than the type expects.
    fn from_row(row: &Row) -> Result<Self>;
}

impl<T: FromValue> FromRow for (T,) {
    fn from_row(row: &Row) -> Result<Self> {
        Ok((row.get(0)?,))
    }
}
impl<A: FromValue, B: FromValue> FromRow for (A, B) {
    fn from_row(row: &Row) -> Result<Self> {
        Ok((row.get(0)?, row.get(1)?))
    }
}
impl<A: FromValue, B: FromValue, C: FromValue> FromRow for (A, B, C) {
    fn from_row(row: &Row) -> Result<Self> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    }
}
impl<A: FromValue, B: FromValue, C: FromValue, D: FromValue> FromRow for (A, B, C, D) {
    fn from_row(row: &Row) -> Result<Self> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    }
}
impl<A: FromValue, B: FromValue, C: FromValue, D: FromValue, E: FromValue> FromRow for (A, B, C, D, E) {
    fn from_row(row: &Row) -> Result<Self> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    }
}
