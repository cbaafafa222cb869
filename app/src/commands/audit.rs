//! `vidmakt audit verify`: is every event of the chains still there, unchanged and in order?

use crate::command_line::AuditCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use kernel::{Actor, Instant, Message, TenantId};
use storage::{Anchor, ChainReport, View, verify_chain};

/// What the installation's own chain is called in the report.
const INSTALLATION: &str = "installation";

pub fn run(command: &AuditCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let AuditCommand::Verify { anchor } = command;
    let anchor: Option<Anchor> = anchor
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|_| CommandError::wrong_use("cli-anchor-wrong"))?;
    let installation = Installation::open(settings)?;
    let chains = match settings.federation.as_deref() {
        Some(INSTALLATION) => vec![(TenantId::INSTALLATION, INSTALLATION.to_owned())],
        Some(_) => vec![installation.tenant().map(|tenant| (tenant.id, tenant.key))?],
        None => every_chain(&installation)?,
    };
    if anchor.is_some() && chains.len() > 1 && installation.tenants()?.len() > 1 {
        return Err(CommandError::wrong_use("cli-anchor-which"));
    }
    let mut reports = Vec::new();
    for (tenant, name) in chains {
        // An anchor is of the federation's chain; the installation's own is walked without one.
        let of_chain =
            anchor.as_ref().filter(|_| tenant != TenantId::INSTALLATION || settings.federation.is_some());
        let actor = Actor::operator(tenant, Instant::now());
        reports.push(
            installation.db.read(&actor, View::Now, |read| verify_chain(read, name.clone(), of_chain))?,
        );
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
