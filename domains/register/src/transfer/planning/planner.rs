//! Row by row through the table.

use super::matching::Records;
use super::new_records::NewRecords;
use crate::transfer::fields::{MappableField, Target, mappable_fields};
use crate::transfer::known::Known;
use crate::transfer::mapping::Mapping;
use crate::transfer::reading::{Table, TableRow};
use crate::transfer::report::{Refusal, Report, ReportRow};
use crate::transfer::shown::says_the_same;
use crate::transfer::state::State;
use kernel::{Id, Message};
use std::collections::{BTreeMap, BTreeSet};

/// A table and how it is to be understood.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    pub table: Table,
    pub mapping: Mapping,
    /// Rows that were refused when they were tried, with the reason.
    pub refused: Vec<Refusal>,
}

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub report: Report,
    /// Rows that are new or change something.
    pub rows: Vec<PlannedRow>,
    pub new: NewRecords,
}

/// One system as a row wants it.
#[derive(Clone, Debug)]
pub struct PlannedRow {
    pub row: i64,
    /// None for a new system.
    pub before: Option<State>,
    pub after: State,
}

/// Plans the import of a table into the register as it is known.
#[must_use]
pub fn plan_import(ask: &Ask, known: &Known) -> Plan {
    let fields = mappable_fields(&known.pack, &known.custom);
    let mut planner = Planner::new(ask, known, &fields);
    planner.warn_of_columns();
    let mut tried: BTreeMap<i64, Vec<Refusal>> = BTreeMap::new();
    for refusal in &ask.refused {
        tried.entry(refusal.row).or_default().push(refusal.clone());
    }
    for row in &ask.table.rows {
        let outcome = match tried.remove(&row.number) {
            None => planner.plan_row(row),
            Some(refused) => Err(refused),
        };
        match outcome {
            Ok(()) => {}
            Err(refusals) => {
                if let Some(name) = planner.cell(row, &Target::Field("name")) {
                    planner.plan.report.refused_names.insert(row.number, name.to_owned());
                }
                planner.plan.report.refused.extend(refusals);
            }
        }
    }
    planner.finish()
}

/// What is known and decided so far.
pub(super) struct Planner<'a> {
    pub ask: &'a Ask,
    pub known: &'a Known,
    pub fields: &'a [MappableField],
    /// The columns that are imported.
    pub places: Vec<(usize, &'a MappableField)>,
    pub records: Records,
    pub plan: Plan,
    /// How the rows so far want each system, and which row said so first.
    pub wanted: BTreeMap<Id, (i64, State)>,
    warned: BTreeSet<&'static str>,
}

/// One row while it is decided.
pub(super) struct Reading<'a> {
    pub row: &'a TableRow,
    pub refusals: Vec<Refusal>,
    /// The system was known by its name: other capitals do not rename it.
    pub is_by_name: bool,
}

impl<'a> Planner<'a> {
    fn new(ask: &'a Ask, known: &'a Known, fields: &'a [MappableField]) -> Self {
        let mut plan = Plan::default();
        plan.report.read = ask.table.rows.len();
        let mut places = ask.mapping.places(&ask.table.headings, fields);
        // Who else uses a system is said of its owner, wherever the owner's column stands.
        places.sort_by_key(|(_, field)| matches!(field.target, Target::NumberOfUsers | Target::Uses));
        Self {
            ask,
            known,
            fields,
            places,
            records: Records::of(known),
            plan,
            wanted: BTreeMap::new(),
            warned: BTreeSet::new(),
        }
    }

    /// Nothing is left out in silence.
    fn warn_of_columns(&mut self) {
        if let Some(sheet) = &self.ask.table.sheet {
            self.plan
                .report
                .warnings
                .push(Message::new("transfer-warning-sheet").with("sheet", sheet.as_str()));
        }
        let left_out = self.ask.table.headings.iter().enumerate().filter(|(place, _)| {
            let is_imported = self.places.iter().any(|(imported, _)| imported == place);
            !is_imported && self.ask.table.column(*place).next().is_some()
        });
        let name = |(place, heading): (usize, &String)| {
            if heading.is_empty() { crate::transfer::reading::column_letters(place) } else { heading.clone() }
        };
        let left_out: Vec<String> = left_out.map(name).collect();
        if !left_out.is_empty() {
            let count = i64::try_from(left_out.len()).unwrap_or(i64::MAX);
            let message = Message::new("transfer-warning-columns").with("count", count);
            self.plan.report.warnings.push(message.with("headings", left_out.join(", ")));
        }
    }

    /// A warning that is told once, however many rows it is about.
    pub fn warn_once(&mut self, key: &'static str, row: i64) {
        if self.warned.insert(key) {
            self.plan.report.warnings.push(Message::new(key).with("row", row.to_string()));
        }
    }

