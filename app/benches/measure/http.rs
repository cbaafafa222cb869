//! A small HTTP/1.1 client over one kept connection, so that the cost of a large one is not measured with the server.

use crate::Outcome;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than any answer may take; a server that hangs ends the measurement.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is asked.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: &'static str,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Of the head and the body, as they came over the line.
    pub bytes: usize,
}

impl Request {
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", path: path.into(), headers: Vec::new(), body: String::new() }
    }

    pub fn with_body(
        method: &'static str,
        path: impl Into<String>,
        content_type: &str,
        body: String,
    ) -> Self {
        Self { method, path: path.into(), headers: vec![("content-type", content_type.to_owned())], body }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn text(&self) -> String {
        let mut text = format!("{} {} HTTP/1.1\r\nhost: bench\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("content-length: {}\r\n\r\n{}", self.body.len(), self.body));
        text
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A kept connection to the server.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    pub fn open(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::with_capacity(64 * 1_024, stream) })
    }

    pub fn send(&mut self, request: &Request) -> Outcome<Answer> {
        self.stream.get_mut().write_all(request.text().as_bytes())?;
        let mut bytes = 0;
        let status_line = self.line(&mut bytes)?;
        let status = status_line.split(' ').nth(1).ok_or("no status in the answer")?.parse()?;
        let mut headers = Vec::new();
        loop {
            let line = self.line(&mut bytes)?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Answer { status, headers, body: Vec::new(), bytes };
        self.read_body(&mut answer)?;
        Ok(answer)
    }

    fn read_body(&mut self, answer: &mut Answer) -> Outcome<()> {
        if answer.header("transfer-encoding").is_some_and(|value| value.contains("chunked")) {
            loop {
                let length = usize::from_str_radix(self.line(&mut answer.bytes)?.trim(), 16)?;
                self.take(length, answer)?;
                self.line(&mut answer.bytes)?;
                if length == 0 {
                    return Ok(());
                }
            }
        }
        let length = answer.header("content-length").map_or(Ok(0), str::parse)?;
        self.take(length, answer)
    }

    fn take(&mut self, length: usize, answer: &mut Answer) -> Outcome<()> {
        let begin = answer.body.len();
        answer.body.resize(begin + length, 0);
        self.stream.read_exact(&mut answer.body[begin..])?;
        answer.bytes += length;
        Ok(())
    }

    /// A line of the head, without its end.
    fn line(&mut self, bytes: &mut usize) -> Outcome<String> {
        let mut line = String::new();
        *bytes += self.stream.read_line(&mut line)?;
        if line.is_empty() {
            return Err("the server closed the connection".into());
        }
        Ok(line.trim_end().to_owned())
    }
}

/// Asks once over a connection of its own.
pub fn ask(address: SocketAddr, request: &Request) -> Outcome<Answer> {
    Connection::open(address)?.send(request)
}
