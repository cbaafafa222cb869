//! `vidmakt token create | list | revoke`: bearer tokens for scripts.

use crate::command_line::TokenCommand;
use crate::config::Settings;
use crate::exit::{CommandError, Verdict};
use crate::installation::Installation;
use crate::output::Output;
use kernel::Id;
use web::accounts::{self, NewToken, Token};

pub fn run(command: &TokenCommand, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let installation = Installation::open(settings)?;
    match command {
        TokenCommand::Create { scopes, days } => create(&installation, settings, scopes, *days, output),
        TokenCommand::List => list(&installation, settings, output),
        TokenCommand::Revoke { token } => revoke(&installation, settings, token, output),
    }
}

fn create(
    installation: &Installation,
    settings: &Settings,
    scopes: &[String],
    days: i64,
    output: &Output,
) -> Result<Verdict, CommandError> {
    let user = settings.act_as.clone().ok_or_else(|| CommandError::wrong_use("cli-token-for-whom"))?;
    let known = crate::domains::permissions();
    if let Some(unknown) =
        scopes.iter().find(|scope| !known.iter().any(|permission| permission.name() == *scope))
    {
        let names = known.iter().map(|permission| permission.name()).collect::<Vec<_>>().join(", ");
        let message =
            kernel::Message::new("cli-scope-unknown").with("scope", unknown.as_str()).with("known", names);
        return Err(CommandError::wrong_use(message));
    }
    let new = NewToken { user, scopes: scopes.to_vec(), days };
    let token =
        installation.db.installation(&installation.operator(), move |i| accounts::create_token(i, &new))?;
    output.result(&token, |token| vec![token.token.clone()]);
    Ok(Verdict::Yes)
}

fn list(installation: &Installation, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let tokens = tokens_of_asked(installation, settings)?;
    output.result(&tokens, |tokens| {
        tokens.iter().map(|token| format!("{}\t{}\t{}", token.id, token.user, token.expires_at)).collect()
    });
    Ok(Verdict::Yes)
}

fn revoke(
    installation: &Installation,
    settings: &Settings,
    token: &str,
    output: &Output,
) -> Result<Verdict, CommandError> {
    let unknown = || CommandError::wrong_use("cli-token-unknown");
    let id: Id = token.parse().map_err(|_| unknown())?;
    if !tokens_of_asked(installation, settings)?.iter().any(|token| token.id == id) {
        return Err(unknown());
    }
    installation.db.installation(&installation.operator(), move |i| accounts::revoke_token(i, id))?;
    output.tell("cli-token-revoked");
    Ok(Verdict::Yes)
}

/// The tokens of the installation, or with `--as` those of that user.
fn tokens_of_asked(installation: &Installation, settings: &Settings) -> Result<Vec<Token>, CommandError> {
    let tokens = installation.db.look_up(&installation.operator(), accounts::tokens)?;
    let asked = settings.act_as.as_deref().map(accounts::normal_user_name);
    let is_asked = |token: &Token| asked.as_ref().is_none_or(|name| token.user == *name);
    Ok(tokens.into_iter().filter(is_asked).collect())
}
