//! A mail that only shows that the settings are right.

use crate::settings::MailServer;
use crate::smtp::{Letter, Line, Trouble, written};
use kernel::{Id, Language};

/// Sends one mail at once, past the outbox.
///
/// # Errors
/// What the server or the machine said.
pub fn send_test_mail(server: &MailServer, address: &str, language: Language) -> Result<(), String> {
    let plain = texts::text(language, "mail-test-text");
    let letter = Letter {
        id: Id::new(),
        name: String::new(),
        recipient: address.to_owned(),
        title: texts::text(language, "mail-test-title"),
        html: format!("<p>{plain}</p>"),
        plain,
        files: Vec::new(),
    };
    let (to, content) = written(server, &letter)?;
    let send = || {
        let mut line = Line::open(server)?;
        line.offer(server, &to)?;
        line.hand_over(&content)?;
        line.close();
        Ok(())
    };
    send().map_err(|trouble| match trouble {
        Trouble::Server(detail)
        | Trouble::Later(detail)
        | Trouble::Recipient(detail)
        | Trouble::Refused(detail)
        | Trouble::Unclear(detail) => detail,
    })
}
