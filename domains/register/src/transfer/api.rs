//! Imports in the API: a script sends a spreadsheet and gets the report. What it has sent can be looked at for some days,
//! in the browser too.

use super::fields::{MappableField, mappable_fields_of};
use super::importing::{Course, Manner, run_import_along};
use super::kept::{self, IMPORTS, ImportState, KeptImport, KeptReport, Told};
use super::mapping::{Mapping, guess_mapping, guesses_told, read_mapping};
use super::planning::Ask;
use super::reading::{Table, read_table};
use super::report::Report;
use super::under_way::{Standing, standing};
use crate::IMPORT;
use kernel::{Error, FieldKind, Id, Message, Result, record_fields};
use serde_json::json;
use std::sync::Arc;
use storage::{Read, Tx, View, values};
use web::{FilterKind, Item, JsonAnswer, ListAnswer, ListAsk, ListFilter, Once, Resource, SentFile, Visit};

const STATES: &[&str] = &["tried", "running", "saved", "interrupted"];
const FILTERS: &[ListFilter] = &[ListFilter {
    name: "state",
    kind: FilterKind::Field(FieldKind::Choice(&["tried", "running", "saved"])),
}];
const MOST_CHARS_OF_MAPPING: usize = 200_000;

/// What a script says beside the file.
#[derive(Clone, Debug, Default)]
struct Wanted {
    /// A mapping file; without it the columns are guessed.
    mapping: String,
    dry_run: bool,
    partial: bool,
}

record_fields! { Wanted {
    mapping: FieldKind::LongText { max_chars: MOST_CHARS_OF_MAPPING };
    dry_run: FieldKind::Flag;
    partial: FieldKind::Flag;
} }

/// An import as scripts see it.
#[derive(Clone, Debug, Default)]
struct ImportTold {
    file_name: String,
    created_at: String,
    state: String,
    partial: bool,
    read: i64,
    added: i64,
    changed: i64,
    unchanged: i64,
    refused_rows: i64,
}

const COUNT: FieldKind = FieldKind::Number { min: 0, max: i64::MAX };

record_fields! { ImportTold {
    file_name: FieldKind::Text { max_chars: 200 };
    created_at: FieldKind::Text { max_chars: 40 };
    state: FieldKind::Choice(STATES);
    partial: FieldKind::Flag;
    read: COUNT;
    added: COUNT;
    changed: COUNT;
    unchanged: COUNT;
    refused_rows: COUNT;
} }

pub(crate) fn imports() -> Resource {
    Resource::of::<ImportTold>("imports", "import")
        .tells_list("refused")
        .tells_list("warnings")
        .lists(&IMPORTS, FILTERS, list)
        .gets(|read, id| Ok(told(read, kept::find_told(read, id)?)))
        .creates_of_file::<Wanted>(IMPORT, create)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = ask.query(&IMPORTS, read.today())?.filter("own", values![&read.actor().name]);
    Ok(ListAnswer::of(IMPORTS.page(read, &query)?, |one| told(read, one)))
}

fn told(read: &Read, import: Told) -> Item {
    let state = match standing(&import.stage(), read.engine(), read.actor().now) {
        Standing::Tried => "tried",
        Standing::Running(_) => "running",
        Standing::Interrupted => "interrupted",
        Standing::Saved => "saved",
    };
    item(import, state)
}

fn item(import: Told, state: &str) -> Item {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let report = import.report;
    let record = ImportTold {
        file_name: import.file_name,
        created_at: import.created_at.to_string(),
        state: state.to_owned(),
        partial: import.is_partial,
        read: count(report.read),
        added: count(report.added),
        changed: count(report.changed),
        unchanged: count(report.unchanged),
        refused_rows: count(report.refused_rows),
    };
    Item::of(import.id, 1, &record)
        .with_json("refused", json!(report.refused))
        .with_json("warnings", json!(report.warnings))
}

/// A file on its way in, and all that decides what becomes of it.
struct Incoming {
    import: KeptImport,
    /// How the columns were understood, where nobody said it.
    guessed: Vec<Message>,
    language: kernel::Language,
}

