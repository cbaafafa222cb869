//! `vidmakt serve`: opens the database, puts the site together and answers until it is told to stop.

use crate::config::Settings;
use crate::domains;
use crate::exit::{CommandError, Verdict};
use crate::hook_rounds::{self, LAST_MESSAGE};
use crate::installation::{Purpose, check_not_newer, check_tables, open_database};
use crate::output::Output;
use crate::overtaken::look_out;
use crate::post::{LAST_MAIL, Post};
use crate::rounds::Caretaker;
use crate::stop::{LAST_WORK, serve_until_told};
use kernel::{Instant, Message};
use std::sync::Arc;
use storage::Db;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::timeout;
use web::{Clock, DemoAccount, Site};

/// Logs to stderr, as the settings say.
///
/// # Errors
/// When the filter is no filter.
pub fn start_logging(settings: &Settings) -> Result<(), CommandError> {
    let filter = tracing_subscriber::EnvFilter::try_new(&settings.log).map_err(|error| {
        CommandError::wrong_use(Message::new("cli-log-wrong").with("detail", error.to_string()))
    })?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process (a test) keeps the first.
    let _ = if settings.log_json { builder.json().try_init() } else { builder.try_init() };
    Ok(())
}

pub fn serve(settings: &Settings, migrate: bool, output: &Output) -> Result<Verdict, CommandError> {
    let db = open_database(settings, if migrate { Purpose::Make } else { Purpose::Use })?;
    check_not_newer(&db)?;
    if migrate {
        db.migrate(&domains::schema())?;
    }
    check_tables(&db)?;
    serve_db(db, settings, Vec::new(), Arc::new(Instant::now), output)
}

/// Serves an opened database. The demo gives its accounts and a clock of its own.
///
/// # Errors
/// When the address is taken.
pub fn serve_db(
    db: Db,
    settings: &Settings,
    demo_accounts: Vec<DemoAccount>,
    clock: Clock,
    output: &Output,
) -> Result<Verdict, CommandError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| out_of_reach(&error))?;
    let site = Site {
        public_url: settings.site_address(),
        address_header: settings.address_header.clone(),
        demo_accounts,
        files: settings.files.clone(),
    };
    let public_url = site.public_url.clone();
    let hooks = hooks::Settings { public_url: public_url.clone(), ..settings.hooks.clone() };
    let db = db.with_attachment(hooks);
    let mut web = domains::web(db.clone(), site, clock.clone());
    web.watch.metrics_token.clone_from(&settings.watch.metrics_token);
    let stopping = web.watch.stopping.clone();
    let post = Post { server: settings.mail.clone().map(Arc::new), public_url, stopping: stopping.clone() };
    let web = Arc::new(web);
    // Connections to PostgreSQL are closed here at last, where one may wait: the threads of the runtime may not.
    let closed_last = db.clone();
    let served = runtime.block_on(async {
        let listener = TcpListener::bind(&settings.listen).await.map_err(|error| {
            let message = Message::new("cli-listen-fails").with("address", settings.listen.as_str());
            CommandError::out_of_reach(message.with("detail", error.to_string()))
        })?;
        let address = listener.local_addr().map_err(|error| out_of_reach(&error))?;
        output.tell(Message::new("cli-serving").with("address", format!("http://{address}")));
        let rounds = tokio::spawn(Caretaker::new(db.clone(), clock.clone(), post.clone()).make_rounds());
        let (end_hooks, hooks_ended) = oneshot::channel();
        let rounds_of_hooks =
            hook_rounds::make_rounds(db.clone(), clock.clone(), stopping.clone(), hooks_ended);
        let hooks = tokio::spawn(rounds_of_hooks);
        let (end, ended) = oneshot::channel();
        let mails = tokio::spawn(post.make_rounds(db.clone(), clock, ended));
        let (tell, overtaken) = oneshot::channel();
        let look_out = tokio::spawn(look_out(db, tell));
        let (router, watch) = (web::router(web), &settings.watch);
        let served = serve_until_told(listener, router, watch, stopping.clone(), overtaken).await;
        rounds.abort();
        stopping.begin();
        drop((end, end_hooks));
        // A mail that is broken off would be unclear for ever; a message of a web-hook would be sent twice.
        let (mails, hooks) = tokio::join!(timeout(LAST_MAIL, mails), timeout(LAST_MESSAGE, hooks));
        if mails.is_err() {
            tracing::warn!("stopped in the middle of a mail: the mail server thinks too long");
        }
        if hooks.is_err() {
            tracing::warn!("stopped in the middle of a web-hook: its receiver thinks too long");
        }
        served.map_err(|error| out_of_reach(&error))?;
        if look_out.is_finished() { look_out.await.map_or(Ok(Verdict::Yes), Err) } else { Ok(Verdict::Yes) }
    });
    runtime.shutdown_timeout(LAST_WORK);
    drop(closed_last);
    served
}

fn out_of_reach(error: &std::io::Error) -> CommandError {
    CommandError::out_of_reach(Message::new("cli-failed").with("detail", error.to_string()))
}
