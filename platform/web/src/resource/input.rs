//! The body that a script sends for a record: read field by field, each fault told with where it stands.

use kernel::{
    CUSTOM, Custom, Error, Field, FieldKind, FieldValue, Message, Objection, Record, Result, WrongValue,
};
use serde_json::{Map, Value as Json};

/// The object in which the fields that a federation has added stand.
pub(crate) const CUSTOM_OBJECT: &str = "custom";

/// What a verb of the API is asked to write.
#[derive(Clone, Debug, Default)]
pub struct Input {
    pub(crate) fields: Map<String, Json>,
    pub(crate) revision: Option<i64>,
}

impl Input {
    /// The revision that the caller has read. A change always has one; an action and a create may not.
    ///
    /// # Errors
    /// [`Error::stale`] without one, for verbs that cannot do without.
    pub fn revision(&self) -> Result<i64> {
        self.revision.ok_or_else(Error::stale)
    }

    /// The revision that the caller has read, if told.
    #[must_use]
    pub fn revision_if_told(&self) -> Option<i64> {
        self.revision
    }

    /// The names of the fields that were sent; those that the federation has added as `custom.<key>`.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let (custom, own): (Vec<_>, Vec<_>) =
            self.fields.iter().partition(|(name, _)| *name == CUSTOM_OBJECT);
        let keys = custom.into_iter().filter_map(|(_, json)| json.as_object()).flat_map(Map::keys);
        own.into_iter()
            .map(|(name, _)| name.clone())
            .chain(keys.map(|key| format!("{CUSTOM}{key}")))
            .collect()
    }

    /// Writes every field that was sent; one that was not sent is left as it is, `null` empties it.
    ///
    /// # Errors
    /// Every fault at once: names that the record lacks, wrong types, broken limits, required fields left empty.
    pub fn read_into<N: Record>(&self, record: &mut N) -> Result<()> {
        let mut objections = self.unknown(|name| is_of::<N>(name));
        self.write_fields(record, &mut objections);
        finish(objections)
    }

    /// As [`Input::read_into`], for a body that holds both a record and something about the change of it.
    ///
    /// # Errors
    /// Those of [`Input::read_into`].
    pub fn read_with<N: Record, W: Record>(&self, record: &mut N, with: &mut W) -> Result<()> {
        let mut objections = self.unknown(|name| is_of::<N>(name) || W::field(name).is_some());
        self.write_fields(record, &mut objections);
        self.write_fields(with, &mut objections);
        finish(objections)
    }

    /// As [`Input::read_with`], for a record that is not there yet: the body holds every required field, whatever the
    /// record began with.
    ///
    /// # Errors
    /// Those of [`Input::read_into`].
    pub fn read_new<N: Record, W: Record>(&self, record: &mut N, with: &mut W) -> Result<()> {
        let mut objections = self.unknown(|name| is_of::<N>(name) || W::field(name).is_some());
        let is_left_out = |field: &&Field<N>| {
            field.is_required && !self.fields.contains_key(field.name) && !(field.read)(record).is_absent()
        };
        let required = |field: &Field<N>| Objection::new(field.name, WrongValue::Required.message());
        objections.extend(N::FIELDS.iter().filter(is_left_out).map(required));
        self.write_fields(record, &mut objections);
        self.write_fields(with, &mut objections);
        finish(objections)
    }

    /// As [`Input::read_with`], for values that go to records that are there: nothing is asked for that was not sent.
    ///
    /// # Errors
    /// Those of [`Input::read_into`], but for required fields that were not sent.
    pub fn read_sent<N: Record, W: Record>(&self, record: &mut N, with: &mut W) -> Result<()> {
        let sent = self.names();
        let is_sent = |fault: &Objection| sent.contains(&fault.field) || fault.field == CUSTOM_OBJECT;
        match self.read_with(record, with) {
            Err(Error::Rejected(faults)) => finish(faults.into_iter().filter(is_sent).collect()),
            other => other,
        }
    }

    fn unknown(&self, is_known: impl Fn(&str) -> bool) -> Vec<Objection> {
        let unknown = self.fields.keys().filter(|name| !is_known(name));
        unknown.map(|name| Objection::new(name.clone(), "objection-unknown-field")).collect()
    }

    fn write_fields<N: Record>(&self, record: &mut N, objections: &mut Vec<Objection>) {
        for field in N::FIELDS {
            let fault = match self.fields.get(field.name) {
                Some(json) => set(field, record, json).err(),
                None if field.is_required && (field.read)(record).is_absent() => {
                    Some(WrongValue::Required.message())
                }
                None => None,
            };
            objections.extend(fault.map(|message| Objection::new(field.name, message)));
        }
        if let Some(custom) = record.custom_mut() {
            self.write_custom(custom, objections);
        }
    }

    /// The fields that the federation has added stand together in an object.
    fn write_custom(&self, custom: &mut Custom, objections: &mut Vec<Objection>) {
        let nothing = Map::new();
        let sent = match self.fields.get(CUSTOM_OBJECT) {
            None | Some(Json::Null) => &nothing,
            Some(Json::Object(sent)) => sent,
            Some(_) => return objections.push(Objection::new(CUSTOM_OBJECT, "objection-wanted-object")),
        };
        let fields = custom.fields().clone();
        for key in sent.keys() {
            let fault = match fields.iter().find(|field| field.key() == key) {
                None => "objection-unknown-field",
                Some(field) if field.is_retired => "objection-retired-field",
                Some(_) => continue,
            };
            objections.push(Objection::new(format!("{CUSTOM}{key}"), fault));
        }
        for field in fields.iter().filter(|field| !field.is_retired) {
            let fault = match sent.get(field.key()) {
                Some(json) => value_of_json(field.kind, json)
                    .and_then(|value| custom.set(field, value).map_err(WrongValue::message))
                    .err(),
                None if field.is_required && custom.value(&field.name).is_absent() => {
                    Some(WrongValue::Required.message())
                }
                None => None,
            };
            objections.extend(fault.map(|message| Objection::new(field.name.clone(), message)));
        }
    }
}

