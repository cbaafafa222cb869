//! The fields that a federation has added to a kind of record, and what one record has in them. They stand beside the
//! record's own table of fields, so that whatever walks through that table walks through these as well.

use crate::{
    FieldKind, FieldValue, Id, LocalText, Objection, WrongValue, choice, has_personal_identity_number,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What stands before the key of such a field wherever fields are named.
pub const CUSTOM: &str = "custom.";

/// The key of a field that a name means, if it means one that was added.
#[must_use]
pub fn custom_key(name: &str) -> Option<&str> {
    name.strip_prefix(CUSTOM)
}

choice! {
    /// With which fields of a record an added one is read: whoever may not see those does not see it either.
    /// Swedish: uppgiftsgrupp.
    pub enum CustomGroup {
        /// What everybody sees who sees the record.
        Base = "base",
        /// Who holds the roles.
        Roles = "roles",
        Classification = "classification",
        Documents = "documents",
        Costs = "costs",
    }
}

/// A field that a federation has added. Swedish: eget fält.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomField {
    pub id: Id,
    /// `custom.` and the key, which never changes.
    pub name: String,
    pub kind: FieldKind,
    pub group: CustomGroup,
    pub label: LocalText,
    pub help: LocalText,
    /// The heading under which it stands; empty under the usual one.
    pub section: LocalText,
    pub is_required: bool,
    /// Kept and shown where it has a value, but no longer asked for.
    pub is_retired: bool,
    /// What may be chosen, in order.
    pub choices: Vec<CustomChoice>,
}

/// Something that may be chosen at a field. Swedish: val.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomChoice {
    pub name: String,
    pub label: LocalText,
    /// Kept where it was chosen, but no longer offered.
    pub is_retired: bool,
}

impl CustomField {
    #[must_use]
    pub fn key(&self) -> &str {
        custom_key(&self.name).unwrap_or(&self.name)
    }

    /// The kind of record that it points at.
    #[must_use]
    pub const fn refers_to(&self) -> Option<&'static str> {
        match self.kind {
            FieldKind::Reference(kind) => Some(kind.0),
            _ => None,
        }
    }

    /// Whether a value keeps the limits of the field. What stood there before may stay, also a choice that is retired.
    fn check(&self, before: &FieldValue, value: &FieldValue) -> Result<(), WrongValue> {
        self.kind.check(value)?;
        if !matches!(self.kind, FieldKind::Word | FieldKind::Words { .. }) {
            return Ok(());
        }
        let kept = words_of(before);
        let is_offered =
            |word: &str| self.choices.iter().any(|choice| choice.name == word && !choice.is_retired);
        let fits = words_of(value).into_iter().all(|word| is_offered(word) || kept.contains(&word));
        if fits { Ok(()) } else { Err(WrongValue::NotAChoice) }
    }
}

fn words_of(value: &FieldValue) -> Vec<&str> {
    match value {
        FieldValue::Text(word) if !word.is_empty() => vec![word],
        FieldValue::List(words) => words.iter().flat_map(words_of).collect(),
        _ => Vec::new(),
    }
}

/// The added fields of a kind of record, in order, with the values of one record.
///
/// A record that was made without asking which fields there are carries none: saving it leaves its values alone.
#[derive(Clone, Debug, Default)]
pub struct Custom {
    fields: Arc<[CustomField]>,
    values: BTreeMap<String, FieldValue>,
    /// Fields that whoever looks does not see: they tell nothing and are not asked for.
    hidden: BTreeSet<String>,
}

/// Two records differ by their values; which fields there are is not theirs.
impl PartialEq for Custom {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl Eq for Custom {}

impl Custom {
    /// These fields, all empty.
    #[must_use]
    pub fn of(fields: Arc<[CustomField]>) -> Self {
        Self { fields, ..Self::default() }
    }

    /// Every field, the retired and the hidden ones too.
    #[must_use]
    pub fn fields(&self) -> &Arc<[CustomField]> {
        &self.fields
    }

    /// The fields that are asked for.
    pub fn asked(&self) -> impl Iterator<Item = &CustomField> {
        self.fields.iter().filter(|field| !field.is_retired && !self.is_hidden(&field.name))
    }

