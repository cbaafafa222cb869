//! `vidmakt serve`: opens the database, puts the site together and answers until it is told to stop.

use crate::config::Settings;
use crate::domains;
use crate::exit::{CommandError, Verdict};
use crate::installation::{Purpose, open_database};
use crate::output::Output;
use crate::rounds;
use kernel::{Instant, Message};
use std::net::SocketAddr;
use std::sync::Arc;
use storage::Db;
use tokio::net::TcpListener;
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
        files: settings.files.clone(),
    };
    let post = Post {
        server: settings.mail.clone().map(Arc::new),
        public_url: site.public_url.clone(),
    };
    let web = Arc::new(domains::web(db.clone(), site, clock.clone()));
    runtime.block_on(async move {
        let listener = TcpListener::bind(&settings.listen).await.map_err(|error| {
            let message = Message::new("cli-listen-fails").with("address", settings.listen.as_str());
            CommandError::out_of_reach(message.with("detail", error.to_string()))
        })?;
        let address = listener.local_addr().map_err(|error| out_of_reach(&error))?;
        output.tell(Message::new("cli-serving").with("address", format!("http://{address}")));
        let rounds = tokio::spawn(rounds::make_rounds(db, clock));
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
