//! A PostgreSQL server of one test alone, which the test may stop and start.

use postgres::{Client, NoTls};
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use storage::DatabaseUrl;

const WITH_POSTGRES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/with-postgres");

/// Obeys one word a line, and ends when nobody can say more.
const OBEY: &str = r#"
echo "$VIDMAKT_TEST_POSTGRES"
while read -r words; do
    "$VIDMAKT_TEST_POSTGRES_CONTROL" $words </dev/null >/dev/null 2>&1
    echo "$?"
done"#;

/// A cluster that is removed when it goes out of scope.
pub struct Cluster {
    process: Child,
    orders: Option<ChildStdin>,
    answers: Lines<BufReader<ChildStdout>>,
    url: DatabaseUrl,
}

impl Cluster {
    /// # Panics
    /// When the cluster does not start.
    #[must_use]
    pub fn start() -> Self {
        let mut process = Command::new(WITH_POSTGRES)
            .args(["sh", "-c", OBEY])
            .env_remove("VIDMAKT_TEST_POSTGRES")
            .env_remove("DATABASE_URL")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("scripts/with-postgres runs");
        let orders = process.stdin.take();
        let mut answers = BufReader::new(process.stdout.take().expect("its answers")).lines();
        let address = answers.next().expect("the cluster starts").expect("an address");
        let url = address.parse().unwrap_or_else(|_| panic!("{address} is the address of a database"));
        Self { process, orders, answers, url }
    }

    /// The database of a cluster that has no tables yet.
    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// Runs statements as the superuser.
    ///
    /// # Panics
    /// When one fails.
    pub fn execute(&self, sql: &str) {
        let DatabaseUrl::Postgres(address) = &self.url else { panic!("a PostgreSQL") };
        Client::connect(address, NoTls)
            .and_then(|mut client| client.batch_execute(sql))
            .unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }

    /// Tells the server what to do, in the words of `pg_ctl`: `stop -m fast`, `start`, `restart -m immediate`.
    ///
    /// # Panics
    /// When the server does not do it.
    pub fn control(&mut self, words: &str) {
        writeln!(self.orders.as_mut().expect("somebody listens"), "{words}").expect("an order");
        let answer = self.answers.next().expect("an answer").expect("a line");
        assert_eq!(answer, "0", "{words}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The end of its orders ends it, and then the cluster is removed.
        self.orders = None;
        let _ = self.process.wait();
    }
}