    /// The fields that a reader is shown: those that are asked for, and retired ones that have a value.
    pub fn shown(&self) -> impl Iterator<Item = &CustomField> {
        let is_shown = |field: &&CustomField| {
            !self.is_hidden(&field.name) && (!field.is_retired || self.values.contains_key(&field.name))
        };
        self.fields.iter().filter(is_shown)
    }

    #[must_use]
    pub fn field(&self, name: &str) -> Option<&CustomField> {
        self.fields.iter().find(|field| field.name == name)
    }

    #[must_use]
    pub fn value(&self, name: &str) -> &FieldValue {
        self.values.get(name).unwrap_or(&FieldValue::Absent)
    }

    /// Hides some fields with what is in them from whoever looks at the record. Saved again, it keeps their values.
    pub fn hide(&mut self, is_hidden: impl Fn(&CustomField) -> bool) {
        for field in self.fields.iter().filter(|field| is_hidden(field)) {
            self.values.remove(&field.name);
            self.hidden.insert(field.name.clone());
        }
    }

    /// Knows of these fields only, as if there were no others: of a record that is told and not saved again.
    pub fn tell_only(&mut self, fields: &Arc<[CustomField]>) {
        let is_told = |name: &String| fields.iter().any(|field| field.name == *name);
        self.values.retain(|name, _| is_told(name));
        self.hidden.retain(is_told);
        self.fields = fields.clone();
    }

    /// The names of the fields that are hidden.
    pub fn hidden(&self) -> impl Iterator<Item = &str> {
        self.hidden.iter().map(String::as_str)
    }

    #[must_use]
    pub fn is_hidden(&self, name: &str) -> bool {
        self.hidden.contains(name)
    }

    /// Every field that has a value, with it.
    pub fn values(&self) -> impl Iterator<Item = (&str, &FieldValue)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Writes what is stored, unchecked: limits may have been others when it was saved.
    pub fn put(&mut self, name: &str, value: FieldValue) {
        if value.is_absent() {
            self.values.remove(name);
        } else {
            self.values.insert(name.to_owned(), value);
        }
    }

    /// Checks the value against the field's limits and writes it.
    ///
    /// # Errors
    /// What is wrong with the value; the record is then unchanged.
    pub fn set(&mut self, field: &CustomField, value: FieldValue) -> Result<(), WrongValue> {
        if field.is_required && value.is_absent() {
            return Err(WrongValue::Required);
        }
        field.check(self.value(&field.name), &value)?;
        self.hidden.remove(&field.name);
        self.put(&field.name, value);
        Ok(())
    }

    /// What is wrong with the values where they differ from those before: limits, and personal identity numbers.
    #[must_use]
    pub fn objections(&self, before: &Self) -> Vec<Objection> {
        let mut objections = Vec::new();
        for field in self.fields.iter().filter(|field| self.value(&field.name) != before.value(&field.name)) {
            let value = self.value(&field.name);
            if let Err(wrong) = field.check(before.value(&field.name), value) {
                objections.push(Objection::new(field.name.clone(), wrong.message()));
            }
            if matches!(value, FieldValue::Text(text) if has_personal_identity_number(text)) {
                objections.push(Objection::new(field.name.clone(), "objection-personal-identity-number"));
            }
        }
        objections
    }

    /// The records that the fields point at, each once for its field.
    pub fn references(&self) -> impl Iterator<Item = (&CustomField, Id)> {
        self.fields.iter().filter_map(|field| match self.value(&field.name) {
            FieldValue::Reference(id) => Some((field, *id)),
            _ => None,
        })
    }

