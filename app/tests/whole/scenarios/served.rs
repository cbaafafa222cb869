//! The program as its users meet it: a process of its own that listens on a port, and those who ask it over HTTP.

use serde_json::Value as Json;
use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// `vidmakt serve` on a port of its own; ends with the test.
pub struct Served {
    process: Child,
    host: String,
}

impl Served {
    pub fn on(database: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_vidmakt"))
            .args(["serve", "--listen", "127.0.0.1:0", "--database", database])
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
        // Somebody reads on, so that it never waits for a reader.
        std::thread::spawn(move || told.for_each(|line| println!("{line}")));
        Self { process, host }
    }

    pub fn script(&self, token: &str) -> Script {
        let stream = TcpStream::connect(&self.host).expect("it listens");
        Script { stream: BufReader::new(stream), host: self.host.clone(), token: token.to_owned() }
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