    fn plan_row(&mut self, row: &'a TableRow) -> Result<(), Vec<Refusal>> {
        let mut reading = Reading { row, refusals: Vec::new(), is_by_name: false };
        self.check_cells(&mut reading);
        reading.finish()?;
        let found = self.find_record(&mut reading);
        let (Some(found), true) = (found, reading.refusals.is_empty()) else { return Err(reading.refusals) };
        let (first_row, before) = self.state_before(&found);
        let mut after = before.clone();
        self.read_cells(&mut reading, &mut after);
        reading.finish()?;
        if let Some(first_row) = first_row {
            return self.same_as_before(&reading, first_row, &before, &after);
        }
        let original =
            self.known.systems.get(&after.system.id).map(|known| State::of(known, self.known.today));
        self.check_record(&mut reading, original.as_ref(), &mut after);
        reading.finish()?;
        self.keep(row.number, original, after);
        Ok(())
    }

    /// A second row about the same system must say the same.
    fn same_as_before(
        &mut self,
        reading: &Reading,
        first: i64,
        before: &State,
        after: &State,
    ) -> Result<(), Vec<Refusal>> {
        match before.differences(after).first() {
            None => {
                self.plan.report.unchanged += 1;
                Ok(())
            }
            Some(target) => {
                let message = Message::new("transfer-second-row").with("row", first.to_string());
                Err(vec![self.refusal(reading.row, target, message)])
            }
        }
    }

    fn keep(&mut self, row: i64, before: Option<State>, after: State) {
        self.records.now_says(before.as_ref().map(|before| &before.system), &after.system);
        self.wanted.insert(after.system.id, (row, after.clone()));
        if before.as_ref() == Some(&after) {
            self.plan.report.unchanged += 1;
            return;
        }
        let changes = before.as_ref().map_or_else(Vec::new, |before| before.differences(&after));
        let labels = changes.iter().map(|target| self.label(target));
        self.plan.report.rows.push(ReportRow {
            row,
            name: after.system.name.clone(),
            is_new: before.is_none(),
            changes: labels.collect(),
        });
        self.plan.rows.push(PlannedRow { row, before, after });
    }

    fn label(&self, target: &Target) -> String {
        let field = self.fields.iter().find(|field| field.target == *target);
        field.map_or_else(|| target.name(), |field| field.label.in_language(self.known.language).to_owned())
    }

    /// Says no to a row, at the column of a field or, where the table has none, at the field's own name.
    pub fn refusal(&self, row: &TableRow, target: &Target, message: Message) -> Refusal {
        match self.places.iter().find(|(_, field)| field.target == *target) {
            Some((place, _)) => self.refusal_at(row, *place, message),
            None => Refusal { row: row.number, column: self.label(target), value: String::new(), message },
        }
    }

    pub fn refusal_at(&self, row: &TableRow, place: usize, message: Message) -> Refusal {
        let heading = self.ask.table.headings.get(place).filter(|heading| !heading.is_empty());
        Refusal {
            row: row.number,
            column: heading.cloned().unwrap_or_else(|| crate::transfer::reading::column_letters(place)),
            value: row.cells.get(place).cloned().unwrap_or_default(),
            message,
        }
    }

    /// The cell of a field; nothing where the table has no such column or the cell is empty.
    pub fn cell<'r>(&self, row: &'r TableRow, target: &Target) -> Option<&'r str> {
        let (place, _) = self.places.iter().find(|(_, field)| field.target == *target)?;
        row.cells.get(*place).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    fn read_cells(&mut self, reading: &mut Reading<'a>, after: &mut State) {
        for (place, field) in self.places.clone() {
            let cell = reading.row.cells.get(place).map_or("", String::as_str);
            let is_name = field.target == Target::Field("name");
            let is_key = field.target == Target::Id || (is_name && reading.is_by_name);
            if cell.is_empty() || is_key || says_the_same(self.known, field, after, cell) {
                continue;
            }
            if let Err(message) = self.set(field, cell, after) {
                reading.refusals.push(self.refusal_at(reading.row, place, message));
            }
        }
    }

    fn finish(mut self) -> Plan {
        let report = &mut self.plan.report;
        report.added = report.rows.iter().filter(|row| row.is_new).count();
        report.changed = report.rows.len() - report.added;
        report.refused.sort_by_key(|refusal| refusal.row);
        self.plan.new.keep_those_of(&self.plan.rows);
        self.plan
    }
}

impl Reading<'_> {
    fn finish(&mut self) -> Result<(), Vec<Refusal>> {
        if self.refusals.is_empty() { Ok(()) } else { Err(std::mem::take(&mut self.refusals)) }
    }
}
