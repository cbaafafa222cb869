//! `vidmakt search rebuild`: makes the index of words anew and says how much differed from what was kept.

use crate::command_line::SearchCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use kernel::{Actor, Message};

pub fn run(command: &SearchCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let SearchCommand::Rebuild = command;
    let installation = Installation::open(settings)?;
    let by = installation.administrator(findings::ADOPT_PACK)?;
    // The words of the records are the same whoever asks for the index.
    let actor = Actor { name: by.name, ..Actor::operator(installation.tenant()?.id, by.now) };
    let rebuilt = installation.db.write(&actor, search::rebuild)?;
    output.result(&rebuilt, |rebuilt| {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let message = Message::new("cli-search-rebuilt")
            .with("records", count(rebuilt.records))
            .with("differed", count(rebuilt.differed));
        vec![output.render(&message)]
    });
    Ok(Verdict::Yes)
}
