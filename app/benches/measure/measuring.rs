//! The server under load, and the same reads beside it.

use crate::Outcome;
use crate::guests::Guests;
use crate::http::Request;
use crate::load::{Load, Series};
use crate::measured::{Floor, RouteFigures};
use crate::program::Server;
use crate::reads::Reads;
use kernel::{Choice as _, Id};
use register::SystemKind;
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One federation on a running server, as its users meet it.
pub struct Measuring<'a> {
    pub server: &'a Server,
    pub guests: &'a Guests,
    /// How many users there are at once; the first number is 1.
    pub users: &'a [usize],
    pub reads: &'a Reads,
    /// Systems whose pages are looked at in turn.
    pub systems: &'a [Id],
    pub kind: SystemKind,
}

/// What is asked of a route, and the status that is right.
pub type Asking<'a> = (&'static str, u16, &'a (dyn Fn(usize, usize) -> Request + Sync));

impl Measuring<'_> {
    /// The route that does nothing for somebody who is signed in. Answers its median at one user.
    pub fn empty(&self, figures: &mut Vec<RouteFigures>) -> Outcome<f64> {
        self.measure(("empty, signed in", 303, &|user, _| self.guests.get(user, "/logga-in")), figures)
    }

    /// The address of a system, another one each time.
    pub fn page(&self, number: usize) -> String {
        format!("/system/{}", self.systems[number % self.systems.len()])
    }

    /// Creating comes last in every measurement, so that the lists are those of the register as it was filled.
    pub fn creates(&self, figures: &mut Vec<RouteFigures>) -> Outcome<()> {
        let owner = self.reads.owner_of(self.systems[0])?;
        let address = format!("/api/v1/systems/{}", self.systems[0]);
        let bearer = format!("Bearer {}", self.guests.token);
        // Refused before the record is looked up, for want of `If-Match`.
        let nothing = |_, _| {
            Request::with_body("PATCH", &address, "application/json", "{}".into())
                .header("authorization", &bearer)
        };
        let empty = self.measure(("empty, by token", 428, &nothing), figures)?;
        let number = AtomicUsize::new(0);
        let create = |_, _| {
            let name = format!("Genom API {}", number.fetch_add(1, Ordering::Relaxed));
            let body = json!({ "name": name, "kind": self.kind.name(), "organisation": owner }).to_string();
            Request::with_body("POST", "/api/v1/systems", "application/json", body)
                .header("authorization", &bearer)
        };
        let without_http = self.reads.create(self.kind, owner)?;
        self.beside(("create by API", 201, &create), empty, &without_http, figures)
    }

    /// Measures a route and puts its floor beside the figures of one user.
    pub fn beside(
        &self,
        asking: Asking,
        empty_route_p50_us: f64,
        without_http: &Series,
        figures: &mut Vec<RouteFigures>,
    ) -> Outcome<()> {
        let begin = figures.len();
        self.measure(asking, figures)?;
        let without_http_p50_us = without_http.percentile_micros(50);
        figures[begin].floor = Some(Floor { empty_route_p50_us, without_http_p50_us });
        Ok(())
    }

    /// Measures a route at one user and at several; answers the median at one user.
    pub fn measure(&self, asking: Asking, figures: &mut Vec<RouteFigures>) -> Outcome<f64> {
        let begin = figures.len();
        for users in self.users.iter().copied() {
            eprintln!("  {} at {users}", asking.0);
            figures.push(self.under_load(asking, users)?);
        }
        Ok(figures[begin].p50_us)
    }

    fn under_load(&self, (name, expected_status, request): Asking, users: usize) -> Outcome<RouteFigures> {
        let load = Load { address: self.server.address, users, expected_status, request };
        load.warm_up()?;
        let before = self.server.cpu_seconds()?;
        let series = load.run()?;
        let cpu = self.server.cpu_seconds()? - before;
        Ok(RouteFigures {
            name: name.to_owned(),
            users,
            requests_per_second: series.per_second(),
            p50_us: series.percentile_micros(50),
            p99_us: series.percentile_micros(99),
            server_cpu_us: cpu * 1e6 / series.count() as f64,
            floor: None,
        })
    }
}
