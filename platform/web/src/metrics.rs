//! What `/metrics` tells: how many requests and how long they took, how the database is doing, and what the domains count.

use crate::store;
use crate::watch::Measure;
use crate::web::Web;
use kernel::{Actor, Instant, TenantId};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant as Stopwatch};
use storage::{Db, Pulse, values};

/// Upper ends of the histogram, in seconds.
const BOUNDS: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];
/// What is counted in the database is counted this seldom, however often somebody asks.
const COUNTED_EVERY: Duration = Duration::from_secs(60);

type Labels = Vec<(&'static str, String)>;
type Gauges = Family<Labels, Gauge>;

/// Figures of this process, and of the database as this process sees it.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Family<Labels, Histogram>,
    writer: Writer,
    size: Gauge,
    sessions: Gauge,
    measures: Vec<(&'static Measure, Gauges)>,
    counted: Mutex<Option<Stopwatch>>,
}

/// How writes queue up.
#[derive(Default)]
struct Writer {
    waiting: Gauge,
    writes: Counter,
    batches: Counter,
    connections: Gauge,
}

impl Metrics {
    pub(crate) fn new(measures: &'static [Measure]) -> Self {
        let mut registry = Registry::with_prefix("vidmakt");
        let requests = Family::default();
        let seconds = Family::new_with_constructor(new_histogram as fn() -> Histogram);
        registry.register("requests", "Answered requests", requests.clone());
        registry.register("request_seconds", "How long requests took", seconds.clone());
        registry.register(
            "build",
            "Version of the program",
            Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]),
        );
        let (size, sessions) = (Gauge::default(), Gauge::default());
        registry.register("database_bytes", "Size of the database", size.clone());
        registry.register("sessions", "Browsers that are signed in", sessions.clone());
        let measures = measures.iter().map(|measure| {
            let gauges = Gauges::default();
            registry.register(measure.name, measure.help, gauges.clone());
            (measure, gauges)
        });
        let measures = measures.collect();
        let writer = Writer::registered(&mut registry);
        Self { registry, requests, seconds, writer, size, sessions, measures, counted: Mutex::default() }
    }

    /// `route` is the pattern, never the address that was asked for.
    pub(crate) fn count(&self, method: &str, route: &str, status: u16, took: Duration) {
        let labels = vec![("method", method.to_owned()), ("route", route.to_owned())];
        self.seconds.get_or_create(&labels).observe(took.as_secs_f64());
        let labels = [labels, vec![("status", status.to_string())]].concat();
        self.requests.get_or_create(&labels).inc();
    }

    /// In the text form of OpenMetrics, which Prometheus reads.
    pub(crate) fn text(&self, web: &Web) -> kernel::Result<String> {
        self.writer.set(web.db.pulse());
        self.count_again(&web.db, (web.clock)())?;
        let mut text = String::new();
        encode(&mut text, &self.registry).map_err(kernel::Error::failed)?;
        Ok(text)
    }

    /// Counts what stands in the database, if the last figures are old.
    fn count_again(&self, db: &Db, now: Instant) -> kernel::Result<()> {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.is_some_and(|then| then.elapsed() < COUNTED_EVERY) {
            return Ok(());
        }
        self.size.set(db.size_bytes()?);
        let actor = Actor::job(TenantId::INSTALLATION, now);
        let sessions: (i64,) =
            db.look_up(&actor, |installation| installation.found(&store::OPEN_SESSIONS, &values![now]))?;
        self.sessions.set(sessions.0);
        for (measure, gauges) in &self.measures {
            let counts = (measure.count)(db, now)?;
            gauges.clear();
            for (value, count) in counts {
                gauges.get_or_create(&vec![(measure.label, value)]).set(count);
            }
        }
        *counted = Some(Stopwatch::now());
        Ok(())
    }
}

fn new_histogram() -> Histogram {
    Histogram::new(BOUNDS)
}

impl Writer {
    fn registered(registry: &mut Registry) -> Self {
        let writer = Self::default();
        registry.register("writes_waiting", "Writes that wait for their turn", writer.waiting.clone());
        registry.register("writes", "Writes that were run", writer.writes.clone());
        registry.register("write_batches", "Commits that the writes shared", writer.batches.clone());
        let help = "Connections to the database in use";
        registry.register("database_connections", help, writer.connections.clone());
        writer
    }

    fn set(&self, pulse: Pulse) {
        let gauge = |count| i64::try_from(count).unwrap_or(i64::MAX);
        self.waiting.set(gauge(pulse.waiting));
        self.connections.set(gauge(pulse.connections));
        self.writes.inner().store(pulse.writes, Ordering::Relaxed);
        self.batches.inner().store(pulse.batches, Ordering::Relaxed);
    }
}
