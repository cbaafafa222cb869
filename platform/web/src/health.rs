//! For those who watch over the program: is it alive, is it ready, how many requests, how long they took.

use crate::store;
use crate::web::Web;
use axum::http::StatusCode;
use kernel::{Actor, TenantId};
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper ends of the histogram, in milliseconds.
const BOUNDS_MS: [u64; 10] = [1, 2, 5, 10, 25, 50, 100, 250, 1_000, 5_000];

/// Counts since the program started, of this process only.
#[derive(Default)]
pub(crate) struct Metrics {
    by_class: [AtomicU64; 6],
    by_duration: [AtomicU64; BOUNDS_MS.len()],
    count: AtomicU64,
    micros: AtomicU64,
}

impl Metrics {
    pub(crate) fn count(&self, status: u16, took: Duration) {
        let class = usize::from(status / 100).min(self.by_class.len() - 1);
        self.by_class[class].fetch_add(1, Ordering::Relaxed);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        for (bound, counter) in BOUNDS_MS.iter().zip(&self.by_duration) {
            if micros <= bound * 1_000 {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    /// In the text form of Prometheus.
    pub(crate) fn text(&self) -> String {
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut text = String::from("# TYPE vidmakt_requests_total counter\n");
        for (class, counter) in self.by_class.iter().enumerate().skip(1) {
            let _ = writeln!(text, "vidmakt_requests_total{{status=\"{class}xx\"}} {}", of(counter));
        }
        text.push_str("# TYPE vidmakt_request_seconds histogram\n");
        for (bound, counter) in BOUNDS_MS.iter().zip(&self.by_duration) {
            let seconds = format!("{}.{:03}", bound / 1_000, bound % 1_000);
            let _ = writeln!(text, "vidmakt_request_seconds_bucket{{le=\"{seconds}\"}} {}", of(counter));
        }
        let (count, micros) = (of(&self.count), of(&self.micros));
        let _ = writeln!(text, "vidmakt_request_seconds_bucket{{le=\"+Inf\"}} {count}");
        let _ =
            writeln!(text, "vidmakt_request_seconds_sum {}.{:06}", micros / 1_000_000, micros % 1_000_000);
        let _ = writeln!(text, "vidmakt_request_seconds_count {count}");
        text
    }
}

/// Ready when the database answers and has its tables; the program does not start on one that lacks migrations.
pub(crate) async fn ready(web: Arc<Web>) -> (StatusCode, &'static str) {
    let actor = Actor::job(TenantId::INSTALLATION, (web.clock)());
    let asked = web.db.run(move |db| {
        db.look_up(&actor, |installation| installation.found::<(i64,)>(&store::LARGEST_TENANT, &[]))
    });
    match asked.await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_counted_by_status_and_in_every_bucket_that_it_fits() {
        let metrics = Metrics::default();
        metrics.count(200, Duration::from_millis(3));
        metrics.count(404, Duration::from_millis(30));
        let text = metrics.text();
        assert!(text.contains("vidmakt_requests_total{status=\"2xx\"} 1"));
        assert!(text.contains("vidmakt_requests_total{status=\"4xx\"} 1"));
        assert!(text.contains("vidmakt_request_seconds_bucket{le=\"0.005\"} 1"));
        assert!(text.contains("vidmakt_request_seconds_bucket{le=\"0.050\"} 2"));
        assert!(text.contains("vidmakt_request_seconds_sum 0.033000"));
    }
}
