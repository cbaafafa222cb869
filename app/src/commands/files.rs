//! `vidmakt files erase`: the content of a file is erased where the law or a decision demands it. That it was there, what it
//! was called, who brought it and its hash stay.

use crate::command_line::FilesCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use kernel::{Id, Message};
use register::{DisposeFile, dispose_file};
use serde_json::json;

pub fn run(command: &FilesCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let FilesCommand::Erase { file_id: file, edition, reason, decision } = command;
    let wrong = |_| CommandError::wrong_use(Message::new("cli-no-file").with("file", file.as_str()));
    let id: Id = file.parse().map_err(wrong)?;
    let ask = DisposeFile { file: id, edition: *edition, reason: reason.clone(), decision: decision.clone() };
    let installation = Installation::open(settings)?;
    installation.db.write(&installation.actor()?, move |tx| dispose_file(tx, &ask))?;
    output.result(&json!({ "file": file, "edition": edition }), |_| {
        vec![output.render(&Message::new("cli-file-erased").with("edition", *edition))]
    });
    Ok(Verdict::Yes)
}
