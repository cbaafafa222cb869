//! A receiver of web-hooks for tests: it speaks HTTP over TCP on this machine, keeps what it is sent, and behaves as badly
//! as it is told.

use std::io::{BufRead, BufReader, Read as _, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How the receiver behaves towards the next messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answers {
    /// This status, and nothing in the body.
    Status(u16),
    /// A status of 302 to this address.
    Redirect(String),
    /// Takes the message and never answers.
    Hang,
    /// Answers byte by byte, without end.
    Drip,
    /// Answers 200 with a body that never ends.
    Endless,
    /// Answers with a head that never ends.
    EndlessHead,
    /// Something that is not HTTP.
    Nonsense,
    /// Hangs up without an answer.
    Drop,
}

/// A message that the receiver got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GotMessage {
    pub path: String,
    /// Names in small letters.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl GotMessage {
    /// A header by its name in small letters; empty when it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value.as_str())
    }
}

/// A receiver that runs until the test ends.
#[derive(Clone)]
pub struct Receiver {
    port: u16,
    state: Arc<Mutex<(Answers, Vec<GotMessage>)>>,
}

impl Receiver {
    /// # Panics
    /// When the machine gives no port.
    #[must_use]
    pub fn start(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let receiver = Self { port, state: Arc::new(Mutex::new((answers, Vec::new()))) };
        let server = receiver.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = server.clone();
                // A line that breaks off is part of what is tried.
                thread::spawn(move || drop(server.talk(&stream)));
            }
        });
        receiver
    }

    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where it listens, by the number of this machine.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/krok", self.port)
    }

    pub fn answer(&self, answers: Answers) {
        self.with(|state| state.0 = answers);
    }

    #[must_use]
    pub fn got(&self) -> Vec<GotMessage> {
        self.with(|state| state.1.clone())
    }

    fn with<T>(&self, look: impl FnOnce(&mut (Answers, Vec<GotMessage>)) -> T) -> T {
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn talk(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut headers = Vec::new();
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut got = GotMessage { path, headers, body: String::new() };
        let length = got.header("content-length").parse().unwrap_or_default();
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        got.body = String::from_utf8_lossy(&body).into_owned();
        let answers = self.with(|state| {
            state.1.push(got);
            state.0.clone()
        });
        answer(stream, &answers)
    }
}

fn answer(mut stream: &TcpStream, answers: &Answers) -> std::io::Result<()> {
    let head = |status: u16| format!("HTTP/1.1 {status} Said\r\nconnection: close\r\n");
    match answers {
        Answers::Status(status) => write!(stream, "{}content-length: 0\r\n\r\n", head(*status)),
        Answers::Redirect(to) => write!(stream, "{}location: {to}\r\ncontent-length: 0\r\n\r\n", head(302)),
        Answers::Hang => {
            thread::sleep(Duration::from_secs(60));
            Ok(())
        }
        Answers::Drip => without_end(stream, "HTTP/1.1 200 Said\r\n", "x: y\r\n", Duration::from_millis(200)),
        Answers::Endless => {
            without_end(stream, &format!("{}\r\n", head(200)), &"x".repeat(65_536), Duration::ZERO)
        }
        Answers::EndlessHead => without_end(stream, &head(200), "x-long: yyyyyyyyyyyyyy\r\n", Duration::ZERO),
        Answers::Nonsense => write!(stream, "220 mail.example ready\r\n"),
        Answers::Drop => Ok(()),
    }
}

/// Until the other side hangs up.
fn without_end(mut stream: &TcpStream, first: &str, more: &str, pause: Duration) -> std::io::Result<()> {
    stream.write_all(first.as_bytes())?;
    loop {
        stream.write_all(more.as_bytes())?;
        thread::sleep(pause);
    }
}
