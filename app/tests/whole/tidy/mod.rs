//! The rules of the house that no compiler holds: who stands on whom, what stands where, how long and how named.
//! Each rule is a function from sources to objections, tried on a small bad sample, so that it is known to bite.

mod arrows;
mod names;
mod places;
mod sizes;
pub mod source;

use source::Source;

/// Fails with one line for each objection.
fn assert_none(rule: &str, objections: &[String]) {
    assert!(objections.is_empty(), "{rule}:\n{}\n({} in all)", objections.join("\n"), objections.len());
}

/// What a rule says about every source of the program, tests left out.
fn on_program(rule: impl Fn(&Source) -> Vec<String>) -> Vec<String> {
    source::all().iter().filter(|source| !source.is_test).flat_map(rule).collect()
}

/// What a rule says about a sample.
fn on_sample(path: &str, text: &str, rule: impl Fn(&Source) -> Vec<String>) -> Vec<String> {
    rule(&Source::read(path, text))
}
