//! The program under measurement: its commands, its server, and what the kernel knows of its memory and CPU.

use crate::Outcome;
use crate::http::{self, Request};
use serde_json::Value as Json;
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use storage::DatabaseUrl;

/// The binary that Cargo built beside this measurement, in the same profile.
pub const BINARY: &str = env!("CARGO_BIN_EXE_vidmakt");
/// `/proc` counts CPU time in hundredths of a second, on every Linux.
const TICKS_PER_SECOND: f64 = 100.0;
const LONGEST_START: Duration = Duration::from_secs(30);
/// A command that takes longer is stopped, so that the whole measurement ends within minutes.
pub const LONGEST_COMMAND: Duration = Duration::from_secs(90);
/// After a start, the server's own rounds may take so long before anything is measured.
const LONGEST_ROUNDS: Duration = Duration::from_secs(180);
/// A server that takes less than this share of a core has no rounds left to do.
const IDLE: f64 = 0.03;

/// What a command answered and what it cost.
pub struct Done {
    pub answer: Json,
    pub took: Duration,
    pub peak_kib: u64,
}

/// The program on one database.
pub struct Program {
    database: String,
}

impl Program {
    pub fn on(url: &DatabaseUrl) -> Self {
        Self { database: url.whole() }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        // In the environment, since the address may hold a password and every user of a machine sees its commands.
        command.args(arguments).env("VIDMAKT_DATABASE", &self.database).env("LC_ALL", "en_GB.UTF-8");
        command
    }

    /// Runs a command and reads its answer.
    pub fn run(&self, arguments: &[&str]) -> Outcome<Done> {
        self.run_within(LONGEST_COMMAND, arguments)
    }

    /// The same with another limit.
    pub fn run_within(&self, longest: Duration, arguments: &[&str]) -> Outcome<Done> {
        let begun = Instant::now();
        let child =
            self.command(arguments).arg("--json").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let peak = watch_peak(child.id(), longest);
        let output = child.wait_with_output()?;
        let took = begun.elapsed();
        let answer =
            answer_of(&output).map_err(|error| format!("vidmakt {}: {error}", arguments.join(" ")))?;
        Ok(Done { answer, took, peak_kib: peak.join().unwrap_or_default() })
    }

    /// Starts the server, and waits until it is ready.
    pub fn serve(&self) -> Outcome<Server> {
        let address = free_address()?;
        let begun = Instant::now();
        let child =
            self.command(&["serve", "--listen", &address.to_string()]).stderr(Stdio::null()).spawn()?;
        let mut server = Server { child, address, start_up: Duration::ZERO };
        while !is_ready(address) {
            if begun.elapsed() > LONGEST_START || server.child.try_wait()?.is_some() {
                return Err("the server does not start".into());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        server.start_up = begun.elapsed();
        Ok(server)
    }
}

fn answer_of(output: &Output) -> Outcome<Json> {
    if !output.status.success() {
        let (said, told) = (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
        return Err(
            format!("{}: {said}{}", output.status, told.chars().take(2_000).collect::<String>()).into()
        );
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Another program may take the port before the server does; then the measurement is run again.
fn free_address() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

fn is_ready(address: SocketAddr) -> bool {
    http::ask(address, &Request::get("/readyz")).is_ok_and(|answer| answer.status == 200)
}

/// Follows a process until it ends, tells the most memory that it held, and stops it when it takes too long.
fn watch_peak(process: u32, longest: Duration) -> JoinHandle<u64> {
    std::thread::spawn(move || {
        let (mut peak, begun) = (0, Instant::now());
        while let Some(kib) = memory_kib(process, "VmHWM:") {
            peak = kib;
            if begun.elapsed() > longest {
                // One that has just ended by itself needs no signal.
                let _ = Command::new("kill").args(["-KILL", &process.to_string()]).status();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        peak
    })
}

/// A line of `/proc/<pid>/status`; none once the process has ended.
fn memory_kib(process: u32, name: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// A running server; it ends with this value.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From the start of the process to the first *ready*.
    pub start_up: Duration,
}

impl Server {
    pub fn resident_kib(&self) -> u64 {
        memory_kib(self.child.id(), "VmRSS:").unwrap_or_default()
    }

    pub fn peak_kib(&self) -> u64 {
        memory_kib(self.child.id(), "VmHWM:").unwrap_or_default()
    }

    /// Waits until the rounds of the server, which begin with it, have nothing left to do.
    pub fn settle(&self) -> Outcome<()> {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST_ROUNDS {
            let before = self.cpu_seconds()?;
            std::thread::sleep(Duration::from_secs(2));
            if (self.cpu_seconds()? - before) / 2.0 < IDLE {
                return Ok(());
            }
        }
        eprintln!("  the server still has rounds to do");
        Ok(())
    }

    /// CPU time of the server since it started, its own and the kernel's for it.
    pub fn cpu_seconds(&self) -> Outcome<f64> {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name of the program stands in parentheses and may hold spaces.
        let fields = text.rsplit_once(')').ok_or("no process status")?.1.split_whitespace();
        let ticks: Vec<f64> = fields.skip(11).take(2).map(str::parse).collect::<Result<_, _>>()?;
        Ok(ticks.iter().sum::<f64>() / TICKS_PER_SECOND)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
