//! Adds a field to a kind of record, or changes what it is called and what may be chosen. Its type, its key and its kind
//! of record stay: what records hold in it must go on meaning the same.

use crate::choices::{all_choices, decide_choices, is_name, name_of};
use crate::definition::{Definition, FieldType, KindOfRecord, both};
use crate::{CUSTOM_FIELD, MANAGE, load, store};
use kernel::{
    CustomGroup, Error, Language, Message, Objection, Record, Result, Subject, WrongValue,
    has_personal_identity_number,
};
use serde_json::Value as Json;
use storage::{AuditEntry, Tx};

/// Fields that one kind of record may have at the most, the retired ones left out.
const MOST_FIELDS: usize = 50;

/// The field as it shall stand.
#[derive(Clone)]
pub struct SaveField {
    pub definition: Definition,
    /// The revision that was changed; None adds a new field.
    pub revision: Option<i64>,
    /// The kinds of record that fields may be added to.
    pub kinds: &'static [KindOfRecord],
}

/// Saves a field.
///
/// # Errors
/// Refused for who may not, stale when somebody else was faster, rejected for what is wrong.
pub fn save_field(tx: &mut Tx, ask: &SaveField) -> Result<Definition> {
    authorise(tx)?;
    let all = load::definitions(tx)?;
    let before = match ask.revision {
        None => None,
        Some(revision) => {
            let stored = load::definition(tx, ask.definition.id)?;
            if stored.revision != revision {
                return Err(Error::stale());
            }
            Some(stored)
        }
    };
    let saved = decide_field(before.as_ref(), &ask.definition, &all, ask.kinds).map_err(Error::Rejected)?;
    if before.as_ref() == Some(&saved) {
        return Ok(saved);
    }
    let action = if before.is_none() { "custom_field.added" } else { "custom_field.changed" };
    let is_in_other_group = before.as_ref().is_some_and(|before| before.field_group != saved.field_group);
    let saved = write(tx, action, before.as_ref(), Definition { revision: saved.revision + 1, ..saved })?;
    if is_in_other_group {
        // Whoever no longer sees the field finds nothing by it from now on, not first when the index has been gone through.
        for record in store::records_with(tx, saved.id)? {
            tx.touch_words(Subject { kind: saved.record_kind.clone(), id: record });
        }
    }
    Ok(saved)
}

/// Who looks after the fields does so for the whole federation.
pub(crate) fn authorise(tx: &Tx) -> Result<()> {
    if access::may_everywhere(tx, MANAGE)? { Ok(()) } else { Err(access::refused(MANAGE)) }
}

pub(crate) fn write(
    tx: &mut Tx,
    action: &'static str,
    before: Option<&Definition>,
    after: Definition,
) -> Result<Definition> {
    store::save_field(tx, &after)?;
    let told = |definition: &Definition| {
        let mut told = kernel::json_of(definition);
        told.insert(
            "retired_on".into(),
            definition.retired_on.map_or(Json::Null, |day| day.to_string().into()),
        );
        Json::from(told)
    };
    tx.audit(&AuditEntry {
        action,
        subject: Some(Subject::new(CUSTOM_FIELD, after.id)),
        changes: storage::changes(&before.map_or(Json::Null, told), &told(&after)),
        ..AuditEntry::default()
    })?;
    tx.forget();
    Ok(after)
}

fn decide_field(
    before: Option<&Definition>,
    ask: &Definition,
    all: &[Definition],
    kinds: &[KindOfRecord],
) -> Result<Definition, Vec<Objection>> {
    let mut objections = limits(ask);
    let mut after = ask.clone();
    let others = others_of(ask, all);
    if let Some(before) = before {
        objections.extend(changed_for_good(before, ask));
        after.retired_on = before.retired_on;
        after.key.clone_from(&before.key);
    } else {
        after.key = if ask.key.is_empty() { free_key(&ask.label_sv, &others) } else { ask.key.clone() };
        objections.extend(too_many(&others).map(|message| Objection::new("record_kind", message)));
    }
    match kinds.iter().find(|kind| kind.name == ask.record_kind) {
        Some(kind) => {
            let group = after.field_group.unwrap_or(CustomGroup::Base);
            let is_strange = !kind.groups.contains(&group);
            objections.extend(is_strange.then(|| Objection::new("field_group", "custom-group-not-here")));
            objections.extend(taken_key(kind, &after, &others));
            objections.extend(taken_label(kind, &after, &others));
        }
        None => objections.push(Objection::new("record_kind", WrongValue::NotAChoice.message())),
    }
    let last = others.iter().filter_map(|other| other.place).max().unwrap_or_default();
    after.place = Some(ask.place.unwrap_or((last + 10).min(10_000)));
    after.is_required = Some(ask.is_required == Some(true));
    after.field_group = Some(ask.field_group.unwrap_or(CustomGroup::Base));
    match choices(before, ask) {
        Ok((offered, retired)) => (after.choices, after.retired_choices) = (offered, retired),
        Err(objection) => objections.push(objection),
    }
    if objections.is_empty() { Ok(after) } else { Err(objections) }
}

