//! `vidmakt register import | export | gaps | fields`: spreadsheets in and out, and what is missing.

use crate::command_line::RegisterCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use crate::told_progress::telling;
use findings::{Finding, Rulebook};
use kernel::{Actor, Date, Id, Message};
use register::transfer::{
    Ask, Chosen, Course, ExportFormat, Manner, MappableField, Mapping, Report, Table, export_register,
    guess_mapping, guesses_told, mappable_fields_of, own_mapping, read_mapping, read_table, run_import_along,
    systems_named,
};
use serde_json::{Value as Json, json};
use std::path::Path;
use storage::View;

/// Runs one of the commands.
///
/// # Errors
/// Wrong use, or something out of reach.
pub fn run(command: &RegisterCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let installation = Installation::open(settings)?;
    let actor = Actor { language: output.language, ..installation.actor()? };
    let register = Register { installation, actor, settings, output };
    match command {
        RegisterCommand::Import { file, format, mapping, dry_run, partial } => {
            let manner = Manner { is_dry: *dry_run, is_partial: *partial };
            let headings = match mapping {
                Some(path) => Headings::Mapped(path),
                None if format == "vidmakt" => Headings::Ours,
                None => Headings::Guessed,
            };
            register.import(file, &headings, manner)
        }
        RegisterCommand::Export { as_of, output: file } => register.export(as_of.as_deref(), file),
        RegisterCommand::Gaps { as_of, system } => register.gaps(as_of.as_deref(), system.as_deref()),
        RegisterCommand::Fields => register.fields(),
    }
}

/// How the headings of a spreadsheet are understood.
enum Headings<'a> {
    /// As a mapping file says.
    Mapped(&'a Path),
    /// They are those of an export.
    Ours,
    Guessed,
}

struct Register<'a> {
    installation: Installation,
    actor: Actor,
    settings: &'a Settings,
    output: &'a Output,
}

