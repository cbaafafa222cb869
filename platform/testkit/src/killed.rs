//! A test that runs itself once more as the program that is killed.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Runs a test of this program by itself, told in its environment that it is the one to be killed, and kills it
/// (SIGKILL on every Unix) at the first line in which something is found. Without such a line it has ended by itself.
///
/// # Panics
/// When it cannot be started, read or ended.
pub fn kill_when<T>(
    test: &str,
    environment: &[(&str, String)],
    mut found: impl FnMut(&str) -> Option<T>,
) -> Option<T> {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", test, "--nocapture"])
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let found = lines.map_while(Result::ok).find_map(|line| found(&line));
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    found
}