/// The other fields of the same kind of record.
pub(crate) fn others_of<'d>(field: &Definition, all: &'d [Definition]) -> Vec<&'d Definition> {
    all.iter().filter(|other| other.record_kind == field.record_kind && other.id != field.id).collect()
}

/// What is said where one more field in use would be one too many.
pub(crate) fn too_many(others: &[&Definition]) -> Option<Message> {
    let in_use = others.iter().filter(|other| other.retired_on.is_none()).count();
    let most = i64::try_from(MOST_FIELDS).unwrap_or(i64::MAX);
    (in_use >= MOST_FIELDS).then(|| Message::new("custom-too-many-fields").with("most", most))
}

fn limits(ask: &Definition) -> Vec<Objection> {
    let wrong = Definition::FIELDS.iter().filter_map(|field| {
        let value = (field.read)(ask);
        let is_missing = field.is_required && value.is_absent();
        let wrong = if is_missing { Err(WrongValue::Required) } else { field.kind.check(&value) };
        wrong.err().map(|wrong| Objection::new(field.name, wrong.message()))
    });
    let personal = Definition::FIELDS.iter().filter(|field| {
        matches!((field.read)(ask), kernel::FieldValue::Text(text) if has_personal_identity_number(&text))
    });
    let personal = personal.map(|field| Objection::new(field.name, "objection-personal-identity-number"));
    wrong.chain(personal).collect()
}

/// What a field that is there may not change.
fn changed_for_good(before: &Definition, ask: &Definition) -> Vec<Objection> {
    let fixed = [
        ("record_kind", before.record_kind != ask.record_kind),
        ("field_type", before.field_type != ask.field_type),
        ("key", !ask.key.is_empty() && before.key != ask.key),
    ];
    let changed = fixed.into_iter().filter(|(_, is_changed)| *is_changed);
    changed.map(|(field, _)| Objection::new(field, "custom-fixed")).collect()
}

/// A key that files and rules cannot write, or that the record or another added field has already.
fn taken_key(kind: &KindOfRecord, after: &Definition, others: &[&Definition]) -> Option<Objection> {
    let wrong = if !is_name(&after.key) {
        "custom-wrong-key"
    } else if (kind.fields)().contains(&after.key.as_str()) {
        "custom-key-of-the-record"
    } else if others.iter().any(|other| other.key == after.key) {
        "custom-key-taken"
    } else {
        return None;
    };
    Some(Objection::new("key", wrong))
}

/// A label, in either language, that the record's own fields or another added field has already: a file could not tell
/// them apart. Where nobody wrote an English one, it is told at the Swedish.
pub(crate) fn taken_label(
    kind: &KindOfRecord,
    field: &Definition,
    others: &[&Definition],
) -> Option<Objection> {
    let label = |one: &Definition| both(&one.label_sv, &one.label_en);
    let own = label(field);
    let key = |name: &&str| format!("{}-{}", kind.record, name.replace('_', "-"));
    let is_own = |language: Language, label: &str| {
        (kind.fields)().iter().any(|name| is_same(&texts::text(language, &key(name)), label))
    };
    let in_use = || others.iter().filter(|other| other.retired_on.is_none());
    let is_sv =
        is_own(Language::Swedish, &own.sv) || in_use().any(|other| is_same(&label(other).sv, &own.sv));
    let is_en =
        is_own(Language::English, &own.en) || in_use().any(|other| is_same(&label(other).en, &own.en));
    let at = if is_sv || field.label_en.is_empty() { "label_sv" } else { "label_en" };
    (is_sv || is_en).then(|| Objection::new(at, "custom-label-taken"))
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn free_key(label: &str, others: &[&Definition]) -> String {
    let base = name_of(label);
    let mut key = base.clone();
    for number in 2..1_000 {
        if !others.iter().any(|other| other.key == key) {
            break;
        }
        key = format!("{}_{number}", &base[..base.len().min(36)]);
    }
    key
}

fn choices(before: Option<&Definition>, ask: &Definition) -> Result<(String, String), Objection> {
    let has_choices = ask.field_type.is_some_and(FieldType::has_choices);
    match (has_choices, ask.choices.trim().is_empty()) {
        (false, true) => Ok((String::new(), String::new())),
        (false, false) => Err(Objection::new("choices", "custom-no-choices-here")),
        (true, true) => Err(Objection::new("choices", "custom-choices-needed")),
        (true, false) => {
            let known = before.map(|before| all_choices(&before.choices, &before.retired_choices));
            decide_choices(&known.unwrap_or_default(), &ask.choices)
        }
    }
}
