//! Reads a federation's folder: what was entered, by whom, on which day. A group of lines shares a day and fields.

use super::line::{Line, date_of};
use super::names::Names;
use kernel::{Date, Error, Id, Message, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Who founds the federation and signs in first, and enters whatever a group of lines says nothing else of.
pub const ADMINISTRATOR: &str = "administrator";

/// The kinds of lines, in the order in which those of one day are entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    Organisation,
    Supplier,
    Unit,
    Site,
    Person,
    Appointment,
    Object,
    System,
    Document,
    Forum,
    Agreement,
    Licence,
    Event,
}

impl LineKind {
    /// The kind of record that the line's name belongs to, where others may name it.
    const fn record(self) -> Option<&'static str> {
        match self {
            Self::Organisation | Self::Supplier => Some("organisation"),
            Self::Unit => Some("unit"),
            Self::Site => Some("site"),
            Self::Person => Some("person"),
            Self::Object => Some("object"),
            Self::System => Some("system"),
            Self::Agreement => Some("agreement"),
            Self::Appointment | Self::Document | Self::Forum | Self::Licence | Self::Event => None,
        }
    }
}

/// An account of the demo as `federation.toml` has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountLine {
    pub user: String,
    pub title: String,
    /// Name of the person; the administrator's is not among those of the files.
    pub person: Option<String>,
    /// Names of the glossary.
    pub roles: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    name: String,
    accounts: Vec<AccountLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    day: Value,
    by: Option<String>,
    #[serde(default)]
    each: Table,
    list: Vec<Table>,
}

/// Everything that happens in one federation of the demo.
pub struct Story {
    pub name: String,
    pub accounts: Vec<AccountLine>,
    /// By day, and within a day in the order of their kinds.
    pub lines: Vec<(LineKind, Line)>,
    pub names: Names,
}

/// Moves a date of the files to where it lies when the demo is opened today.
#[derive(Clone, Copy)]
pub struct Shift {
    pub days: i32,
    /// How many years later the plans' years are.
    pub years: i64,
}

impl Shift {
    pub fn between(written_for: Date, today: Date) -> Self {
        let days = today.since(written_for).map_or(0, |span| span.get_days());
        Self { days, years: i64::from(today.year()) - i64::from(written_for.year()) }
    }

    fn date(self, day: Date) -> Date {
        day.saturating_add(jiff::Span::new().days(self.days))
    }

    fn value(self, key: &str, value: Value) -> Value {
        match value {
            date @ Value::Datetime(_) => {
                let moved = date_of(&date).and_then(|day| self.date(day).to_string().parse().ok());
                moved.map_or(date, Value::Datetime)
            }
            Value::Integer(year) if key == "year" => Value::Integer(year + self.years),
            other => other,
        }
    }
}

/// Reads the story of a federation from its files, by name and text.
///
/// # Errors
/// With the file, and the line where it can be told.
pub fn read_story(key: &str, files: &[(String, String)], shift: Shift) -> Result<Story> {
    let mut head: Option<Head> = None;
    let mut lines = Vec::new();
    for (file, text) in files {
        if file.ends_with("/federation.toml") {
            head = Some(parse(file, text)?);
            continue;
        }
        let groups: BTreeMap<LineKindName, Vec<Group>> = parse(file, text)?;
        for (LineKindName(kind), groups) in groups {
            for group in groups {
                lines.extend(lines_of(file, group, shift)?.into_iter().map(|line| (kind, line)));
            }
        }
    }
    let missing = || Error::rejected(format!("demo/{key}/federation.toml"), "objection-required");
    let Head { name, accounts } = head.ok_or_else(missing)?;
    lines.sort_by_key(|(kind, line)| (line.day, *kind));
    Ok(Story { names: names_of(&lines)?, name, accounts, lines })
}

/// [`LineKind`] as a key of a map.
#[derive(PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct LineKindName(LineKind);

/// Reads one file.
///
/// # Errors
/// With the file, line and column.
pub fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| {
        let message = Message::new("demo-file-wrong").with("detail", error.to_string());
        Error::rejected(format!("demo/{file}"), message)
    })
}

fn lines_of(file: &str, group: Group, shift: Shift) -> Result<Vec<Line>> {
    let not_a_date = || Error::rejected(format!("demo/{file}: day"), "objection-not-a-date");
    let day = shift.date(date_of(&group.day).ok_or_else(not_a_date)?);
    let by = group.by.unwrap_or_else(|| ADMINISTRATOR.to_owned());
    let with_shared = |line: Table| {
        let all = with_fields_of(line, &group.each);
        let moved = all.into_iter().map(|(key, value)| (key.clone(), shift.value(&key, value))).collect();
        Line::new(file, day, by.clone(), moved)
    };
    Ok(group.list.into_iter().map(with_shared).collect())
}

/// A line's own fields win; tables such as `roles` are put together.
fn with_fields_of(mut line: Table, each: &Table) -> Table {
    for (key, shared) in each {
        match (line.get_mut(key), shared) {
            (None, shared) => {
                line.insert(key.clone(), shared.clone());
            }
            (Some(Value::Table(own)), Value::Table(shared)) => {
                *own = with_fields_of(std::mem::take(own), shared);
            }
            (Some(_), _) => {}
        }
    }
    line
}

fn names_of(lines: &[(LineKind, Line)]) -> Result<Names> {
    let mut names = Names::default();
    for (kind, line) in lines {
        let Some(record) = kind.record() else { continue };
        if !names.add(record, line.name(), Id::new()) {
            return Err(line.wrong("name", "demo-name-twice"));
        }
    }
    Ok(names)
}
