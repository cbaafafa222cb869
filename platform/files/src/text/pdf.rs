//! The words of a PDF. The format is large and what comes from outside may be made to break its reader, so that it is read
//! in a process of its own, with little memory and little time; what breaks there breaks nothing else.

use super::MOST_CHARS;
use crate::received::opened;
use rustix::process::{Resource, Rlimit, setrlimit};
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;

/// What the program is told in order to read a PDF.
pub(crate) const ASKED: &str = "text-of-pdf";
const PATIENCE: Duration = Duration::from_secs(15);
const MOST_SECONDS: u64 = 10;
const MOST_MEMORY: u64 = 300_000_000;
/// A sign takes four bytes at the most.
const MOST_BYTES: u64 = MOST_CHARS as u64 * 4;
/// One PDF at a time, so that however many come, they take the memory of one.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The words of a PDF, taken out by another process; none when it fails or takes too long.
pub(super) fn text(reader: &Path, content: &File) -> Option<String> {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let input = opened(content).ok()?.try_clone().ok()?;
    let mut command = Command::new(reader);
    command.arg(ASKED).env_clear().stdin(input).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().inspect_err(|error| tracing::warn!(%error, "no PDF can be read")).ok()?;
    let output = child.stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(MOST_BYTES).read_to_end(&mut bytes);
        // Nobody waits any longer when it took too long.
        let _ = sender.send(read.map(|_| bytes));
    });
    let words = receiver.recv_timeout(PATIENCE);
    // One that has ended cannot be ended; all of them are waited for, so that none is left.
    let _ = child.kill();
    let _ = child.wait();
    // What is too long ends anywhere, also in the middle of a sign.
    Some(String::from_utf8_lossy(&words.ok()?.ok()?).into_owned())
}

/// What the other process does: reads a PDF from its input and prints its words, within limits that it sets itself.
///
/// # Errors
/// When it is no PDF, or one that cannot be read within the limits.
pub fn print_text_of_pdf() -> Result<(), String> {
    let limits = [
        (Resource::As, MOST_MEMORY),
        (Resource::Cpu, MOST_SECONDS),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
    ];
    for (resource, most) in limits {
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        setrlimit(resource, limit).map_err(|error| error.to_string())?;
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    let text = pdf_extract::extract_text_from_mem(&bytes).map_err(|error| error.to_string())?;
    std::io::stdout().write_all(text.as_bytes()).map_err(|error| error.to_string())
}
