//! The virus check, with a clamd of our own that knows one virus.

use crate::samples::arrived;
use files::{Examined, Place, Refusal, Settings, VirusCheck, WhenDown, examine};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

/// The agreed text that every virus check takes for one, put together here so that none takes this file for it.
fn eicar() -> Vec<u8> {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE", "!$H+H*"].concat().into_bytes()
}

#[derive(Clone, Copy)]
enum Manner {
    Looks,
    /// Takes the file and says nothing.
    Hangs,
    /// Closes the line at once.
    Drops,
}

/// Listens until the test ends.
fn clamd(manner: Manner) -> Place {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            match manner {
                Manner::Looks => look(stream),
                Manner::Hangs => std::thread::sleep(Duration::from_secs(5)),
                Manner::Drops => drop(stream),
            }
        }
    });
    Place::Tcp(address)
}

fn look(mut stream: TcpStream) {
    let mut command = [0; 10];
    stream.read_exact(&mut command).expect("a command");
    assert_eq!(&command, b"zINSTREAM\0");
    let mut content = Vec::new();
    loop {
        let mut size = [0; 4];
        stream.read_exact(&mut size).expect("a size");
        let size = u32::from_be_bytes(size);
        if size == 0 {
            break;
        }
        let mut piece = vec![0; size as usize];
        stream.read_exact(&mut piece).expect("a piece");
        content.extend(piece);
    }
    let is_virus = content.windows(5).any(|five| five == b"EICAR");
    let answer = if is_virus { "stream: Win.Test.EICAR_HDB-1 FOUND\0" } else { "stream: OK\0" };
    stream.write_all(answer.as_bytes()).expect("an answer");
}

/// All the time that a busy machine may need.
const PATIENCE: Duration = Duration::from_secs(30);

fn sent(place: Place, when_down: WhenDown, bytes: &[u8]) -> Result<Examined, Refusal> {
    sent_within(PATIENCE, place, when_down, bytes)
}

fn sent_within(
    patience: Duration,
    place: Place,
    when_down: WhenDown,
    bytes: &[u8],
) -> Result<Examined, Refusal> {
    let check = VirusCheck { when_down, patience, ..VirusCheck::at(place) };
    let settings = Settings { virus_check: Some(check), ..Settings::default() };
    examine(&settings, &arrived("brev.txt", bytes))
}

#[test]
fn a_clean_file_is_marked_as_looked_at() {
    let large = "rad\n".repeat(100_000);
    assert!(sent(clamd(Manner::Looks), WhenDown::Refuse, large.as_bytes()).unwrap().is_scanned);
}

#[test]
fn a_file_with_a_virus_is_refused_by_its_name() {
    for when_down in [WhenDown::Refuse, WhenDown::Accept] {
        let refusal = sent(clamd(Manner::Looks), when_down, &eicar()).unwrap_err();
        assert_eq!(refusal.message.key, "files-infected");
        assert_eq!(refusal.virus.as_deref(), Some("Win.Test.EICAR_HDB-1"));
    }
}

#[test]
fn while_clamd_is_away_or_silent_the_setting_decides() {
    let away = || {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        Place::Tcp(listener.local_addr().expect("an address").to_string())
    };
    let silent: [fn() -> Place; 2] = [|| clamd(Manner::Hangs), || clamd(Manner::Drops)];
    let places = [away(), silent[0](), silent[1](), Place::Unix("/nowhere/clamd.ctl".into())];
    let soon = Duration::from_millis(300);
    for place in places {
        let refusal = sent_within(soon, place.clone(), WhenDown::Refuse, b"Hej").unwrap_err();
        assert_eq!((refusal.message.key, refusal.virus), ("files-not-scanned", None), "{place:?}");
        assert!(!sent_within(soon, place, WhenDown::Accept, b"Hej").unwrap().is_scanned);
    }
}

#[test]
fn without_a_clamd_files_are_taken_and_marked_as_not_looked_at() {
    assert!(!examine(&Settings::default(), &arrived("brev.txt", &eicar())).unwrap().is_scanned);
}
