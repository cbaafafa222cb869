//! `vidmakt webhook hold` holds the messages of web-hooks that wait, once a backup has been restored.

use crate::command_line::WebhookCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use kernel::{Actor, Instant, Message};

pub fn run(command: &WebhookCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    match command {
        WebhookCommand::Hold => super::hold(settings, output, hold_everywhere, told),
    }
}

/// Holds the messages that wait in every federation, and tells how many.
pub fn hold_everywhere(settings: &Settings) -> Result<u64, CommandError> {
    let installation = Installation::open(settings)?;
    // What has happened and is not queued yet becomes messages too, which link to the records.
    let public_url = settings.public_url.clone().unwrap_or_default();
    let hooks = hooks::Settings { public_url, ..settings.hooks.clone() };
    let db = installation.db.clone().with_attachment(hooks);
    let mut held = 0;
    for tenant in installation.tenants()? {
        held += hooks::hold_waiting(&db, &Actor::operator(tenant.id, Instant::now()))?;
    }
    Ok(held)
}

/// How many are held, in words.
pub fn told(held: u64) -> Message {
    Message::new("cli-webhook-held").with("held", i64::try_from(held).unwrap_or(i64::MAX))
}
