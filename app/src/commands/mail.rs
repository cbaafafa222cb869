//! `vidmakt mail test ADDRESS`: sends one mail at once, to show that the settings are right.

use crate::command_line::MailCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::output::Output;
use kernel::Message;

pub fn run(command: &MailCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let MailCommand::Test { address } = command;
    let server = settings.mail.as_ref().ok_or_else(|| CommandError::wrong_use("cli-mail-no-server"))?;
    notify::send_test_mail(server, address, output.language).map_err(|detail| {
        CommandError::out_of_reach(Message::new("cli-mail-not-sent").with("detail", detail))
    })?;
    output.tell(Message::new("cli-mail-sent").with("address", address.as_str()));
    Ok(Verdict::Yes)
}
