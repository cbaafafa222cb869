//! What the unit tests of this crate share.

use kernel::LocalText;
use policy::{FactDeclaration, FactKind, Pack, PackSource, Vocabulary, read_pack};
use std::sync::OnceLock;

/// The pack of the reference of the format.
pub(crate) fn pack() -> Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(read_reference).clone()
}

fn read_reference() -> Pack {
    let reference = include_str!("../../../docs/reference/policy-pack.md");
    let mut source = PackSource { id: "example".to_owned(), ..PackSource::default() };
    for block in reference.split("```toml\n").skip(1) {
        let text = block.split("```").next().unwrap_or_default();
        let Some(name) = text.lines().next().and_then(|line| line.strip_prefix("# file: ")) else { continue };
        if !name.starts_with("base/") && name != "overlay.toml" {
            source.files.push((name.to_owned(), text.to_owned()));
        }
    }
    let report = read_pack(&source, &vocabulary());
    report.pack.unwrap_or_else(|| panic!("{:?}", report.errors))
}

/// The register's own facts, and of the organisations' those that the reference asks for.
fn vocabulary() -> Vocabulary {
    let kinds = ["municipality"].map(str::to_owned).to_vec();
    let of_organisation = |name: &str, kind| FactDeclaration {
        subject_kind: "organisation".to_owned(),
        name: name.to_owned(),
        kind,
        title: LocalText::new(name, name),
        value_titles: std::collections::BTreeMap::new(),
    };
    let organisations =
        [of_organisation("is_own", FactKind::Flag), of_organisation("kind", FactKind::Choice(kinds))];
    let registers = crate::fact_sources().into_iter().flat_map(|source| (source.declarations)());
    Vocabulary {
        facts: registers.chain(organisations).collect(),
        actions: policy::ACTIONS.map(str::to_owned).to_vec(),
        ..Vocabulary::default()
    }
}

/// A notice that waits, about an existing system.
pub(crate) fn notice_of(changes: serde_json::Value) -> crate::ChangeNotice {
    let serde_json::Value::Object(changes) = changes else { panic!("changes are an object") };
    let system = kernel::Id::new();
    crate::ChangeNotice {
        id: kernel::Id::new(),
        revision: 1,
        system: Some(system),
        name: "Lön".into(),
        is_new: false,
        place: system,
        state: crate::NoticeState::Open,
        sent_by: None,
        sent_by_name: "Systemägare".into(),
        sent_at: kernel::Instant::from_micros(0),
        changes,
        reason: String::new(),
        answer: String::new(),
        taken: Vec::new(),
        settled_by_name: String::new(),
        settled_at: None,
    }
}
