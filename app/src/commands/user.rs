//! `vidmakt user add | list | lock | reset`: people who sign in with a password.

use crate::command_line::UserCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use kernel::{Id, Language, Message};
use serde_json::{Value as Json, json};
use web::accounts::{self, NewAccount};

pub fn run(command: &UserCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let installation = Installation::open(settings)?;
    match command {
        UserCommand::Add { user, person } => add(&installation, user, person.as_deref(), output),
        UserCommand::List => list(&installation, output),
        UserCommand::Lock { user, open } => {
            in_federation(&installation, user)?;
            let (name, is_locked) = (user.clone(), !open);
            installation
                .db
                .installation(&installation.operator(), move |i| accounts::set_locked(i, &name, is_locked))?;
            let key = if is_locked { "cli-user-locked" } else { "cli-user-unlocked" };
            output.tell(Message::new(key).with("user", user.as_str()));
            Ok(Verdict::Yes)
        }
        UserCommand::Reset { user } => reset(&installation, user, output),
    }
}

fn add(
    installation: &Installation,
    user: &str,
    person: Option<&str>,
    output: &Output,
) -> Result<Verdict, CommandError> {
    let tenant = installation.tenant()?;
    let person: Option<Id> =
        person.map(str::parse).transpose().map_err(|_| CommandError::wrong_use("cli-person-wrong"))?;
    if let Some(id) = person {
        let actor = installation.actor()?;
        installation.db.read(&actor, storage::View::Now, |read| organisation::person(read, id))?;
    }
    let (password, hash) = accounts::first_password()?;
    let new = NewAccount {
        tenant: tenant.id,
        user_name: user.to_owned(),
        password: hash,
        person,
        is_installation_administrator: false,
        language: Language::Swedish,
    };
    installation.db.installation(&installation.operator(), move |i| accounts::add_account(i, &new))?;
    tell_password(user, &password, output);
    Ok(Verdict::Yes)
}

fn reset(installation: &Installation, user: &str, output: &Output) -> Result<Verdict, CommandError> {
    in_federation(installation, user)?;
    let (password, hash) = accounts::first_password()?;
    let name = user.to_owned();
    installation.db.installation(&installation.operator(), move |i| accounts::reset(i, &name, &hash))?;
    tell_password(user, &password, output);
    Ok(Verdict::Yes)
}

fn tell_password(user: &str, password: &str, output: &Output) {
    let answer = json!({"user": accounts::normal_user_name(user), "password": password});
    output.result(&answer, |_| {
        vec![output.render(&Message::new("cli-user-password").with("user", user).with("password", password))]
    });
}

fn list(installation: &Installation, output: &Output) -> Result<Verdict, CommandError> {
    let tenant = installation.tenant()?;
    let accounts = installation.db.look_up(&installation.operator(), |i| accounts::list(i, tenant.id))?;
    let rows: Vec<Json> = accounts
        .iter()
        .map(|account| {
            json!({
                "user": account.user_name,
                "federation": account.federation,
                "person": account.person,
                "locked": account.is_locked,
                "installation_administrator": account.is_installation_administrator,
            })
        })
        .collect();
    output.result(&rows, |_| {
        let locked = texts::text(output.language, "cli-locked");
        accounts
            .iter()
            .map(|account| {
                if account.is_locked {
                    format!("{}\t{locked}", account.user_name)
                } else {
                    account.user_name.clone()
                }
            })
            .collect()
    });
    Ok(Verdict::Yes)
}

/// An account of another federation is as unknown as one that does not exist.
fn in_federation(installation: &Installation, user: &str) -> Result<(), CommandError> {
    let tenant = installation.tenant()?;
    let name = user.to_owned();
    let account = installation.db.look_up(&installation.operator(), move |i| accounts::find(i, &name))?;
    match account {
        Some(account) if account.tenant == tenant.id => Ok(()),
        _ => Err(CommandError::wrong_use(Message::new("cli-no-user").with("user", user))),
    }
}
