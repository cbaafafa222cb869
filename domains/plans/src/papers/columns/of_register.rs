//! Of what the register and the rooms above it know.

use super::{Column, costs, day, in_language, money, text, words};
use crate::content::{AgreementRow, HolderRow, RecordRow, StatementRow};

pub(in crate::papers) const PEOPLE: [Column<HolderRow>; 3] = [
    words("plan-role", 4, |row, language| in_language(&row.role, language)),
    words("plan-holder", 4, |row, language| in_language(&row.name, language)),
    words("plan-deputy", 4, |row, _| text(row.deputy.as_deref().unwrap_or_default())),
];

pub(in crate::papers) const SYSTEMS: [Column<RecordRow>; 1] =
    [words("plan-row-system", 1, |row, _| text(&row.name))];

pub(in crate::papers) const DOCUMENTS: [Column<RecordRow>; 2] = [
    words("plan-paper-document", 4, |row, _| text(&row.name)),
    words("plan-paper-date", 1, |row, _| text(&row.note)),
];

pub(in crate::papers) const AGREEMENTS: [Column<AgreementRow>; 4] = [
    words("plan-paper-agreement", 5, |row, _| text(&row.name)),
    words("plan-paper-supplier", 4, |row, _| text(&row.supplier)),
    words("plan-paper-ends-on", 2, |row, _| day(row.ends_on)),
    costs("plan-paper-value", 3, |row, _| money(row.value)),
];

pub(in crate::papers) const STATEMENTS: [Column<StatementRow>; 4] = [
    words("plan-paper-duty", 4, |row, language| in_language(&row.duty, language)),
    words("plan-role", 3, |row, language| in_language(&row.role, language)),
    words("plan-paper-statement", 6, |row, _| text(&row.text)),
    words("plan-paper-date", 2, |row, _| day(row.made_on)),
];