impl Register<'_> {
    fn import(&self, file: &Path, headings: &Headings, manner: Manner) -> Result<Verdict, CommandError> {
        let bytes = std::fs::read(file).map_err(|error| CommandError::file(file, &error))?;
        let table = read_table(&bytes).map_err(CommandError::wrong_use)?;
        let (mapping, guessed) = match headings {
            Headings::Mapped(path) => (self.mapping_of(path, &table)?, Vec::new()),
            Headings::Ours => {
                let mapping = own_mapping(&table.headings, &self.known_fields()?);
                (mapping.map_err(kernel::Error::Rejected)?, Vec::new())
            }
            Headings::Guessed => self.guess(&table)?,
        };
        let ask = Ask { table, mapping, ..Ask::default() };
        let course = Course::default();
        let mut report = telling(self.output, &course.progress, || {
            run_import_along(&self.installation.db, &self.actor, ask, manner, &course)
        })?;
        report.warnings.splice(0..0, guessed);
        self.output.result(&report.to_json(self.output.language), |_| self.lines_of(&report, manner));
        Ok(if report.refused.is_empty() { Verdict::Yes } else { Verdict::No })
    }

    fn known_fields(&self) -> Result<Vec<MappableField>, CommandError> {
        let db = &self.installation.db;
        Ok(db.read(&self.actor, View::Now, mappable_fields_of)?)
    }

    fn mapping_of(&self, path: &Path, table: &Table) -> Result<Mapping, CommandError> {
        let text = std::fs::read_to_string(path).map_err(|error| CommandError::file(path, &error))?;
        read_mapping(&text, &table.headings, &self.known_fields()?).map_err(|objections| {
            let in_file = objections.into_iter().map(|mut objection| {
                objection.field = format!("{}:{}", path.display(), objection.field);
                objection
            });
            CommandError::from(kernel::Error::Rejected(in_file.collect()))
        })
    }

    /// The guess, and how each column was understood.
    fn guess(&self, table: &Table) -> Result<(Mapping, Vec<Message>), CommandError> {
        let fields = self.known_fields()?;
        let mapping = guess_mapping(table, &fields, self.actor.today());
        let told = guesses_told(&mapping, &table.headings, &fields);
        Ok((mapping, told))
    }

    fn lines_of(&self, report: &Report, manner: Manner) -> Vec<String> {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let mut lines: Vec<String> = report.warnings.iter().map(|one| self.output.render(one)).collect();
        lines.extend(report.refused.iter().map(|one| {
            let message = Message::new("transfer-told-row").with("row", one.row.to_string());
            let message = message.with("column", one.column.as_str());
            self.output.render(&message.with("message", self.output.render(&one.message)))
        }));
        let sum = Message::new("transfer-told-sum")
            .with("read", number(report.read))
            .with("added", number(report.added))
            .with("changed", number(report.changed))
            .with("unchanged", number(report.unchanged))
            .with("refused", number(report.refused.len()));
        lines.push(self.output.render(&sum));
        if manner.is_dry {
            lines.push(self.output.render(&Message::new("transfer-told-dry")));
        }
        lines
    }

    fn export(&self, as_of: Option<&str>, file: &Path) -> Result<Verdict, CommandError> {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let format = ExportFormat::from_ending(ending)
            .ok_or_else(|| CommandError::wrong_use("transfer-told-ending"))?;
        let view = view_of(&self.actor, as_of)?;
        let db = &self.installation.db;
        let bytes = db.read(&self.actor, view, |read| export_register(read, format, &Chosen::All))?;
        std::fs::write(file, bytes).map_err(|error| CommandError::file(file, &error))?;
        let path = file.display().to_string();
        self.output.result(&json!({"file": path, "format": format.ending()}), |_| {
            vec![self.output.render(&Message::new("transfer-told-file").with("path", path.as_str()))]
        });
        Ok(Verdict::Yes)
    }

    fn gaps(&self, as_of: Option<&str>, system: Option<&str>) -> Result<Verdict, CommandError> {
        let view = view_of(&self.actor, as_of)?;
        let rows = self.installation.db.read(&self.actor, view, |read| {
            let rulebook = read.attached::<Rulebook>()?;
            let found = match system {
                None => findings::gaps_of(read, None)?,
                Some(name) => {
                    let mut found = Vec::new();
                    for id in known_systems(name, systems_named(read, name)?)? {
                        found.extend(findings::gaps_of(read, Some(id))?);
                    }
                    found
                }
            };
            let row = |finding: &Finding| (self.gap(finding, &rulebook), finding.clone());
            Ok(found.iter().map(row).collect::<Vec<(Json, Finding)>>())
        })?;
        let (json, found): (Vec<Json>, Vec<Finding>) = rows.into_iter().unzip();
        self.output.result(&json, |_| found.iter().map(|finding| self.line_of(finding)).collect());
        let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
        self.output.tell(Message::new("transfer-told-gaps").with("count", count));
        Ok(Verdict::Yes)
    }

    fn gap(&self, finding: &Finding, rulebook: &Rulebook) -> Json {
        let site = self.settings.site_address();
        json!({
            "subject": {
                "kind": finding.subject.kind,
                "id": finding.subject.id,
                "name": finding.subject_name,
            },
            "rule": finding.rule,
            "clauses": finding.clauses,
            "outcome": finding.outcome.name(),
            "reason": finding.reason.in_language(self.output.language),
            "responsible": finding.responsible.iter().map(|one| &one.id).collect::<Vec<_>>(),
            "url": format!("{}{}", site.trim_end_matches('/'), rulebook.address(&finding.subject)),
        })
    }

    fn line_of(&self, finding: &Finding) -> String {
        let language = self.output.language;
        let titles: Vec<&str> =
            finding.responsible.iter().map(|one| one.title.in_language(language)).collect();
        let reason = finding.reason.in_language(language);
        format!("{}\t{}\t{reason}\t{}", finding.subject_name, finding.outcome.name(), titles.join(", "))
    }

    fn fields(&self) -> Result<Verdict, CommandError> {
        let language = self.output.language;
        let row = |field: &MappableField| {
            json!({
                "field": field.target.name(),
                "label": field.label.in_language(language),
                "type": field.kind.name(),
                "values": field.values.iter().map(|value| &value.name).collect::<Vec<_>>(),
            })
        };
        let fields = self.known_fields()?;
        self.output.result(&fields.iter().map(row).collect::<Vec<_>>(), |_| {
            let line = |field: &MappableField| {
                let values =
                    field.values.iter().map(|value| value.name.as_str()).collect::<Vec<_>>().join(", ");
                format!(
                    "{}\t{}\t{}\t{values}",
                    field.target.name(),
                    field.label.in_language(language),
                    field.kind.name()
                )
            };
            fields.iter().map(line).collect()
        });
        Ok(Verdict::Yes)
    }
}

/// The day that a command tells of.
pub(super) fn view_of(actor: &Actor, as_of: Option<&str>) -> Result<View, CommandError> {
    let Some(text) = as_of else { return Ok(View::Now) };
    let day: Date = texts::parse_date(text, actor.today())
        .ok_or_else(|| CommandError::wrong_use(Message::new("transfer-told-no-day").with("given", text)))?;
    Ok(if day == actor.today() { View::Now } else { View::AsOf(day) })
}

/// The systems of a name, of which there is at least one.
pub(super) fn known_systems(name: &str, found: Vec<Id>) -> kernel::Result<Vec<Id>> {
    if found.is_empty() {
        return Err(kernel::Error::rejected("", Message::new("transfer-told-no-system").with("name", name)));
    }
    Ok(found)
}
