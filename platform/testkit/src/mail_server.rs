//! A mail server for tests: it speaks SMTP over TCP on this machine, keeps what it takes, and behaves as badly as it is told.

use std::io::{BufRead, BufReader, Read as _, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How the server behaves towards the next connections and commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behaviour {
    Accept,
    /// Says nothing at all.
    HangAtGreeting,
    /// Hangs up before it has said anything.
    DropAtGreeting,
    /// Answers `RCPT TO` with this line.
    AnswerRecipient(&'static str),
    /// Answers the content with this line.
    AnswerContent(&'static str),
    /// Takes the content, keeps it, and hangs up without an answer.
    DropAfterContent,
    /// Takes the content, keeps it, and never answers.
    HangAfterContent,
    /// Hangs up in the middle of the conversation, before the content.
    DropAtData,
}

/// A mail that the server took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenMail {
    pub from: String,
    pub to: Vec<String>,
    /// Header and body as they came.
    pub content: String,
}

/// A server that runs until the test ends.
#[derive(Clone)]
pub struct MailTrap {
    port: u16,
    state: Arc<Mutex<State>>,
}

struct State {
    behaviour: Behaviour,
    taken: Vec<TakenMail>,
    connections: usize,
    signed_in: Vec<String>,
}

impl MailTrap {
    /// # Panics
    /// When the machine gives no port.
    #[must_use]
    pub fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let state = State { behaviour, taken: Vec::new(), connections: 0, signed_in: Vec::new() };
        let trap = Self { port, state: Arc::new(Mutex::new(state)) };
        let server = trap.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = server.clone();
                // A line that breaks off is part of what is tried.
                thread::spawn(move || drop(server.talk(&stream)));
            }
        });
        trap
    }

    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn behave(&self, behaviour: Behaviour) {
        self.with(|state| state.behaviour = behaviour);
    }

    #[must_use]
    pub fn taken(&self) -> Vec<TakenMail> {
        self.with(|state| state.taken.clone())
    }

    #[must_use]
    pub fn connections(&self) -> usize {
        self.with(|state| state.connections)
    }

    /// What was given after `AUTH`.
    #[must_use]
    pub fn signed_in(&self) -> Vec<String> {
        self.with(|state| state.signed_in.clone())
    }

    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn behaviour(&self) -> Behaviour {
        self.with(|state| state.behaviour.clone())
    }

    fn talk(&self, stream: &TcpStream) -> std::io::Result<()> {
        self.with(|state| state.connections += 1);
        match self.behaviour() {
            Behaviour::DropAtGreeting => return Ok(()),
            Behaviour::HangAtGreeting => return hang(stream),
            _ => say(stream, "220 trap ready")?,
        }
        let mut lines = BufReader::new(stream);
        let mut mail = TakenMail { from: String::new(), to: Vec::new(), content: String::new() };
        let mut line = String::new();
        loop {
            line.clear();
            if lines.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let command = line.trim_end().to_owned();
            let verb = command.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            match verb.as_str() {
                "EHLO" => say(stream, "250-trap\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN")?,
                "AUTH" => {
                    self.with(|state| state.signed_in.push(command.clone()));
                    say(stream, "235 welcome")?;
                }
                "MAIL" => {
                    mail = TakenMail { from: address_in(&command), to: Vec::new(), content: String::new() };
                    say(stream, "250 fine")?;
                }
                "RCPT" => match self.behaviour() {
                    Behaviour::AnswerRecipient(answer) => say(stream, answer)?,
                    _ => {
                        mail.to.push(address_in(&command));
                        say(stream, "250 fine")?;
                    }
                },
                "DATA" if self.behaviour() == Behaviour::DropAtData => return Ok(()),
                "DATA" => {
                    say(stream, "354 go on")?;
                    mail.content = content_of(&mut lines)?;
                    if !self.answer_content(stream, &mail)? {
                        return Ok(());
                    }
                }
                "QUIT" => return say(stream, "221 goodbye"),
                _ => say(stream, "250 fine")?,
            }
        }
    }

    /// False when nothing more is said.
    fn answer_content(&self, stream: &TcpStream, mail: &TakenMail) -> std::io::Result<bool> {
        let behaviour = self.behaviour();
        if let Behaviour::AnswerContent(answer) = behaviour {
            say(stream, answer)?;
            return Ok(true);
        }
        self.with(|state| state.taken.push(mail.clone()));
        match behaviour {
            Behaviour::DropAfterContent => Ok(false),
            Behaviour::HangAfterContent => hang(stream).map(|()| false),
            _ => say(stream, "250 taken").map(|()| true),
        }
    }
}

fn say(mut stream: &TcpStream, line: &str) -> std::io::Result<()> {
    stream.write_all(format!("{line}\r\n").as_bytes())
}

/// Waits until the other side has had enough.
fn hang(mut stream: &TcpStream) -> std::io::Result<()> {
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).map(|_| ())
}

fn address_in(command: &str) -> String {
    let from = command.find('<').map_or(0, |at| at + 1);
    let to = command.rfind('>').unwrap_or(command.len());
    command.get(from..to).unwrap_or_default().to_owned()
}

/// Everything up to the line with a single dot.
fn content_of(lines: &mut BufReader<&TcpStream>) -> std::io::Result<String> {
    let mut content = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(content);
        }
        content.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
