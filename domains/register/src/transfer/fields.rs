//! What a column of a spreadsheet may hold: the fields of a system, its users, its objects, and who holds its roles.

use crate::field_groups::fields_to_read;
use crate::system::{SYSTEM, System};
use crate::system_use::SystemUse;
use kernel::{CustomChoice, CustomField, FieldKind, Language, LocalText, Record, Result};
use policy::{ListedValue, Pack};
use std::collections::BTreeMap;
use storage::Read;

/// What one column is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The id of a system that is there already.
    Id,
    /// A field of the record.
    Field(&'static str),
    /// A field that the federation has added, by its whole name.
    Custom(String),
    /// How many users the owner has.
    NumberOfUsers,
    /// Which other organisations and units use it, and how many users each has.
    Uses,
    /// The management objects that it belongs to, by name.
    Objects,
    /// Who holds a role of the pack on it.
    Role(String),
}

/// What stands before the id of a role.
const ROLE: &str = "role:";

impl Target {
    /// Whether a row can be known again by the field of a name.
    pub(crate) fn identifies(name: &str) -> bool {
        let identifying = [Self::Id, Self::Field("name"), Self::Field("local_number")];
        identifying.iter().any(|target| target.name() == name)
    }

    /// The name in mapping files and in `register fields`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Id => "id".to_owned(),
            Self::Field(name) => (*name).to_owned(),
            Self::Custom(name) => name.clone(),
            Self::NumberOfUsers => "number_of_users".to_owned(),
            Self::Uses => "uses".to_owned(),
            Self::Objects => "objects".to_owned(),
            Self::Role(id) => format!("{ROLE}{id}"),
        }
    }
}

/// Something that a column may be mapped to.
#[derive(Clone, Debug)]
pub struct MappableField {
    pub target: Target,
    pub label: LocalText,
    pub kind: ValueKind,
    /// The values that it may have, where they are a closed list.
    pub values: Vec<NamedValue>,
    /// What else columns of this kind are called.
    pub synonyms: Vec<String>,
}

/// One value of a closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedValue {
    pub name: String,
    pub label: LocalText,
    pub synonyms: Vec<String>,
}

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    Id,
    Record(FieldKind),
    Number,
    Organisation,
    Person,
    Uses,
    Objects,
    Holders,
}

impl ValueKind {
    /// The name of the kind in `register fields`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Number => "number",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Uses => "uses",
            Self::Objects => "objects",
            Self::Holders => "people",
            Self::Record(kind) => match kind {
                FieldKind::Text { .. } => "text",
                FieldKind::LongText { .. } => "long_text",
                FieldKind::Number { .. } => "number",
                FieldKind::Money => "money",
                FieldKind::Flag => "flag",
                FieldKind::Date => "date",
                FieldKind::Choice(_) | FieldKind::Word => "choice",
                FieldKind::Words { .. } => "words",
                FieldKind::Reference(_) | FieldKind::References(_) => "reference",
                FieldKind::Link => "link",
            },
        }
    }
}

/// Everything that a column may hold, for whoever reads.
///
/// # Errors
/// When the database fails.
pub fn mappable_fields_of(read: &Read) -> Result<Vec<MappableField>> {
    let custom = fields_to_read(read, SYSTEM)?;
    Ok(mappable_fields(&*findings::pack_in_force(read)?, &custom))
}

/// Everything that a column may hold in a federation with this pack and these fields of its own, in the order that users
/// see it.
#[must_use]
pub fn mappable_fields(pack: &Pack, custom: &[CustomField]) -> Vec<MappableField> {
    let mut fields = vec![plain(Target::Id, "transfer-field-id", ValueKind::Id)];
    fields.extend(System::FIELDS.iter().map(|field| field_of_system(pack, field.name, field.kind)));
    fields.push(plain(Target::NumberOfUsers, "system-use-number-of-users", ValueKind::Number));
    fields.push(plain(Target::Uses, "transfer-field-uses", ValueKind::Uses));
    fields.push(plain(Target::Objects, "transfer-field-objects", ValueKind::Objects));
    fields.extend(roles_on_systems(pack));
    fields.extend(custom.iter().filter(|field| !field.is_retired).map(added));
    let synonyms = synonyms_of_headings();
    for field in &mut fields {
        field.synonyms.extend(synonyms.get(&field.target.name()).into_iter().flatten().cloned());
    }
    fields
}

/// A retired choice is no word that a cell may hold; where it stands already, an export says it and an import keeps it.
fn added(field: &CustomField) -> MappableField {
    let kind = match field.refers_to() {
        Some(kind) if kind == organisation::PERSON.name() => ValueKind::Person,
        Some(_) => ValueKind::Organisation,
        None => ValueKind::Record(field.kind),
    };
    let value = |choice: &CustomChoice| NamedValue {
        name: choice.name.clone(),
        label: choice.label.clone(),
        synonyms: Vec::new(),
    };
    MappableField {
        target: Target::Custom(field.name.clone()),
        label: field.label.clone(),
        kind,
        values: field.choices.iter().map(value).collect(),
        synonyms: vec![field.key().to_owned()],
    }
}

