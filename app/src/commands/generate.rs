//! `vidmakt generate`: a made-up installation of any size, for measuring.

use crate::command_line::GenerateArgs;
use crate::config::Settings;
use crate::domains;
use crate::exit::{CommandError, Verdict};
use crate::generate::{Generated, Wanted, generate};
use crate::installation::{Installation, Purpose, check_not_newer, open_database};
use crate::output::Output;
use kernel::{Instant, Message};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use web::accounts;

pub fn run(args: &GenerateArgs, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let db = open_database(settings, Purpose::Make)?;
    check_not_newer(&db)?;
    // A database that is in use, perhaps by an older program, is left as it is.
    let schema = domains::schema();
    if db.pending_migrations(&schema)?.len() == schema.migrations.len() {
        db.migrate(&schema)?;
    }
    let installation = Installation::open(settings)?.writing_without_findings();
    installation.its_administrator()?;
    if !installation.tenants()?.is_empty() {
        return Err(CommandError::wrong_use("cli-generate-not-empty"));
    }
    let (password, hash) = accounts::first_password()?;
    let wanted = Wanted {
        municipalities: usize::from(args.municipalities),
        seed: args.seed,
        systems: usize::from(args.systems),
        now: Instant::now(),
    };
    let is_interrupted = noticing_interruption(output)?;
    let mut done = 0;
    let mut go_on = |one: &Generated| {
        done += one.municipalities;
        let message = Message::new("cli-generate-progress")
            .with("federation", one.federation.as_str())
            .with("done", count(done))
            .with("total", i64::from(args.municipalities));
        output.tell(message);
        !is_interrupted.load(Ordering::Relaxed)
    };
    let federations = generate(&installation, &wanted, &hash, &mut go_on)?;
    tell(output, &federations, &password);
    if done == wanted.municipalities {
        return Ok(Verdict::Yes);
    }
    let stopped = Message::new("cli-generate-stopped").with("done", count(done));
    output.tell(stopped.with("total", i64::from(args.municipalities)));
    Ok(Verdict::No)
}

fn tell(output: &Output, federations: &[Generated], password: &str) {
    let sum = |of: fn(&Generated) -> usize| count(federations.iter().map(of).sum());
    let message = Message::new("cli-generate-done")
        .with("federations", count(federations.len()))
        .with("municipalities", sum(|one| one.municipalities))
        .with("systems", sum(|one| one.systems))
        .with("assignments", sum(|one| one.assignments))
        .with("documents", sum(|one| one.documents))
        .with("user", federations.first().map(|one| one.user.clone()).unwrap_or_default())
        .with("password", password);
    output.result(&json!({ "federations": federations, "password": password }), |_| {
        vec![output.render(&message)]
    });
}

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The first Ctrl-C lets the federation at hand be finished, so that only whole ones are left; the second ends at once.
fn noticing_interruption(output: &Output) -> Result<Arc<AtomicBool>, CommandError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(kernel::Error::failed)?;
    let is_interrupted = Arc::new(AtomicBool::new(false));
    let (noticed, told) = (is_interrupted.clone(), output.render(&Message::new("cli-generate-interrupted")));
    std::thread::spawn(move || {
        runtime.block_on(async {
            while tokio::signal::ctrl_c().await.is_ok() {
                if noticed.swap(true, Ordering::Relaxed) {
                    std::process::exit(130);
                }
                eprintln!("{told}");
            }
        });
    });
    Ok(is_interrupted)
}
