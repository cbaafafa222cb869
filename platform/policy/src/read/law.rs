//! `law.toml` of `policies/base`: the parameters of the law layer and the sections of acts that they rest on.

use super::about::{parameter_of, read_clauses};
use super::entry::Entry;
use crate::law::{Law, LawParameter};

pub(super) const FILE: &str = "law.toml";

pub(super) fn read(root: &Entry<'_>) -> Law {
    Law {
        clauses: read_clauses(root),
        parameters: root.tables("parameter").into_iter().filter_map(parameter).collect(),
    }
}

fn parameter(entry: Entry<'_>) -> Option<LawParameter> {
    let (valid_from, parameter) = (entry.date("valid_from"), parameter_of(&entry));
    entry.finish();
    Some(LawParameter { valid_from, parameter: parameter? })
}
