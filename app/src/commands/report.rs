//! `vidmakt report`: a record on paper, as PDF or as a text that can be edited, by how the file's name ends.

use super::register::{known_systems, view_of};
use crate::command_line::ReportCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use kernel::{Actor, Error, Id, Message};
use print::Paper;
use register::transfer::systems_named;
use serde_json::json;
use std::path::Path;
use web::papers::ODT;

/// Runs the command.
///
/// # Errors
/// Wrong use, or something out of reach.
pub fn run(command: &ReportCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let ReportCommand::System { system, as_of, file } = command;
    let installation = Installation::open(settings)?;
    let actor = Actor { language: output.language, ..installation.actor()? };
    let view = view_of(&actor, as_of.as_deref())?;
    let site = settings.site_address();
    let paper = installation.db.read(&actor, view, |read| {
        let found = known_systems(system, systems_named(read, system)?)?;
        register::system_paper(read, the_one(system, &found)?, (output.language, &site))
    })?;
    write(file, &paper)?;
    let path = file.display().to_string();
    output.result(&json!({ "file": path }), |_| {
        vec![output.render(&Message::new("transfer-told-file").with("path", path.as_str()))]
    });
    Ok(Verdict::Yes)
}

fn write(file: &Path, paper: &Paper) -> Result<(), CommandError> {
    let is_text = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ODT.ending));
    let bytes = if is_text { print::odt(paper) } else { pdf::pdf(paper) }?;
    std::fs::write(file, bytes).map_err(|error| CommandError::file(file, &error))
}

/// Of namesakes one is named by its id.
fn the_one(name: &str, found: &[Id]) -> kernel::Result<Id> {
    match found {
        [one] => Ok(*one),
        several => {
            let ids = several.iter().map(Id::to_string).collect::<Vec<_>>().join(", ");
            let told = Message::new("report-namesakes").with("name", name).with("ids", ids);
            Err(Error::rejected("", told))
        }
    }
}