fn is_of<N: Record>(name: &str) -> bool {
    N::field(name).is_some() || (N::HAS_CUSTOM && name == CUSTOM_OBJECT)
}

fn finish(objections: Vec<Objection>) -> Result<()> {
    if objections.is_empty() { Ok(()) } else { Err(Error::Rejected(objections)) }
}

fn set<N>(field: &Field<N>, record: &mut N, json: &Json) -> Result<(), Message> {
    let value = value_of_json(field.kind, json)?;
    field.set(record, value).map_err(WrongValue::message)
}

/// The value that JSON means for a kind of field.
fn value_of_json(kind: FieldKind, json: &Json) -> Result<FieldValue, Message> {
    let wanted = |key: &'static str| Err(Message::new(key));
    match (kind, json) {
        (_, Json::Null) => Ok(FieldValue::Absent),
        (FieldKind::References(_) | FieldKind::Words { .. }, Json::Array(values)) => {
            let values = values.iter().map(|one| value_of_one(kind, one));
            values.collect::<Result<_, _>>().map(FieldValue::List)
        }
        (FieldKind::References(_) | FieldKind::Words { .. }, _) => wanted("objection-wanted-list"),
        (_, one) => value_of_one(kind, one),
    }
}

fn value_of_one(kind: FieldKind, json: &Json) -> Result<FieldValue, Message> {
    let text = || json.as_str().map(str::trim).ok_or(Message::new("objection-wanted-text"));
    match kind {
        FieldKind::Flag => json.as_bool().map(FieldValue::Flag).ok_or(Message::new("objection-wanted-flag")),
        FieldKind::Number { .. } | FieldKind::Money => {
            json.as_i64().map(FieldValue::Number).ok_or(Message::new("objection-wanted-number"))
        }
        FieldKind::Date => text()?.parse().map(FieldValue::Date).map_err(|_| WrongValue::NotADate.message()),
        FieldKind::Reference(_) | FieldKind::References(_) => {
            text()?.parse().map(FieldValue::Reference).map_err(|_| WrongValue::NotAReference.message())
        }
        FieldKind::Text { .. }
        | FieldKind::LongText { .. }
        | FieldKind::Choice(_)
        | FieldKind::Word
        | FieldKind::Link
        | FieldKind::Words { .. } => Ok(FieldValue::Text(text()?.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::record_fields;
    use serde_json::json;

    #[derive(Clone, Default, Debug, PartialEq)]
    struct Thing {
        name: String,
        users: Option<i64>,
        in_use: Option<bool>,
        areas: Vec<String>,
    }
    record_fields! { Thing {
        name: FieldKind::Text { max_chars: 20 }, required;
        users: FieldKind::Number { min: 0, max: 100 };
        in_use: FieldKind::Flag;
        areas: FieldKind::Words { max_words: 3 };
    } }

    fn read(body: Json) -> Result<Thing, Vec<(String, &'static str)>> {
        let Json::Object(fields) = body else { panic!("a test sends an object") };
        let mut thing = Thing { users: Some(3), ..Thing::default() };
        match (Input { fields, revision: None }).read_into(&mut thing) {
            Ok(()) => Ok(thing),
            Err(Error::Rejected(objections)) => {
                Err(objections.into_iter().map(|o| (o.field, o.message.key)).collect())
            }
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn what_is_not_sent_stays_and_null_empties() {
        let thing = read(json!({"name": " Nytt ", "areas": ["skola"]})).unwrap();
        assert_eq!((thing.name.as_str(), thing.users), ("Nytt", Some(3)));
        assert_eq!(read(json!({"name": "A", "users": null})).unwrap().users, None);
    }

    #[test]
    fn every_fault_is_told_at_once_with_its_field() {
        let faults = read(json!({"nmae": 1, "users": "12", "in_use": "ja", "areas": "skola"})).unwrap_err();
        let expected = [
            ("nmae", "objection-unknown-field"),
            ("name", "objection-required"),
            ("users", "objection-wanted-number"),
            ("in_use", "objection-wanted-flag"),
            ("areas", "objection-wanted-list"),
        ];
        assert_eq!(faults, expected.map(|(field, key)| (field.to_owned(), key)));
    }

    #[test]
    fn a_new_record_is_given_its_required_fields_even_where_it_began_with_something() {
        let Json::Object(fields) = json!({"users": 7}) else { unreachable!() };
        let mut thing = Thing { name: "Börjar så".into(), ..Thing::default() };
        let answer = Input { fields, revision: None }.read_new(&mut thing, &mut Thing::default());
        let Err(Error::Rejected(objections)) = answer else { panic!("{answer:?}") };
        assert!(objections.iter().any(|one| one.field == "name" && one.message.key == "objection-required"));
    }

    #[test]
    fn values_for_records_that_are_there_need_no_more_than_what_is_sent() {
        let sent = |body: Json| {
            let Json::Object(fields) = body else { panic!("a test sends an object") };
            Input { fields, revision: None }.read_sent(&mut Thing::default(), &mut Thing::default())
        };
        assert!(sent(json!({"users": 7})).is_ok());
        for (body, field) in
            [(json!({"users": "7"}), "users"), (json!({"name": null}), "name"), (json!({"x": 1}), "x")]
        {
            let Err(Error::Rejected(faults)) = sent(body) else { panic!("{field} is wrong") };
            assert!(faults.iter().all(|fault| fault.field == field), "{faults:?}");
        }
    }

    #[test]
    fn a_name_of_spaces_is_no_name_and_a_number_beyond_all_numbers_is_none() {
        assert_eq!(read(json!({"name": "   "})).unwrap_err()[0].1, "objection-required");
        let huge: Json = serde_json::from_str(r#"{"name": "A", "users": 99999999999999999999}"#).unwrap();
        assert_eq!(read(huge).unwrap_err()[0].1, "objection-wanted-number");
    }
}
