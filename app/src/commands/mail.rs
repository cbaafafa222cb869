//! `vidmakt mail test ADDRESS` sends one mail at once, to show that the settings are right. `vidmakt mail hold` holds what
//! waits once a backup has been restored.

use crate::command_line::MailCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use crate::post::Post;
use kernel::{Instant, Message};
use std::sync::Arc;
use web::Stopping;

pub fn run(command: &MailCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    match command {
        MailCommand::Test { address } => test(address, settings, output),
        MailCommand::Hold => super::hold(settings, output, hold_everywhere, told),
    }
}

/// Holds the mails that wait in every federation, and tells how many.
pub fn hold_everywhere(settings: &Settings) -> Result<u64, CommandError> {
    let installation = Installation::open(settings)?;
    let public_url = settings.public_url.clone().unwrap_or_default();
    let post =
        Post { server: settings.mail.clone().map(Arc::new), public_url, stopping: Stopping::default() };
    let mut held = 0;
    for tenant in installation.tenants()? {
        held += post.hold(&installation.db, &tenant, Instant::now())?;
    }
    Ok(held)
}

/// How many are held, in words.
pub fn told(held: u64) -> Message {
    Message::new("cli-mail-held").with("held", i64::try_from(held).unwrap_or(i64::MAX))
}

fn test(address: &str, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let server = settings.mail.as_ref().ok_or_else(|| CommandError::wrong_use("cli-mail-no-server"))?;
    notify::send_test_mail(server, address, output.language).map_err(|detail| {
        CommandError::out_of_reach(Message::new("cli-mail-not-sent").with("detail", detail))
    })?;
    output.tell(Message::new("cli-mail-sent").with("address", address));
    Ok(Verdict::Yes)
}
