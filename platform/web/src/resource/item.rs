//! A record as the API tells it.

use crate::answer::JsonAnswer;
use kernel::{Id, Record, ToFieldValue, told_of};
use serde_json::{Map, Value as Json, json};

/// One record: its id, its revision, its fields, and what follows from others.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: Id,
    pub revision: i64,
    values: Map<String, Json>,
}

impl Item {
    #[must_use]
    pub fn of<N: Record>(id: Id, revision: i64, record: &N) -> Self {
        Self { id, revision, values: told_of(record) }
    }

    /// Tells one thing more; the resource names it by `tells`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &impl ToFieldValue) -> Self {
        self.values.insert(name.to_owned(), json!(value.to_field_value()));
        self
    }

    /// Tells something that no field holds, such as what stood before and after; the resource names it by `tells_freely`.
    #[must_use]
    pub fn with_json(mut self, name: &'static str, value: Json) -> Self {
        self.values.insert(name.to_owned(), value);
        self
    }

    /// The record as an answer by itself.
    #[must_use]
    pub fn answer(self) -> JsonAnswer {
        JsonAnswer { revision: Some(self.revision), ..JsonAnswer::ok(self.into_json()) }
    }

    pub(crate) fn into_json(self) -> Json {
        let mut whole = Map::new();
        whole.insert("id".into(), json!(self.id));
        whole.insert("revision".into(), json!(self.revision));
        whole.extend(self.values);
        Json::Object(whole)
    }
}
