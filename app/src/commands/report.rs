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
use web::papers::{FileForm, ODT, PDF, TEXT_FORMS, XLSX};

/// Every form that a plan can be had in.
const PLAN_FORMS: &[FileForm] = &[PDF, ODT, XLSX];

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
    let (args, offered) = match command {
        ReportCommand::System { paper, .. } => (paper, TEXT_FORMS),
        ReportCommand::Plan { paper, .. } => (paper, PLAN_FORMS),
    };
    let form = form_of(args, offered)?;
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
        ReportCommand::Plan { plan, .. } => plan_of(read, plan, (form, output, &site)),
    })?;
    write(args, form, &made)?;
    let path = args.paper_file.display().to_string();
    output.result(&json!({ "file": path }), |_| {
        vec![output.render(&Message::new("transfer-told-file").with("path", path.as_str()))]
    });
    Ok(Verdict::Yes)
}

fn plan_of(read: &Read, plan: &str, (form, output, site): (FileForm, &Output, &str)) -> kernel::Result<Made> {
    let found = plans_named(read, plan)?;
    if found.is_empty() {
        return Err(Error::rejected("", Message::new("report-no-plan").with("name", plan)));
    }
    let plan = reading(read, the_one("report-plans-alike", plan, &found)?, None)?;
    if form == XLSX {
        return Ok(Made::Workbook(sheets_of(&plan, output.language)));
    }
    Ok(Made::Paper(Box::new(plan.paper(read, (output.language, site))?)))
}

/// The form that the name of the file ends with; a PDF where it ends with none.
fn form_of(args: &PaperArgs, offered: &[FileForm]) -> kernel::Result<FileForm> {
    let Some(ending) = args.paper_file.extension() else { return Ok(PDF) };
    let found = offered.iter().find(|form| ending.eq_ignore_ascii_case(form.ending));
    found.copied().ok_or_else(|| {
        let known = offered.iter().map(|form| form.ending).collect::<Vec<_>>().join(", ");
        Error::rejected("", Message::new("report-no-such-form").with("known", known))
    })
}

fn write(args: &PaperArgs, form: FileForm, made: &Made) -> Result<(), CommandError> {
    let bytes = match made {
        Made::Workbook(sheets) => print::workbook(sheets),
        Made::Paper(paper) if form == ODT => print::odt(paper),
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
