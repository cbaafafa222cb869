//! `vidmakt policy try ID`: another pack on the live register, without adopting it.

use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use findings::{Rulebook, Tried, adoption_in_force, own_declarations, own_entries_for, read_for_adoption};
use kernel::{Error, Message, Outcome};
use serde_json::{Value as Json, json};
use storage::View;

pub fn try_pack(id: &str, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let source = super::policy::shipped_source(id)?;
    let installation = Installation::open(settings)?;
    let actor = installation.actor()?;
    let rulebook = installation.db.attached::<Rulebook>()?;
    let found = installation.db.read(&actor, View::Now, |read| {
        // As on the page: own entries go along where they are laid over the same pack.
        let overlay = own_entries_for(&adoption_in_force(read)?, id);
        let tried = read_for_adoption(&rulebook, source, &overlay, &own_declarations(read)?);
        let pack = tried.map_err(Error::Rejected)?.pack;
        let mut found = Vec::new();
        findings::try_pack(read, &pack, &mut |tried| found.push(tried))?;
        Ok(found)
    })?;
    let rows: Vec<Json> = found.iter().map(row).collect();
    output.result(&rows, |_| {
        let mut lines: Vec<String> = found.iter().map(|tried| line(tried, output)).collect();
        lines.push(output.render(&sum(&found)));
        lines
    });
    Ok(Verdict::Yes)
}

fn row(tried: &Tried) -> Json {
    json!({
        "subject": {"kind": tried.subject.kind, "id": tried.subject.id, "name": tried.subject_name},
        "rule": tried.rule,
        "clauses": tried.clauses,
        "now": tried.now.map(Outcome::name),
        "then": tried.then.map(Outcome::name),
    })
}

fn line(tried: &Tried, output: &Output) -> String {
    let word = |outcome: Option<Outcome>| match outcome {
        Some(outcome) => {
            texts::text(output.language, &format!("outcome-{}", outcome.name().replace('_', "-")))
        }
        None => texts::text(output.language, "trial-not-demanded"),
    };
    let demand = tried.demand.in_language(output.language);
    format!("{}\t{demand}\t{} → {}\t{}", tried.subject_name, word(tried.now), word(tried.then), tried.rule)
}

fn sum(found: &[Tried]) -> Message {
    let count = |is: fn(&Tried) -> bool| {
        i64::try_from(found.iter().filter(|tried| is(tried)).count()).unwrap_or(i64::MAX)
    };
    Message::new("trial-sum").with("come", count(Tried::comes)).with("go", count(Tried::goes))
}
