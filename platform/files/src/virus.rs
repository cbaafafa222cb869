//! Asks clamd about a file, over its own simple protocol: the bytes in pieces, then one line of answer.

use crate::received::opened;
use crate::settings::{Place, VirusCheck};
use std::fs::File;
use std::io::{Read, Result, Write};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

const PIECE: usize = 65_536;
/// Its answers are short.
const LONGEST_ANSWER: u64 = 2_000;

/// What clamd says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Clean,
    /// The name of what it found.
    Infected(String),
}

/// # Errors
/// When it cannot be reached, does not answer in time, or does not look at the file.
pub(crate) fn scan(check: &VirusCheck, content: &File) -> Result<Verdict> {
    match &check.place {
        Place::Unix(path) => {
            let stream = UnixStream::connect(path)?;
            stream.set_read_timeout(Some(check.patience))?;
            stream.set_write_timeout(Some(check.patience))?;
            ask(stream, content, check.patience)
        }
        Place::Tcp(address) => {
            let addresses = address.to_socket_addrs()?;
            let stream = connect(addresses, check.patience)?;
            stream.set_read_timeout(Some(check.patience))?;
            stream.set_write_timeout(Some(check.patience))?;
            ask(stream, content, check.patience)
        }
    }
}

fn connect(addresses: impl Iterator<Item = std::net::SocketAddr>, patience: Duration) -> Result<TcpStream> {
    let mut last = std::io::Error::other("the address of clamd has no machine");
    for address in addresses {
        match TcpStream::connect_timeout(&address, patience) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn ask(mut stream: impl Read + Write, content: &File, patience: Duration) -> Result<Verdict> {
    let deadline = Instant::now() + patience * 2;
    let mut file = opened(content).map_err(std::io::Error::other)?;
    stream.write_all(b"zINSTREAM\0")?;
    let mut piece = vec![0; PIECE];
    loop {
        let length = file.read(&mut piece)?;
        if Instant::now() > deadline {
            return Err(std::io::ErrorKind::TimedOut.into());
        }
        let size = u32::try_from(length).map_err(std::io::Error::other)?;
        stream.write_all(&size.to_be_bytes())?;
        stream.write_all(&piece[..length])?;
        if length == 0 {
            break;
        }
    }
    stream.flush()?;
    let mut answer = String::new();
    stream.take(LONGEST_ANSWER).read_to_string(&mut answer)?;
    verdict(&answer)
}

/// `stream: OK`, `stream: Win.Test.EICAR_HDB-1 FOUND`, or why it did not look.
fn verdict(answer: &str) -> Result<Verdict> {
    let answer = answer.trim_matches(['\0', '\n', ' ']);
    let said = answer.strip_prefix("stream:").map_or(answer, str::trim);
    match said.strip_suffix("FOUND") {
        Some(name) => Ok(Verdict::Infected(name.trim().to_owned())),
        None if said == "OK" => Ok(Verdict::Clean),
        None => Err(std::io::Error::other(format!("clamd answered {answer:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clamd_says_is_understood_and_anything_else_is_no_verdict() {
        assert_eq!(verdict("stream: OK\0").unwrap(), Verdict::Clean);
        let found = Verdict::Infected("Win.Test.EICAR_HDB-1".into());
        assert_eq!(verdict("stream: Win.Test.EICAR_HDB-1 FOUND\0").unwrap(), found);
        for other in ["", "INSTREAM size limit exceeded. ERROR\0", "stream: OKAY", "OK maybe"] {
            assert!(verdict(other).is_err(), "{other}");
        }
    }
}
