//! What the trial pack may speak of: the facts of this room and the few that a stand-in for systems has.

use policy::{FactDeclaration, FactKind, PackSource};

/// The files of the trial pack.
pub fn source() -> PackSource {
    let files = [
        ("pack.toml", include_str!("pack.toml")),
        ("clauses.toml", include_str!("clauses.toml")),
        ("roles.toml", include_str!("roles.toml")),
        ("forums.toml", include_str!("forums.toml")),
        ("tests/roles.toml", include_str!("tests/roles.toml")),
        ("objects.toml", include_str!("objects.toml")),
        ("documents.toml", ""),
        ("terms.toml", ""),
        ("issues.toml", ""),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec();
    PackSource { id: "trial".into(), files, ..PackSource::default() }
}

/// The facts of a stand-in for systems.
pub fn system_facts() -> Vec<FactDeclaration> {
    let choices = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let facts = [
        ("kind", FactKind::Choice(choices(&["it_system"]))),
        ("category", FactKind::Choice(choices(&["common", "business"]))),
        ("effective_kind", FactKind::Set(choices(&["common", "business"]))),
        ("lifecycle_state", FactKind::Choice(choices(&["in_operation"]))),
    ];
    let declare = |(name, kind): (&str, FactKind)| FactDeclaration {
        subject_kind: "system".into(),
        name: name.into(),
        kind,
        title: kernel::LocalText::new(name, name),
        value_titles: std::collections::BTreeMap::new(),
    };
    facts.into_iter().map(declare).collect()
}
