//! `vidmakt report`: a record on paper, as PDF, as a text that can be edited or as a workbook, by how the file's name ends.

use super::register::{known_systems, view_of};
use crate::command_line::{PaperArgs, ReportCommand};
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use kernel::{Actor, Error, Id, Message};
use plans::{plans_named, reading, sheets_of};
use print::Paper;
use register::transfer::systems_named;
use serde_json::json;
use storage::Read;
use web::papers::{ODT, XLSX};

/// What is written, before it is a file.
enum Made {
    Paper(Box<Paper>),
    Workbook(Vec<print::Sheet>),
}

/// Runs the command.
///
/// # Errors
/// Wrong use, or something out of reach.
pub fn run(command: &ReportCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let (ReportCommand::System { paper: args, .. } | ReportCommand::Plan { paper: args, .. }) = command;
    let installation = Installation::open(settings)?;
    let actor = Actor { language: output.language, ..installation.actor()? };
    let view = view_of(&actor, args.as_of.as_deref())?;
    let site = settings.site_address();
    let made = installation.db.read(&actor, view, |read| match command {
        ReportCommand::System { system, .. } => {
            let found = known_systems(system, systems_named(read, system)?)?;
            let id = the_one("report-namesakes", system, &found)?;
            let paper = register::system_paper(read, id, (output.language, &site))?;
            Ok(Made::Paper(Box::new(paper)))
        }
        ReportCommand::Plan { plan, .. } => plan_of(read, plan, (args, output, &site)),
    })?;
    write(args, &made)?;
    let path = args.paper_file.display().to_string();
    output.result(&json!({ "file": path }), |_| {
        vec![output.render(&Message::new("transfer-told-file").with("path", path.as_str()))]
    });
    Ok(Verdict::Yes)
}

fn plan_of(
    read: &Read,
    plan: &str,
    (args, output, site): (&PaperArgs, &Output, &str),
) -> kernel::Result<Made> {
    let found = plans_named(read, plan)?;
    if found.is_empty() {
        return Err(Error::rejected("", Message::new("report-no-plan").with("name", plan)));
    }
    let plan = reading(read, the_one("report-plans-alike", plan, &found)?, None)?;
    if ends_with(args, XLSX.ending) {
        return Ok(Made::Workbook(sheets_of(&plan, output.language)));
    }
    Ok(Made::Paper(Box::new(plan.paper(read, (output.language, site))?)))
}

fn ends_with(args: &PaperArgs, ending: &str) -> bool {
    args.paper_file.extension().is_some_and(|one| one.eq_ignore_ascii_case(ending))
}

fn write(args: &PaperArgs, made: &Made) -> Result<(), CommandError> {
    let bytes = match made {
        Made::Workbook(sheets) => print::workbook(sheets),
        Made::Paper(paper) if ends_with(args, ODT.ending) => print::odt(paper),
        Made::Paper(paper) => pdf::pdf(paper),
    }?;
    std::fs::write(&args.paper_file, bytes).map_err(|error| CommandError::file(&args.paper_file, &error))
}

/// Of namesakes one is named by its id.
fn the_one(told: &'static str, name: &str, found: &[Id]) -> kernel::Result<Id> {
    match found {
        [one] => Ok(*one),
        several => {
            let ids = several.iter().map(Id::to_string).collect::<Vec<_>>().join(", ");
            Err(Error::rejected("", Message::new(told).with("name", name).with("ids", ids)))
        }
    }
}
