//! A made-up spreadsheet with systems, their owners and those who hold the roles on them, in the words of the pack in
//! force: what `register fields` says can be mapped.

use crate::Outcome;
use serde_json::Value as Json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const DEPARTMENTS: usize = 40;
const SUPPLIERS: usize = 60;
const PEOPLE: usize = 300;
/// Roles that get a column.
const ROLES: usize = 3;
/// Of ten systems, this many have their roles filled; the others are gaps, as in a real register.
const WITH_ROLES_OF_TEN: usize = 7;

/// A file and its mapping, written into a folder.
pub struct Spreadsheet {
    pub file: PathBuf,
    pub mapping: PathBuf,
    pub rows: usize,
}

/// A column of the spreadsheet: the field that it fills, and the values that the field knows.
struct Column {
    field: String,
    values: Vec<String>,
}

impl Spreadsheet {
    /// Writes a spreadsheet of so many systems.
    pub fn write(folder: &Path, rows: usize, fields: &Json) -> Outcome<Self> {
        let columns = columns_of(fields);
        let (mut text, mut mapping) = (String::new(), String::from("[columns]\n"));
        let names: Vec<&str> = columns.iter().map(|column| column.field.as_str()).collect();
        writeln!(text, "{}", names.join(";"))?;
        for row in 0..rows {
            let cells: Vec<String> = columns.iter().map(|column| column.cell(row)).collect();
            writeln!(text, "{}", cells.join(";"))?;
        }
        for name in names {
            writeln!(mapping, "\"{name}\" = \"{name}\"")?;
        }
        mapping.push_str("[create]\npeople = true\norganisations = true\n");
        let sheet = Self {
            file: folder.join(format!("systems-{rows}.csv")),
            mapping: folder.join("mapping.toml"),
            rows,
        };
        std::fs::write(&sheet.file, text)?;
        std::fs::write(&sheet.mapping, mapping)?;
        Ok(sheet)
    }
}

/// The values that a field may have, in the pack's words.
pub fn values_of(fields: &Json, name: &str) -> Vec<String> {
    let of_field = fields.as_array().into_iter().flatten().find(|field| field["field"] == name);
    let values = of_field.and_then(|field| field["values"].as_array()).into_iter().flatten();
    values.filter_map(Json::as_str).map(str::to_owned).collect()
}

fn columns_of(fields: &Json) -> Vec<Column> {
    const PLAIN: [&str; 12] = [
        "name",
        "kind",
        "local_number",
        "organisation",
        "category",
        "size",
        "importance",
        "personal_data",
        "operation_form",
        "supplier",
        "service_address",
        "number_of_users",
    ];
    let names = fields.as_array().into_iter().flatten().filter_map(|field| field["field"].as_str());
    let names: Vec<&str> = names.collect();
    let plain = PLAIN.into_iter().filter(|name| names.contains(name));
    let roles = names.iter().copied().filter(|name| name.starts_with("role:")).take(ROLES);
    // Guidelines often keep the infrastructure's roles to the IT department; here people hold them.
    let values = |name: &str| values_of(fields, name).into_iter().filter(|value| value != "infrastructure");
    plain.chain(roles).map(|name| Column { field: name.to_owned(), values: values(name).collect() }).collect()
}

impl Column {
    fn cell(&self, row: usize) -> String {
        match self.field.as_str() {
            "name" => format!("Verksamhetssystem {row:05}"),
            "local_number" => format!("S-{row:05}"),
            "organisation" => format!("Förvaltning {}", row % DEPARTMENTS + 1),
            "supplier" => format!("Leverantör {}", row * 7 % SUPPLIERS + 1),
            "service_address" => format!("https://system-{row}.example.test/"),
            "number_of_users" => (row * 13 % 900 + 1).to_string(),
            "personal_data" => if row.is_multiple_of(3) { "nej" } else { "ja" }.to_owned(),
            role if role.starts_with("role:") => holder(role, row),
            // Each tenth is left open: what is unknown is a part of every register.
            _ if row % 10 == 9 && self.field != "kind" => String::new(),
            _ => self.values.get(row % self.values.len().max(1)).cloned().unwrap_or_default(),
        }
    }
}

/// Named by function, as everybody is who is made up.
fn holder(role: &str, row: usize) -> String {
    if row % 10 >= WITH_ROLES_OF_TEN {
        return String::new();
    }
    format!("{} {}", role.trim_start_matches("role:"), row * 11 % PEOPLE + 1)
}