    /// What a writer who did not ask for the fields, or did not see some of them, leaves as it was.
    #[must_use]
    pub fn over(mut self, before: &Self) -> Self {
        if self.fields.is_empty() {
            return before.clone();
        }
        for name in std::mem::take(&mut self.hidden) {
            self.put(&name, before.value(&name).clone());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Record, record_fields};

    #[derive(Clone, Default, PartialEq)]
    struct Thing {
        name: String,
        custom: Custom,
    }
    record_fields! { Thing, custom { name: FieldKind::Text { max_chars: 5 }; } }

    fn field(key: &str, kind: FieldKind, choices: &[(&str, bool)]) -> CustomField {
        let choice = |(name, is_retired): &(&str, bool)| CustomChoice {
            name: (*name).to_owned(),
            label: LocalText::new(*name, *name),
            is_retired: *is_retired,
        };
        CustomField {
            id: Id::new(),
            name: format!("{CUSTOM}{key}"),
            kind,
            group: CustomGroup::Base,
            label: LocalText::new(key, key),
            help: LocalText::default(),
            section: LocalText::default(),
            is_required: false,
            is_retired: false,
            choices: choices.iter().map(choice).collect(),
        }
    }

    fn text(text: &str) -> FieldValue {
        FieldValue::Text(text.to_owned())
    }

    #[test]
    fn a_record_tells_its_added_fields_beside_its_own() {
        let mut thing = Thing { name: "A".into(), ..Thing::default() };
        thing.custom.put("custom.size", FieldValue::Number(3));
        let told = crate::json_of(&thing);
        assert_eq!(told["name"], "A");
        assert_eq!(told["custom.size"], 3);
        assert!(Thing::HAS_CUSTOM && thing.custom().is_some());
    }

    #[test]
    fn a_retired_choice_stays_where_it_was_chosen_and_is_taken_nowhere_else() {
        let field = field("size", FieldKind::Word, &[("small", false), ("large", true)]);
        let mut custom = Custom::of([field.clone()].into());
        assert_eq!(custom.set(&field, text("large")), Err(WrongValue::NotAChoice));
        custom.put(&field.name, text("large"));
        assert_eq!(custom.set(&field, text("large")), Ok(()));
        assert_eq!(custom.set(&field, text("small")), Ok(()));
        assert_eq!(custom.set(&field, text("huge")), Err(WrongValue::NotAChoice));
    }

    #[test]
    fn what_was_there_before_is_not_judged_again_and_an_identity_number_is_refused() {
        let field = field("note", FieldKind::Text { max_chars: 3 }, &[]);
        let mut before = Custom::of([field.clone()].into());
        before.put(&field.name, text("longer than now allowed"));
        assert!(before.objections(&before.clone()).is_empty());
        let mut after = before.clone();
        after.put(&field.name, text("19811218-9876"));
        let keys: Vec<&str> = after.objections(&before).iter().map(|one| one.message.key).collect();
        assert_eq!(keys, ["objection-too-long", "objection-personal-identity-number"]);
    }

    #[test]
    fn a_hidden_field_tells_nothing_and_is_kept_by_whoever_saves_the_record() {
        let of_costs = CustomField {
            group: CustomGroup::Costs,
            ..field("rent", FieldKind::Number { min: 0, max: 9 }, &[])
        };
        let other = field("note", FieldKind::Text { max_chars: 9 }, &[]);
        let mut before = Custom::of([of_costs.clone(), other.clone()].into());
        before.put(&of_costs.name, FieldValue::Number(7));
        let mut seen = before.clone();
        seen.hide(|field| field.group == CustomGroup::Costs);
        assert!(seen.value(&of_costs.name).is_absent());
        let names = |custom: &Custom| -> Vec<Vec<String>> {
            let told = |fields: Vec<&CustomField>| fields.into_iter().map(|one| one.name.clone()).collect();
            vec![told(custom.asked().collect()), told(custom.shown().collect())]
        };
        assert_eq!(names(&seen), [["custom.note"], ["custom.note"]]);
        seen.set(&other, text("new")).unwrap();
        let saved = seen.clone().over(&before);
        assert_eq!(saved.value(&of_costs.name), &FieldValue::Number(7));
        assert_eq!(saved.value(&other.name), &text("new"));
        seen.set(&of_costs, FieldValue::Number(8)).unwrap();
        assert_eq!(
            seen.over(&before).value(&of_costs.name),
            &FieldValue::Number(8),
            "written without seeing"
        );
    }

    #[test]
    fn who_did_not_ask_for_the_fields_leaves_their_values_alone() {
        let field = field("note", FieldKind::Text { max_chars: 9 }, &[]);
        let mut before = Custom::of([field.clone()].into());
        before.put(&field.name, text("kept"));
        assert_eq!(Custom::default().over(&before), before);
        assert!(Custom::of([field].into()).over(&before).values().next().is_none());
    }
}
