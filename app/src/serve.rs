//! `vidmakt serve`: opens the database, puts the site together and answers until it is told to stop.

use crate::config::Settings;
use crate::domains;
use crate::exit::{CommandError, Verdict};
use crate::output::Output;
use kernel::{Actor, Instant, Message, TenantId};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use storage::{Db, View};
use tokio::net::TcpListener;
use web::{Clock, DemoAccount, Site, accounts};

/// How often the program looks whether a day has come that changes findings.
const ROUND: Duration = Duration::from_secs(600);
/// Subjects that one transaction of such a round evaluates.
const SUBJECTS_A_TIME: i64 = 500;

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
    let db = domains::open(&settings.database)?;
    if migrate {
        db.migrate(&domains::schema())?;
    }
    let pending = db.pending_migrations(&domains::schema())?;
    if !pending.is_empty() {
        let message = Message::new("cli-not-migrated").with("pending", pending.join(", "));
        return Err(CommandError::out_of_reach(message));
    }
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
        public_url: settings.public_url.clone().unwrap_or_else(|| format!("http://{}", settings.listen)),
        address_header: settings.address_header.clone(),
        demo_accounts,
    };
    let web = Arc::new(domains::web(db.clone(), site, clock.clone()));
    runtime.block_on(async move {
        let listener = TcpListener::bind(&settings.listen).await.map_err(|error| {
            let message = Message::new("cli-listen-fails").with("address", settings.listen.as_str());
            CommandError::out_of_reach(message.with("detail", error.to_string()))
        })?;
        let address = listener.local_addr().map_err(|error| out_of_reach(&error))?;
        output.tell(Message::new("cli-serving").with("address", format!("http://{address}")));
        let rounds = tokio::spawn(make_rounds(db, clock));
        let service = web::router(web).into_make_service_with_connect_info::<SocketAddr>();
        let served = axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await;
        rounds.abort();
        served.map(|()| Verdict::Yes).map_err(|error| out_of_reach(&error))
    })
}

fn out_of_reach(error: &std::io::Error) -> CommandError {
    CommandError::out_of_reach(Message::new("cli-failed").with("detail", error.to_string()))
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminated) = terminated {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}

/// Evaluates what a new day changes, and logs the heads of the audit chains as anchors.
async fn make_rounds(db: Db, clock: Clock) {
    let mut anchored = None;
    loop {
        let now = clock();
        let is_new_day = anchored != Some(now.date());
        let done = db.run(move |db| round(db, now, is_new_day)).await;
        match done {
            Ok(()) => anchored = Some(now.date()),
            Err(error) => tracing::warn!(%error, "a round failed; it is made again"),
        }
        tokio::time::sleep(ROUND).await;
    }
}

fn round(db: &Db, now: Instant, is_new_day: bool) -> kernel::Result<()> {
    let operator = Actor::job(TenantId::INSTALLATION, now);
    let tenants = db.look_up(&operator, accounts::tenants)?;
    for tenant in tenants {
        let actor = Actor::job(tenant.id, now);
        db.write(&actor, findings::apply_pack_in_force)?;
        while db.write(&actor, |tx| findings::evaluate_due(tx, SUBJECTS_A_TIME))? > 0 {}
        if is_new_day {
            let report = db.read(&actor, View::Now, storage::chain_head)?;
            tracing::info!(target: "audit_anchor", federation = tenant.key, anchor = %report);
        }
    }
    Ok(())
}
