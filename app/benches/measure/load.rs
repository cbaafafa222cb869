//! A closed loop: so many users at once, each asking again as soon as it has its answer.

use crate::Outcome;
use crate::http::{Connection, Request};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How long a load lasts. Long enough for a hundred ticks of the CPU clock, which counts hundredths of a second.
pub const LASTING: Duration = Duration::from_secs(4);
/// How long reads without HTTP are repeated.
const LASTING_WITHOUT_HTTP: Duration = Duration::from_secs(2);
const WARM_UP: Duration = Duration::from_millis(500);
/// A slow read is still measured this often.
const LEAST_SAMPLES: usize = 20;

/// How long each of many equal things took.
#[derive(Debug, Default)]
pub struct Series {
    /// Shortest first.
    sorted: Vec<Duration>,
    took: Duration,
}

impl Series {
    pub fn of(mut durations: Vec<Duration>, took: Duration) -> Self {
        durations.sort_unstable();
        Self { sorted: durations, took }
    }

    pub fn count(&self) -> usize {
        self.sorted.len()
    }

    pub fn per_second(&self) -> f64 {
        self.count() as f64 / self.took.as_secs_f64()
    }

    /// The duration that this many of a hundred do not exceed, in microseconds.
    pub fn percentile_micros(&self, percent: usize) -> f64 {
        let place = (self.count() * percent).div_ceil(100).saturating_sub(1);
        self.sorted.get(place).map_or(f64::NAN, |duration| duration.as_secs_f64() * 1e6)
    }
}

/// What users ask: the request of a user (from 0) for the nth time, and the status that is right.
pub struct Load<'a> {
    pub address: SocketAddr,
    pub users: usize,
    pub expected_status: u16,
    pub request: &'a (dyn Fn(usize, usize) -> Request + Sync),
}

impl Load<'_> {
    /// Asks for a moment, so that caches and connections are warm; the caller then reads the server's clocks.
    pub fn warm_up(&self) -> Outcome<()> {
        self.run_for(WARM_UP).map(|_| ())
    }

    /// Asks for [`LASTING`].
    pub fn run(&self) -> Outcome<Series> {
        self.run_for(LASTING)
    }

    fn run_for(&self, lasting: Duration) -> Outcome<Series> {
        let begun = Instant::now();
        let durations = std::thread::scope(|scope| {
            let users: Vec<_> =
                (0..self.users).map(|user| scope.spawn(move || self.one_user(user, lasting))).collect();
            let mut all = Vec::new();
            for user in users {
                all.extend(user.join().map_err(|_| "a user of the load panicked")??);
            }
            Outcome::Ok(all)
        })?;
        Ok(Series::of(durations, begun.elapsed()))
    }

    fn one_user(&self, user: usize, lasting: Duration) -> Outcome<Vec<Duration>> {
        let mut connection = Connection::open(self.address)?;
        let mut durations = Vec::new();
        let begun = Instant::now();
        while begun.elapsed() < lasting {
            let request = (self.request)(user, durations.len());
            let asked = Instant::now();
            let answer = connection.send(&request)?;
            durations.push(asked.elapsed());
            if answer.status != self.expected_status {
                let (method, path) = (request.method, &request.path);
                return Err(format!("{method} {path}: {} {}", answer.status, answer.text()).into());
            }
        }
        Ok(durations)
    }
}

/// Repeats something without HTTP on this thread.
pub fn repeat(mut work: impl FnMut(usize) -> Outcome<()>) -> Outcome<Series> {
    let warm = Instant::now();
    let mut number = 0;
    while warm.elapsed() < WARM_UP {
        work(number)?;
        number += 1;
    }
    let (begun, mut durations) = (Instant::now(), Vec::new());
    while begun.elapsed() < LASTING_WITHOUT_HTTP || durations.len() < LEAST_SAMPLES {
        let one = Instant::now();
        work(number)?;
        durations.push(one.elapsed());
        number += 1;
    }
    Ok(Series::of(durations, begun.elapsed()))
}