/// Runs the import, whole or dry. A request that is sent again with its key gets the same answer and imports nothing.
fn create(visit: &Visit, file: &SentFile) -> Result<JsonAnswer> {
    let once = visit.once()?;
    if let Some(answer) = answered(visit, once.as_ref())? {
        return Ok(answer);
    }
    let mut wanted = Wanted::default();
    file.input.read_into(&mut wanted)?;
    let incoming = incoming(visit, file, &wanted)?;
    let (db, actor) = (&visit.web.db, &visit.actor);
    let KeptImport { table, mapping, .. } = &incoming.import;
    let ask = Ask { table: table.clone(), mapping: mapping.clone(), ..Ask::default() };
    let manner = Manner { is_dry: wanted.dry_run, is_partial: wanted.partial };
    let incoming = Arc::new(incoming);
    let (saving, key) = (incoming.clone(), once.clone());
    let course = Course {
        when_saved: Some(Arc::new(move |tx, report| {
            // The same request came twice at once, and the other was first.
            if let Some(once) = &key
                && once.answered(tx)?.is_some()
            {
                return Err(Error::unavailable("the same import has just been saved"));
            }
            let import = saving.after(report);
            kept::forget_old(tx)?;
            kept::save_new(tx, &import)?;
            remember(tx, key.as_ref(), &import)
        })),
        ..Course::default()
    };
    let report = run_import_along(db, actor, ask, manner, &course)?;
    let import = incoming.after(&report);
    if report.is_saved {
        return Ok(answer_of(&import));
    }
    let key = once.filter(|_| wanted.dry_run);
    db.write(actor, move |tx| {
        // The same request came twice at once, and the other was first.
        if let Some(once) = &key
            && let Some(answer) = once.answered(tx)?
        {
            return Ok(answer);
        }
        kept::forget_old(tx)?;
        kept::save_new(tx, &import)?;
        remember(tx, key.as_ref(), &import)?;
        Ok(answer_of(&import))
    })
}

fn answered(visit: &Visit, once: Option<&Once>) -> Result<Option<JsonAnswer>> {
    let Some(once) = once else { return Ok(None) };
    visit.web.db.read(&visit.actor, View::Now, |read| once.answered(read))
}

fn remember(tx: &mut Tx, once: Option<&Once>, import: &KeptImport) -> Result<()> {
    once.map_or(Ok(()), |once| once.remember(tx, &answer_of(import)))
}

fn answer_of(import: &KeptImport) -> JsonAnswer {
    let item = item(import.told(), kernel::Choice::name(import.state));
    let location = Some(format!("/api/v1/imports/{}", import.id));
    JsonAnswer { status: 201, location, ..item.answer() }
}

fn incoming(visit: &Visit, file: &SentFile, wanted: &Wanted) -> Result<Incoming> {
    let read = read_table(&file.bytes).and_then(Table::without_personal_numbers);
    let table = read.map_err(|message| Error::rejected("file", message))?;
    let fields = visit.web.db.read(&visit.actor, View::Now, mappable_fields_of)?;
    let (mapping, guessed) = mapping_of(visit, &table, &fields, &wanted.mapping)?;
    let import = KeptImport {
        id: Id::new(),
        created_at: visit.actor.now,
        file_name: kept::name_to_keep(&file.name).map_err(|message| Error::rejected("file", message))?,
        table,
        mapping,
        is_partial: wanted.partial,
        state: ImportState::Tried,
        started_at: None,
        last_told: None,
        report: KeptReport::default(),
    };
    Ok(Incoming { import, guessed, language: visit.language() })
}

/// As the script says, or as it is guessed, and told.
fn mapping_of(
    visit: &Visit,
    table: &Table,
    fields: &[MappableField],
    text: &str,
) -> Result<(Mapping, Vec<Message>)> {
    if text.trim().is_empty() {
        let mapping = guess_mapping(table, fields, visit.today());
        let guessed = guesses_told(&mapping, &table.headings, fields);
        return Ok((mapping, guessed));
    }
    let mapping = read_mapping(text, &table.headings, fields).map_err(|objections| {
        let of_mapping = objections.into_iter().map(|mut one| {
            one.field = format!("mapping.{}", one.field);
            one
        });
        Error::Rejected(of_mapping.collect())
    })?;
    Ok((mapping, Vec::new()))
}

impl Incoming {
    /// The import as it stands after it was run.
    fn after(&self, report: &Report) -> KeptImport {
        let mut told = report.clone();
        told.warnings.splice(0..0, self.guessed.iter().cloned());
        let state = if report.is_saved { ImportState::Saved } else { ImportState::Tried };
        // Only what is still to be decided about is kept with its rows.
        let table = if report.is_saved { Table::default() } else { self.import.table.clone() };
        KeptImport { report: KeptReport::of(&told, self.language), state, table, ..self.import.clone() }
    }
}
