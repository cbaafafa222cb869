//! The goals for a nation's load, held against what was measured in one run.

use crate::measured::{RouteFigures, Scale};
use std::fmt::Write as _;

/// The same small federation among all and alone.
const AMONG_ALL: f64 = 1.5;
/// The federation of 40 and a small one.
const LARGE_PAGE: f64 = 2.0;
const LARGE_LIST: f64 = 3.0;
/// A list as of a year ago and now.
const PAST: f64 = 3.0;
const PAST_ON_SQLITE: f64 = 4.0;
const MEMORY_MIB: f64 = 150.0;
const START_MS: f64 = 1_000.0;

/// One goal: what was measured, its limit, and in which words.
struct Goal {
    what: String,
    measured: f64,
    limit: f64,
    unit: &'static str,
}

/// The goals of all installations that were measured, as a table.
pub fn table(scales: &[Scale]) -> String {
    let goals: Vec<Goal> = scales.iter().flat_map(|scale| goals_of(scale, scales)).collect();
    let mut text = String::from("| goal | measured | limit | |\n| --- | ---: | ---: | --- |\n");
    for Goal { what, measured, limit, unit } in &goals {
        let verdict = if measured <= limit { "met" } else { "**not met**" };
        let _ = writeln!(text, "| {what} | {measured:.1}{unit} | {limit:.1}{unit} | {verdict} |");
    }
    text
}

fn goals_of(scale: &Scale, all: &[Scale]) -> Vec<Goal> {
    let named = |what: &str| format!("{}, {}: {what}", scale.database, scale.municipalities);
    let mut goals = vec![
        Goal {
            what: named("memory, most"),
            measured: scale.peak_kib as f64 / 1_024.0,
            limit: MEMORY_MIB,
            unit: " MiB",
        },
        Goal { what: named("restart"), measured: scale.start_up_ms, limit: START_MS, unit: " ms" },
    ];
    let is_alone = |one: &&Scale| one.database == scale.database && one.municipalities == 1;
    if let Some(alone) = all.iter().find(is_alone).filter(|_| scale.municipalities > 1) {
        goals.extend(ratios(
            &scale.small,
            &alone.small,
            |_| Some(AMONG_ALL),
            |name, users| named(&format!("{name} at {users}, among all ÷ alone")),
        ));
    }
    let limit = |name: &str| match name {
        "search" | "matrix" | "gaps" => Some(LARGE_LIST),
        name if name.starts_with("list") => Some(LARGE_LIST),
        "system page" => Some(LARGE_PAGE),
        _ => None,
    };
    goals.extend(ratios(&scale.large, &scale.small, limit, |name, users| {
        named(&format!("{name} at {users}, federation of 40 ÷ small"))
    }));
    let past = if scale.database == "SQLite" { PAST_ON_SQLITE } else { PAST };
    for (federation, figures) in [("small", &scale.small), ("of 40", &scale.large)] {
        goals.extend(of_the_past(figures, past, |users| {
            named(&format!("list at {users}, a year ago ÷ now, federation {federation}"))
        }));
    }
    goals
}

/// The medians of the same routes at the same users, one divided by the other.
fn ratios(
    figures: &[RouteFigures],
    others: &[RouteFigures],
    limit: impl Fn(&str) -> Option<f64>,
    named: impl Fn(&str, usize) -> String,
) -> Vec<Goal> {
    let goal = |one: &RouteFigures| {
        let other = others.iter().find(|other| other.name == one.name && other.users == one.users)?;
        let measured = one.p50_us / other.p50_us;
        Some(Goal { what: named(&one.name, one.users), measured, limit: limit(&one.name)?, unit: "" })
    };
    figures.iter().filter(|one| !one.name.starts_with("empty")).filter_map(goal).collect()
}

fn of_the_past(figures: &[RouteFigures], limit: f64, named: impl Fn(usize) -> String) -> Vec<Goal> {
    let median = |name: &str, users: usize| {
        let found = figures.iter().find(|one| one.name == name && one.users == users);
        found.map(|one| one.p50_us)
    };
    let goal = |one: &RouteFigures| {
        let measured = one.p50_us / median("list", one.users)?;
        Some(Goal { what: named(one.users), measured, limit, unit: "" })
    };
    figures.iter().filter(|one| one.name == "list, as of a year ago").filter_map(goal).collect()
}
