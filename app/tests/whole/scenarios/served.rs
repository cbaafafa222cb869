//! The program as its users meet it: a process of its own that listens on a port, and those who ask it over HTTP.

use serde_json::Value as Json;
use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// `vidmakt serve` on a port of its own; ends with the test.
pub struct Served {
    process: Child,
    host: String,
    /// What it has said since it listens.
    said: Arc<Mutex<Vec<String>>>,
    reader: Option<JoinHandle<()>>,
}

impl Served {
    pub fn on(database: &str) -> Self {
        Self::with(database, &[])
    }

    /// With further settings.
    pub fn with(database: &str, settings: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_vidmakt"))
            .args(["serve", "--listen", "127.0.0.1:0", "--database", database])
            .args(settings)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut told =
            BufReader::new(process.stderr.take().expect("its messages")).lines().map_while(Result::ok);
        let line = told.find(|line| line.contains("http://")).expect("it says where it answers");
        let host = line.split_once("http://").map(|(_, host)| host.trim().to_owned()).expect("an address");
        let said = Arc::<Mutex<Vec<String>>>::default();
        let heard = said.clone();
        // Somebody reads on, so that it never waits for a reader.
        let reader = std::thread::spawn(move || {
            told.for_each(|line| {
                println!("{line}");
                heard.lock().expect("whole").push(line);
            });
        });
        Self { process, host, said, reader: Some(reader) }
    }

    pub fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.host).expect("it listens")
    }

    pub fn listens(&self) -> bool {
        TcpStream::connect(&self.host).is_ok()
    }

    /// Asks for a page as anybody may: the status, the head and the body of the answer.
    pub fn ask(&self, request: &str, headers: &str) -> (u16, String) {
        let mut stream = self.connect();
        let text = format!("{request} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", self.host);
        stream.write_all(text.as_bytes()).expect("sent");
        read_answer(stream)
    }

    /// As systemd stops it.
    pub fn tell_to_stop(&self) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill runs").success());
    }

    /// Waits until it has ended, and tells how and what it said.
    pub fn ended(mut self) -> (Option<i32>, Vec<String>) {
        let code = self.process.wait().expect("it ends").code();
        self.reader.take().expect("a reader").join().expect("it has heard all");
        (code, self.said.lock().expect("whole").clone())
    }

    /// Files that it has open and that stand in no folder: uploads on their way.
    pub fn nameless_files(&self) -> usize {
        let open = std::fs::read_dir(format!("/proc/{}/fd", self.process.id())).expect("it runs");
        let named = open.filter_map(|file| std::fs::read_link(file.ok()?.path()).ok());
        named.filter(|path| path.to_string_lossy().ends_with("(deleted)")).count()
    }

    pub fn script(&self, token: &str) -> Script {
        let stream = self.connect();
        Script { stream: BufReader::new(stream), host: self.host.clone(), token: token.to_owned() }
    }

    /// As `kill -9`, while others still hold on to it.
    pub fn kill_now(&self) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-KILL", &id]).status().expect("kill runs").success());
    }

    /// As `kill -9`: it hears nothing and finishes nothing.
    pub fn kill(mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it ends");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The status and the whole text of an answer on a connection that ends with it.
pub fn read_answer(mut stream: TcpStream) -> (u16, String) {
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer");
    let status = text.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
    (status, text)
}

/// A script with a token, on one connection that it keeps.
pub struct Script {
    stream: BufReader<TcpStream>,
    host: String,
    token: String,
}

impl Script {
    pub fn get(&mut self, path: &str) -> Result<(u16, Json)> {
        self.ask("GET", path, "", "")
    }

    pub fn post(&mut self, path: &str, idempotency_key: &str, body: &Json) -> Result<(u16, Json)> {
        let headers = format!("Idempotency-Key: {idempotency_key}\r\nContent-Type: application/json\r\n");
        self.ask("POST", path, &headers, &body.to_string())
    }

    /// Sends a spreadsheet by itself.
    pub fn post_sheet(&mut self, path: &str, idempotency_key: &str, sheet: &str) -> Result<(u16, Json)> {
        let headers = format!("Idempotency-Key: {idempotency_key}\r\nContent-Type: text/csv\r\n");
        self.ask("POST", path, &headers, sheet)
    }

    fn ask(&mut self, method: &str, path: &str, headers: &str, body: &str) -> Result<(u16, Json)> {
        let Self { host, token, .. } = self;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let status = self.line()?.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
        let mut length = 0;
        loop {
            let line = self.line()?.to_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or_default();
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((status, serde_json::from_slice(&body)?))
    }

    /// A line of the answer's head; an answer that breaks off is an error.
    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line)? {
            0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}
