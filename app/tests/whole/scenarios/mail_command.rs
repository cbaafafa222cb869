//! `vidmakt mail test`: whether the settings of mail are right, told by what the server says.

use crate::commands::run;
use testkit::{Behaviour, MailTrap};

fn test_mail(port: &str, more: &[&str]) -> crate::commands::Ended {
    let settings =
        ["--mail-server", "127.0.0.1", "--mail-port", port, "--mail-from", "Vidmakt <vidmakt@example.se>"];
    run(&[&["mail", "test", "agare@example.se"], &settings[..], more].concat())
}

#[test]
fn a_test_mail_says_what_the_server_says() {
    let trap = MailTrap::start(Behaviour::Accept);
    let port = trap.port().to_string();
    test_mail(&port, &["--mail-tls", "none"]).with(0);
    let taken = trap.taken();
    assert_eq!(taken.len(), 1);
    assert!(taken[0].content.contains("Subject: Prov"), "{}", taken[0].content);
    trap.behave(Behaviour::AnswerRecipient("550 5.7.1 not here"));
    let refused = test_mail(&port, &["--mail-tls", "none"]).with(3);
    assert!(refused.stderr.contains("not here"), "{}", refused.stderr);
    let unprotected = test_mail(&port, &[]).with(3);
    assert!(unprotected.stderr.contains("STARTTLS"), "{}", unprotected.stderr);
    assert_eq!(trap.taken().len(), 1);
}

#[test]
fn without_a_server_there_is_nothing_to_test() {
    let ended = run(&["mail", "test", "agare@example.se"]).with(2);
    assert!(ended.stderr.contains("mail_server"), "{}", ended.stderr);
    test_mail("25", &["--mail-tls", "maybe"]).with(2);
}
