//! The figures as tables to read.

use crate::long_files;
use crate::measured::{Figures, ImportFigures, PageFigures, RouteFigures, Trial};
use crate::program::LONGEST_COMMAND;
use crate::scale_report;
use std::fmt::Write as _;

/// How many times the floor a route may take at one user.
const GOAL_RATIO: f64 = 3.0;
/// What a page after the first visit may cost.
const GOAL_PAGE: (usize, usize) = (6, 60_000);

/// All figures in Markdown.
pub fn markdown(figures: &Figures) -> String {
    let machine = &figures.machine;
    let mut text = String::new();
    let megabytes = machine.binary_bytes as f64 / 1e6;
    let _ = writeln!(
        text,
        "Measured {} on {} cores of {}, Vidmakt {}, profile `{}`, binary {megabytes:.1} MB.",
        machine.date, machine.cores, machine.processor, machine.version, machine.profile
    );
    scale_report::markdown(&mut text, &figures.scales);
    long_files::markdown(&mut text, &figures.files);
    for trial in &figures.trials {
        let _ =
            writeln!(text, "\n### {}, an imported register of {} systems\n", trial.database, trial.systems);
        routes(&mut text, &trial.routes);
        others(&mut text, trial);
    }
    text
}

pub fn routes(text: &mut String, routes: &[RouteFigures]) {
    text.push_str(
        "| route | users | requests/s | p50 µs | p99 µs | server CPU µs | empty + reads µs | ratio |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n",
    );
    for route in routes {
        let RouteFigures { name, users, requests_per_second, p50_us, p99_us, server_cpu_us, .. } = route;
        let floor = route.floor.map_or(String::new(), |floor| {
            format!("{:.0} + {:.0}", floor.empty_route_p50_us, floor.without_http_p50_us)
        });
        let ratio =
            route.ratio().map_or(String::new(), |ratio| format!("{ratio:.1} {}", met(ratio <= GOAL_RATIO)));
        let _ = writeln!(
            text,
            "| {name} | {users} | {requests_per_second:.0} | {p50_us:.0} | {p99_us:.0} | {server_cpu_us:.0} | {floor} | {ratio} |"
        );
    }
}

fn met(is_met: bool) -> &'static str {
    if is_met { "(met)" } else { "(**not met**)" }
}

fn imported(import: &ImportFigures) -> String {
    let (rows, peak) = (import.rows, mebibytes(import.peak_kib));
    match import.seconds {
        Some(seconds) => {
            format!("{rows} rows in {seconds:.1} s, {:.0} rows/s, {peak:.0} MiB", rows as f64 / seconds)
        }
        None => format!("{rows} rows: **stopped** after {} s", LONGEST_COMMAND.as_secs()),
    }
}

pub fn mebibytes(kib: u64) -> f64 {
    kib as f64 / 1_024.0
}

fn others(text: &mut String, trial: &Trial) {
    text.push_str("\n| what | figure |\n| --- | --- |\n");
    let mut row = |what: &str, figure: String| {
        let _ = writeln!(text, "| {what} | {figure} |");
    };
    row("start-up to *ready*", format!("{:.0} ms", trial.start_up_ms));
    let memory = [trial.idle_kib, trial.after_load_kib, trial.peak_kib].map(mebibytes);
    row(
        "memory idle, after the load, most",
        format!("{:.0}, {:.0}, {:.0} MiB", memory[0], memory[1], memory[2]),
    );
    for import in &trial.imports {
        row(&format!("import ({})", import.name), imported(import));
    }
    let evaluation = &trial.evaluation;
    row(
        "findings at the creation of a system",
        format!(
            "{:.1} records × {} demands evaluated in {:.0} µs",
            evaluation.subjects_per_create, evaluation.demands_per_system, evaluation.micros_per_create
        ),
    );
    row(
        "findings, all anew",
        format!("{} records in {:.0} ms", evaluation.rebuilt_subjects, evaluation.rebuild_ms),
    );
    for (place, PageFigures { name, requests, bytes }) in trial.pages.iter().enumerate() {
        let is_met = *requests <= GOAL_PAGE.0 && *bytes <= GOAL_PAGE.1;
        let verdict = if place == 0 { "" } else { met(is_met) };
        row(
            &format!("page: {name}"),
            format!("{requests} requests, {:.1} KB {verdict}", *bytes as f64 / 1e3),
        );
    }
}