/// The limits of the number of users.
#[must_use]
pub(crate) fn kind_of_number_of_users() -> FieldKind {
    SystemUse::field("number_of_users")
        .map_or(FieldKind::Number { min: 0, max: i64::MAX }, |field| field.kind)
}

fn plain(target: Target, key: &str, kind: ValueKind) -> MappableField {
    MappableField { target, label: text_in_both(key), kind, values: Vec::new(), synonyms: Vec::new() }
}

fn text_in_both(key: &str) -> LocalText {
    let [sv, en] = Language::ALL.map(|language| texts::text(language, key));
    LocalText::new(sv, en)
}

fn field_of_system(pack: &Pack, name: &'static str, kind: FieldKind) -> MappableField {
    let key = format!("system-{}", name.replace('_', "-"));
    let value_kind = if matches!(kind, FieldKind::Reference(_)) {
        ValueKind::Organisation
    } else {
        ValueKind::Record(kind)
    };
    let mut field = plain(Target::Field(name), &key, value_kind);
    field.values = values_of(pack, name, kind, &key);
    field
}

/// The pack's own words where it lists the values; the program's otherwise.
fn values_of(pack: &Pack, name: &str, kind: FieldKind, key: &str) -> Vec<NamedValue> {
    let listed = match name {
        "kind" => &pack.system_kinds,
        "category" => &pack.categories,
        "operation_form" => &pack.operation_forms,
        "common_system" => &pack.common_systems,
        "business_areas" => &pack.business_areas,
        _ => &Vec::new(),
    };
    let of_program = |value: &str| text_in_both(&format!("{key}-{}", value.replace('_', "-")));
    if name == "lifecycle_state" {
        let states = pack.lifecycle_states.iter();
        return states
            .map(|state| with_program_word(&state.id, &state.title, of_program(&state.id)))
            .collect();
    }
    match kind {
        FieldKind::Choice(names) if listed.is_empty() => names
            .iter()
            .map(|value| NamedValue {
                name: (*value).to_owned(),
                label: of_program(value),
                synonyms: Vec::new(),
            })
            .collect(),
        FieldKind::Choice(names) => {
            let known = listed.iter().filter(|value| names.contains(&value.id.as_str()));
            known
                .map(|value| NamedValue {
                    synonyms: also_called(value, &of_program(&value.id)),
                    ..named(value)
                })
                .collect()
        }
        _ => listed.iter().map(named).collect(),
    }
}

fn named(value: &ListedValue) -> NamedValue {
    NamedValue { name: value.id.clone(), label: value.title.clone(), synonyms: value.aliases.clone() }
}

fn also_called(value: &ListedValue, program: &LocalText) -> Vec<String> {
    value.aliases.iter().cloned().chain([program.sv.clone(), program.en.clone()]).collect()
}

fn with_program_word(id: &str, title: &LocalText, program: LocalText) -> NamedValue {
    NamedValue { name: id.to_owned(), label: title.clone(), synonyms: vec![program.sv, program.en] }
}

fn roles_on_systems(pack: &Pack) -> impl Iterator<Item = MappableField> {
    let is_on_systems = |role: &&policy::Role| role.subjects.iter().any(|kind| kind == SYSTEM.name());
    pack.roles.iter().filter(is_on_systems).map(|role| {
        let other_titles =
            role.title_for.iter().flat_map(|other| [other.title.sv.clone(), other.title.en.clone()]);
        MappableField {
            target: Target::Role(role.id.clone()),
            label: role.title.text(),
            kind: ValueKind::Holders,
            values: Vec::new(),
            synonyms: role.aliases.iter().cloned().chain(other_titles).collect(),
        }
    })
}

/// The words that people put over columns, from a file of the program. It is tried by a test.
fn synonyms_of_headings() -> BTreeMap<String, Vec<String>> {
    toml::from_str(include_str!("headings.toml")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::pack;

    #[test]
    fn the_file_of_synonyms_names_fields_that_there_are() {
        let read: Result<BTreeMap<String, Vec<String>>, _> = toml::from_str(include_str!("headings.toml"));
        let names: Vec<String> =
            mappable_fields(&pack(), &[]).iter().map(|field| field.target.name()).collect();
        let known = ["role:system_owner"];
        for name in read.unwrap().keys() {
            assert!(names.contains(name) || known.contains(&name.as_str()), "{name}");
        }
    }

    #[test]
    fn every_field_has_its_label_in_both_languages() {
        for field in mappable_fields(&pack(), &[]) {
            let labels = [&field.label.sv, &field.label.en];
            assert!(labels.iter().all(|label| !label.is_empty() && !label.starts_with('[')), "{field:?}");
        }
    }

    #[test]
    fn no_two_fields_have_the_same_label_so_that_an_export_can_be_read_again() {
        let fields = mappable_fields(&pack(), &[]);
        for language in Language::ALL {
            let mut labels: Vec<&str> =
                fields.iter().map(|field| field.label.in_language(language)).collect();
            let count = labels.len();
            labels.sort_unstable();
            labels.dedup();
            assert_eq!(labels.len(), count, "{language:?}");
        }
    }
}
