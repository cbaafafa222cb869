//! `vidmakt user add | list | lock | reset`: people who sign in with a password.

use crate::command_line::UserCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use kernel::{Actor, Id, Language, Message, Permission};
use serde_json::{Value as Json, json};
use web::accounts::{self, Account, NewAccount, Tenant};

const MANAGE_ACCOUNTS: Permission = Permission("accounts.manage");

pub fn run(command: &UserCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let installation = Installation::open(settings)?;
    let actor = installation.administrator(MANAGE_ACCOUNTS)?;
    let tenant = installation.tenant()?;
    let desk = Desk { installation, actor, tenant, output };
    match command {
        UserCommand::Add { user, person } => desk.add(user, person.as_deref()),
        UserCommand::List => desk.list(),
        UserCommand::Lock { user, open } => desk.lock(user, !open),
        UserCommand::Reset { user } => desk.reset(user),
    }
}

/// The accounts of one federation, and who works on them.
struct Desk<'a> {
    installation: Installation,
    actor: Actor,
    tenant: Tenant,
    output: &'a Output,
}

impl Desk<'_> {
    fn add(&self, user: &str, person: Option<&str>) -> Result<Verdict, CommandError> {
        let person: Option<Id> =
            person.map(str::parse).transpose().map_err(|_| CommandError::wrong_use("cli-person-wrong"))?;
        if let Some(id) = person {
            let operator = Actor::operator(self.tenant.id, self.actor.now);
            self.installation
                .db
                .read(&operator, storage::View::Now, |read| organisation::person(read, id))?;
        }
        let (password, hash) = accounts::first_password()?;
        let new = NewAccount {
            tenant: self.tenant.id,
            user_name: user.to_owned(),
            password: hash,
            person,
            is_installation_administrator: false,
            language: Language::Swedish,
        };
        self.installation.db.installation(&self.actor, move |i| accounts::add_account(i, &new))?;
        self.tell_password(user, &password);
        Ok(Verdict::Yes)
    }

    fn lock(&self, user: &str, is_locked: bool) -> Result<Verdict, CommandError> {
        self.find(user)?;
        let name = user.to_owned();
        self.installation.db.installation(&self.actor, move |i| accounts::set_locked(i, &name, is_locked))?;
        let key = if is_locked { "cli-user-locked" } else { "cli-user-unlocked" };
        self.output.tell(Message::new(key).with("user", user));
        Ok(Verdict::Yes)
    }

    fn reset(&self, user: &str) -> Result<Verdict, CommandError> {
        self.find(user)?;
        let (password, hash) = accounts::first_password()?;
        let name = user.to_owned();
        self.installation.db.installation(&self.actor, move |i| accounts::reset(i, &name, &hash))?;
        self.tell_password(user, &password);
        Ok(Verdict::Yes)
    }

    fn tell_password(&self, user: &str, password: &str) {
        let answer = json!({"user": accounts::normal_user_name(user), "password": password});
        let message = Message::new("cli-user-password").with("user", user).with("password", password);
        self.output.result(&answer, |_| vec![self.output.render(&message)]);
    }

    fn list(&self) -> Result<Verdict, CommandError> {
        let tenant = self.tenant.id;
        let accounts = self.installation.db.look_up(&self.actor, |i| accounts::list(i, tenant))?;
        let rows: Vec<Json> = accounts.iter().map(row).collect();
        self.output.result(&rows, |_| {
            let locked = texts::text(self.output.language, "cli-locked");
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
    fn find(&self, user: &str) -> Result<(), CommandError> {
        let name = user.to_owned();
        let account = self.installation.db.look_up(&self.actor, move |i| accounts::find(i, &name))?;
        match account {
            Some(account) if account.tenant == self.tenant.id => Ok(()),
            _ => Err(CommandError::wrong_use(Message::new("cli-no-account").with("user", user))),
        }
    }
}

fn row(account: &Account) -> Json {
    json!({
        "user": account.user_name,
        "federation": account.federation,
        "person": account.person,
        "locked": account.is_locked,
        "installation_administrator": account.is_installation_administrator,
    })
}
