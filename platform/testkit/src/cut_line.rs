//! A line to a PostgreSQL that breaks in the very commit: before the server has heard of it, or before its answer is heard.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use storage::DatabaseUrl;

/// Where the line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The server never hears of the commit.
    BeforeCommit,
    /// The server commits, and nobody hears it.
    BeforeAnswer,
}

/// A line that passes everything on, until it is told to break. It ends with the test.
pub struct CutLine {
    url: DatabaseUrl,
    next: Arc<Mutex<Option<Cut>>>,
}

impl CutLine {
    /// # Panics
    /// When the database is not at a PostgreSQL of this machine.
    #[must_use]
    pub fn to(database: &DatabaseUrl) -> Self {
        let address = database.whole();
        let (user, place) = address.rsplit_once('@').expect("the address of a PostgreSQL");
        let (server, name) = place.split_once('/').expect("a server and a database");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let next = Arc::<Mutex<Option<Cut>>>::default();
        let (server, cut) = (server.to_owned(), next.clone());
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let server = TcpStream::connect(&server).expect("the PostgreSQL of the tests");
                let cut = cut.clone();
                thread::spawn(move || carry(client, server, &cut));
            }
        });
        Self { url: DatabaseUrl::Postgres(format!("{user}@127.0.0.1:{port}/{name}")), next }
    }

    /// The database at the other end of the line.
    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// The line breaks at the next commit of something written in a federation.
    pub fn cut_next(&self, cut: Cut) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Some(cut);
    }
}

/// Carries one connection, both ways, to its end.
fn carry(client: TcpStream, server: TcpStream, next: &Mutex<Option<Cut>>) {
    let is_deaf = Arc::new(AtomicBool::new(false));
    let ends = [client.try_clone(), server.try_clone()].map(|end| end.expect("another handle"));
    let [mut to_client, mut from_server] = ends;
    let deaf = is_deaf.clone();
    let answers = thread::spawn(move || {
        let mut bytes = [0; 16_384];
        while let Ok(count @ 1..) = from_server.read(&mut bytes) {
            if deaf.load(Ordering::SeqCst) || to_client.write_all(&bytes[..count]).is_err() {
                return;
            }
        }
    });
    if carry_questions(&client, &server, (next, &is_deaf)) {
        // The answer has come, and goes no further.
        let _ = answers.join();
    }
    // Ends that are gone already need no end.
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
}

/// Whether the line ends at a commit that the server has heard of.
fn carry_questions(
    mut client: &TcpStream,
    mut server: &TcpStream,
    (next, is_deaf): (&Mutex<Option<Cut>>, &AtomicBool),
) -> bool {
    let (mut bytes, mut is_write) = ([0; 16_384], false);
    while let Ok(count @ 1..) = client.read(&mut bytes) {
        let asked = &bytes[..count];
        let is_commit = is_write && holds(asked, b"COMMIT\0");
        let cut = is_commit.then(|| next.lock().unwrap_or_else(PoisonError::into_inner).take()).flatten();
        if cut == Some(Cut::BeforeCommit) {
            return false;
        }
        is_deaf.store(cut.is_some(), Ordering::SeqCst);
        if server.write_all(asked).is_err() {
            return false;
        }
        if cut.is_some() {
            return true;
        }
        if holds(asked, b"BEGIN") {
            is_write = holds(asked, b"pg_advisory_xact_lock(") && !holds(asked, b"pg_advisory_xact_lock(0)");
        }
    }
    false
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
