//! `vidmakt findings rebuild`: evaluates everything anew and says what differed from what was kept.

use crate::command_line::FindingsCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use kernel::{Actor, Message};

pub fn run(command: &FindingsCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let FindingsCommand::Rebuild = command;
    let installation = Installation::open(settings)?;
    let by = installation.administrator(findings::ADOPT_PACK)?;
    // What follows from the records is the same whoever asks for it.
    let actor = Actor { name: by.name, ..Actor::operator(installation.tenant()?.id, by.now) };
    let rebuilt = installation.db.write(&actor, |tx| {
        // Whom a permission lets reach what follows from the same records.
        register::rebuild_reach(tx)?;
        agreements::rebuild_reach(tx)?;
        findings::rebuild(tx)
    })?;
    output.result(&rebuilt, |rebuilt| {
        let mut lines: Vec<String> = rebuilt
            .differed
            .iter()
            .map(|(subject, rule)| format!("{} {}\t{rule}", subject.kind, subject.id))
            .collect();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        lines.push(
            output.render(
                &Message::new("cli-rebuilt")
                    .with("subjects", count(rebuilt.subjects))
                    .with("differed", count(rebuilt.differed.len())),
            ),
        );
        lines
    });
    Ok(Verdict::Yes)
}
