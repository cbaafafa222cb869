//! `vidmakt search rebuild`: makes the index of words anew, step by step, and says how much differed from what was kept.

use crate::command_line::SearchCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use kernel::{Actor, Message};
use search::Rebuilt;

/// Records after which it is told how far the rebuild has come.
const TOLD_EACH: i64 = 5_000;

pub fn run(command: &SearchCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let SearchCommand::Rebuild = command;
    let installation = Installation::open(settings)?;
    let by = installation.administrator(findings::ADOPT_PACK)?;
    // The words of the records are the same whoever asks for the index.
    let actor = Actor { name: by.name, ..Actor::operator(installation.tenant()?.id, by.now) };
    let mut told = 0;
    let rebuilt = search::rebuild(&installation.db, &actor, |so_far| {
        if so_far.records >= told + TOLD_EACH {
            told = so_far.records;
            output.tell(in_words("cli-search-so-far", so_far));
        }
    })?;
    output.result(&rebuilt, |rebuilt| vec![output.render(&in_words("cli-search-rebuilt", *rebuilt))]);
    Ok(Verdict::Yes)
}

fn in_words(key: &'static str, rebuilt: Rebuilt) -> Message {
    Message::new(key).with("records", rebuilt.records).with("differed", rebuilt.differed)
}
