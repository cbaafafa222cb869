//! Stopping in good order: whoever asks whether the program is ready is told no, what was taken is answered, and nothing
//! is waited for longer than was set.

use crate::watch_settings::WatchSettings;
use axum::Router;
use std::future::pending;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::sleep;
use web::Stopping;

/// Work that nobody waits for, such as a round, gets so long at the end.
pub const LAST_WORK: Duration = Duration::from_secs(5);

/// Serves until the program is told to stop or a newer one has taken over, and then until what it took is answered.
///
/// # Errors
/// When the listener fails.
pub async fn serve_until_told(
    listener: TcpListener,
    router: Router,
    settings: &WatchSettings,
    stopping: Stopping,
    overtaken: oneshot::Receiver<()>,
) -> std::io::Result<()> {
    let (tell, told) = oneshot::channel();
    let notice = settings.stop_notice;
    let told_to_stop = async move {
        tokio::select! {
            () = told_to_stop() => {}
            Ok(()) = overtaken => {}
        }
        stopping.begin();
        // Nobody listens any more when the serving has ended by itself.
        let _ = tell.send(());
        sleep(notice).await;
    };
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(told_to_stop);
    tokio::select! {
        served = async { serving.await } => served,
        () = out_of_patience(told, notice + settings.stop) => {
            tracing::warn!("stopped with requests unanswered: they took longer than stop_seconds");
            Ok(())
        }
    }
}

async fn out_of_patience(told: oneshot::Receiver<()>, after: Duration) {
    if told.await.is_err() {
        pending::<()>().await;
    }
    sleep(after).await;
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
