//! `vidmakt policy list | show | check | compare`: packs as they are shipped or lie in a folder; `try` asks the register.

use super::policy_coverage::coverage;
use super::policy_try::try_pack;
use crate::command_line::PolicyCommand;
use crate::config::Settings;
use crate::domains;
use crate::exit::{CommandError, Verdict};
use crate::output::Output;
use kernel::Message;
use policy::{BASE, CheckReport, Differing, Pack, PackSource, Phrase, Problem, read_pack};
use serde_json::{Value as Json, json};
use std::path::PathBuf;

pub fn run(command: &PolicyCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    match command {
        PolicyCommand::List => list(output),
        PolicyCommand::Show { id, coverage } => show(id, *coverage, output),
        PolicyCommand::Check { paths } => check(paths, output),
        PolicyCommand::Compare { first, second } => compare(first, second, output),
        PolicyCommand::Try { id } => try_pack(id, settings, output),
    }
}

fn vocabulary() -> Result<findings::Rulebook, CommandError> {
    domains::rulebook().map_err(|problems| {
        CommandError::out_of_reach(Message::new("cli-failed").with("detail", format!("{problems:?}")))
    })
}

/// The files of a shipped pack.
///
/// # Errors
/// When there is none of that id.
pub fn shipped_source(id: &str) -> Result<&'static PackSource, CommandError> {
    let known = || {
        let ids = policy::shipped().iter().map(|pack| pack.id.as_str()).filter(|id| *id != BASE);
        ids.collect::<Vec<_>>().join(", ")
    };
    let source = policy::shipped_pack(id).filter(|source| source.id != BASE);
    source.ok_or_else(|| {
        CommandError::wrong_use(Message::new("cli-no-pack").with("id", id).with("known", known()))
    })
}

/// A shipped pack, read.
///
/// # Errors
/// When there is none of that id, or it has mistakes.
pub fn shipped(id: &str) -> Result<Pack, CommandError> {
    let source = shipped_source(id)?;
    let report = read_pack(source, vocabulary()?.vocabulary());
    report.pack.ok_or_else(|| CommandError::wrong_use(Message::new("cli-pack-broken").with("id", id)))
}

fn list(output: &Output) -> Result<Verdict, CommandError> {
    let rulebook = vocabulary()?;
    let sources = policy::shipped().iter().filter(|source| source.id != BASE);
    let packs: Vec<Pack> =
        sources.filter_map(|source| read_pack(source, rulebook.vocabulary()).pack).collect();
    let rows: Vec<Json> = packs
        .iter()
        .map(|pack| {
            json!({
                "id": pack.id,
                "name": pack.name.in_language(output.language),
                "version": pack.version,
                "valid_from": pack.valid_from,
                "clauses": pack.clauses.len(),
                "rules": pack.rules().len(),
            })
        })
        .collect();
    output.result(&rows, |_| {
        packs
            .iter()
            .map(|pack| {
                format!(
                    "{}\t{}\t{}\t{}",
                    pack.id,
                    pack.version,
                    pack.valid_from,
                    pack.name.in_language(output.language)
                )
            })
            .collect()
    });
    Ok(Verdict::Yes)
}

fn show(id: &str, has_coverage: bool, output: &Output) -> Result<Verdict, CommandError> {
    let pack = shipped(id)?;
    if has_coverage {
        return coverage(&pack, output);
    }
    output.result(&pack, |pack| {
        let clause = |clause: &policy::Clause| {
            format!("{}\t{}\t{}", clause.id, clause.section, clause.text.in_language(output.language))
        };
        pack.clauses.iter().map(clause).collect()
    });
    Ok(Verdict::Yes)
}

fn check(paths: &[PathBuf], output: &Output) -> Result<Verdict, CommandError> {
    let rulebook = vocabulary()?;
    let (mut errors, mut warnings) = (Vec::new(), Vec::new());
    for path in paths {
        let source = PackSource::from_folder(path).map_err(|error| CommandError::file(path, &error))?;
        let CheckReport { errors: wrong, warnings: odd, .. } = read_pack(&source, rulebook.vocabulary());
        let in_folder =
            |problem: &Problem| row(&path.join(&problem.file).display().to_string(), problem, output);
        errors.extend(wrong.iter().map(in_folder));
        warnings.extend(odd.iter().map(in_folder));
    }
    let is_good = errors.is_empty();
    let report = json!({"errors": errors, "warnings": warnings});
    output.result(&report, |_| lines(&errors, &warnings, output));
    Ok(if is_good { Verdict::Yes } else { Verdict::No })
}

fn row(file: &str, problem: &Problem, output: &Output) -> Json {
    json!({
        "file": file,
        "line": problem.line,
        "column": problem.column,
        "message": output.render(&problem.message),
        "help": problem.help.as_ref().map(|help| output.render(help)),
    })
}

fn lines(errors: &[Json], warnings: &[Json], output: &Output) -> Vec<String> {
    let line = |word: &str, row: &Json| {
        let help = row["help"].as_str().map(|help| format!(" {help}")).unwrap_or_default();
        let (file, message) =
            (row["file"].as_str().unwrap_or_default(), row["message"].as_str().unwrap_or_default());
        format!("{file}:{}:{}: {word}: {message}{help}", row["line"], row["column"])
    };
    let (error, warning) =
        (texts::text(output.language, "cli-error"), texts::text(output.language, "cli-warning"));
    let mut lines: Vec<String> = errors.iter().map(|row| line(&error, row)).collect();
    lines.extend(warnings.iter().map(|row| line(&warning, row)));
    lines.push(
        output.render(
            &Message::new("cli-check-sum")
                .with("errors", i64::try_from(errors.len()).unwrap_or(i64::MAX))
                .with("warnings", i64::try_from(warnings.len()).unwrap_or(i64::MAX)),
        ),
    );
    lines
}

/// Scripts get the notation of the packs' files; people get words.
fn compare(first: &str, second: &str, output: &Output) -> Result<Verdict, CommandError> {
    let comparison = policy::compare(&shipped(first)?, &shipped(second)?);
    output.result(&comparison.in_language(output.language), |_| {
        let mut lines = Vec::new();
        for (only, id) in [(&comparison.only_in_first, first), (&comparison.only_in_second, second)] {
            lines.push(output.render(&Message::new("cli-only-in").with("pack", id)));
            lines.extend(only.iter().map(|one| {
                let kind = demand_kind(one.kind, output);
                format!("  {kind}: {} ({})", one.text.in_language(output.language), one.rule)
            }));
        }
        lines.push(texts::text(output.language, "cli-differs"));
        lines.extend(comparison.differs.iter().map(|one| differing(one, output)));
        lines
    });
    Ok(Verdict::Yes)
}

fn demand_kind(kind: &str, output: &Output) -> String {
    texts::text(output.language, &format!("demand-{}", kind.replace('_', "-")))
}

fn differing(one: &Differing, output: &Output) -> String {
    let said = |phrase: &Phrase| phrase.said(output.language, &|message| output.render(message));
    let field = texts::text(output.language, &format!("demanded-{}", one.field.replace('_', "-")));
    let (first, second) = (said(&one.first_in_words), said(&one.second_in_words));
    format!("  {} ({}), {field}: {first} – {second}", demand_kind(one.kind, output), one.rule)
}
