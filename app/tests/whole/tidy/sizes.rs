//! How long a file and a function may be, and how many parameters one can keep in mind.

use super::source::Source;
use super::{assert_none, on_program, on_sample};

const MOST_LINES_OF_A_FILE: usize = 500;
const MOST_LINES_OF_A_FUNCTION: usize = 70;
const MOST_PARAMETERS: usize = 5;

fn long_files(source: &Source) -> Vec<String> {
    let lines = source.lines_without_tests();
    if lines <= MOST_LINES_OF_A_FILE {
        return Vec::new();
    }
    vec![format!("{}: {lines} lines without tests, at most {MOST_LINES_OF_A_FILE}", source.path)]
}

fn long_functions(source: &Source) -> Vec<String> {
    let length = |first: usize, last: usize| last - first + 1;
    source
        .functions
        .iter()
        .map(|function| (function, length(function.first_line, function.last_line)))
        .filter(|(_, lines)| *lines > MOST_LINES_OF_A_FUNCTION)
        .map(|(function, lines)| {
            format!(
                "{}: {} has {lines} lines, at most {MOST_LINES_OF_A_FUNCTION}",
                source.at(function.first_line),
                function.name
            )
        })
        .collect()
}

fn many_parameters(source: &Source) -> Vec<String> {
    let functions = source.functions.iter().filter(|function| function.parameters.len() > MOST_PARAMETERS);
    functions
        .map(|function| {
            let count = function.parameters.len();
            format!(
                "{}: {} takes {count} parameters, at most {MOST_PARAMETERS}",
                source.at(function.first_line),
                function.name
            )
        })
        .collect()
}

#[test]
fn files_are_short_enough_to_be_read() {
    assert_none("files", &on_program(long_files));
}

#[test]
fn functions_are_short_enough_to_be_seen_at_once() {
    let wrong: Vec<String> = super::source::all().iter().flat_map(long_functions).collect();
    assert_none("functions", &wrong);
}

#[test]
fn functions_take_few_parameters() {
    let wrong: Vec<String> = super::source::all().iter().flat_map(many_parameters).collect();
    assert_none("parameters", &wrong);
}

#[test]
fn what_is_too_long_is_found() {
    let long_file = "const A: u8 = 1;\n".repeat(501);
    assert_eq!(on_sample("a.rs", &long_file, long_files), ["a.rs: 501 lines without tests, at most 500"]);
    let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "const A: u8 = 1;\n".repeat(501));
    assert!(on_sample("a.rs", &tests, long_files).is_empty(), "tests do not count");
    let long_function = format!("impl A {{\nfn f(&self) {{\n{}}}\n}}", "a();\n".repeat(69));
    assert_eq!(on_sample("a.rs", &long_function, long_functions), ["a.rs:2: f has 71 lines, at most 70"]);
    let six = "fn f(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8) {}";
    assert_eq!(on_sample("a.rs", six, many_parameters), ["a.rs:1: f takes 6 parameters, at most 5"]);
}
