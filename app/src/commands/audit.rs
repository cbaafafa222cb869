//! `vidmakt audit verify`: is every event of the chains still there, unchanged and in order? `vidmakt audit erase`: what
//! events say is erased where the law demands it, by an event that names them.

use crate::command_line::AuditCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use crate::pages::{ERASE_AUDIT, READ_AUDIT};
use crate::rounds::INSTALLATION;
use kernel::{Actor, Instant, Message, TenantId};
use serde_json::json;
use storage::{Anchor, ChainReport, EraseContent, View, erase_content, verify_chain};

pub fn run(command: &AuditCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    match command {
        AuditCommand::Verify { anchor } => verify(anchor.as_deref(), settings, output),
        AuditCommand::Erase { sequences, reason, decision } => {
            let (reason, decision) = (reason.clone(), decision.clone());
            let ask = EraseContent { sequences: sequences.iter().copied().collect(), reason, decision };
            erase(ask, settings, output)
        }
    }
}

/// Who may is asked in the transaction that erases.
fn erase(ask: EraseContent, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let installation = Installation::open(settings)?;
    let actor = installation.actor()?;
    let erased = ask.sequences.clone();
    installation.db.write(&actor, move |tx| {
        access::authorise_everywhere(tx, ERASE_AUDIT)?;
        erase_content(tx, &ask)
    })?;
    let count = i64::try_from(erased.len()).unwrap_or(i64::MAX);
    output.result(&json!({ "erased": erased }), |_| {
        vec![output.render(&Message::new("cli-erased").with("count", count))]
    });
    Ok(Verdict::Yes)
}

fn verify(anchor: Option<&str>, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let anchor: Option<Anchor> =
        anchor.map(str::parse).transpose().map_err(|_| CommandError::wrong_use("cli-anchor-wrong"))?;
    let installation = Installation::open(settings)?;
    installation.administrator(READ_AUDIT)?;
    let is_for_all = installation.its_administrator().is_ok();
    let chains = match settings.federation.as_deref() {
        Some(INSTALLATION) if is_for_all => vec![(TenantId::INSTALLATION, INSTALLATION.to_owned())],
        None if is_for_all => every_chain(&installation)?,
        _ => vec![installation.tenant().map(|tenant| (tenant.id, tenant.key))?],
    };
    if anchor.is_some() && chains.len() > 1 && installation.tenants()?.len() > 1 {
        return Err(CommandError::wrong_use("cli-anchor-which"));
    }
    let has_federations = !installation.tenants()?.is_empty();
    let mut reports = Vec::new();
    for (tenant, name) in chains {
        // An anchor is of the federation's chain; the installation's own is walked without one.
        let of_chain =
            anchor.as_ref().filter(|_| tenant != TenantId::INSTALLATION || settings.federation.is_some());
        let actor = Actor::operator(tenant, Instant::now());
        let report =
            installation.db.read(&actor, View::Now, |read| verify_chain(read, name.clone(), of_chain))?;
        reports.push(if has_federations { report.of_begun_chain() } else { report });
    }
    let is_whole = reports.iter().all(|report| report.ok);
    output.result(&reports, |reports| reports.iter().map(|report| line(report, output)).collect());
    Ok(if is_whole { Verdict::Yes } else { Verdict::No })
}

fn every_chain(installation: &Installation) -> Result<Vec<(TenantId, String)>, CommandError> {
    let tenants = installation.tenants()?.into_iter().map(|tenant| (tenant.id, tenant.key));
    Ok(tenants.chain([(TenantId::INSTALLATION, INSTALLATION.to_owned())]).collect())
}

fn line(report: &ChainReport, output: &Output) -> String {
    let message = match &report.broken {
        None => {
            Message::new("cli-chain-whole").with("events", report.events).with("anchor", anchor_of(report))
        }
        Some(broken) => Message::new("cli-chain-broken").with("sequence", broken.sequence.to_string()).with(
            "reason",
            texts::text(output.language, &format!("chain-{}", broken.reason.replace('_', "-"))),
        ),
    };
    format!("{}: {}", report.federation, output.render(&message))
}

fn anchor_of(report: &ChainReport) -> String {
    match (report.last, &report.head) {
        (Some(last), Some(head)) => format!("{last}:{head}"),
        _ => "–".to_owned(),
    }
}
