//! PostgreSQL over TLS. The certificates beside this file hold until 2126 and vouch for nothing but this test's server;
//! the keys of their authorities were thrown away.

use crate::things::{added, schema};
use storage::{DatabaseUrl, Db};
use testkit::{Cluster, operator};

const AUTHORITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/storage/tls/authority.pem");
const ANOTHER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/storage/tls/another_authority.pem");
/// A server that speaks TLS, with a certificate for 127.0.0.1.
fn secure_cluster() -> Cluster {
    let mut cluster = Cluster::start();
    for (file, text) in
        [("server.crt", include_str!("tls/server.pem")), ("server.key", include_str!("tls/server.key"))]
    {
        // The server writes them itself, since it trusts only a key of its own that nobody else can read.
        cluster.execute(&format!(
            "COPY (SELECT unnest(string_to_array('{}', E'\\n'))) TO PROGRAM 'umask 077; cat > {file}'",
            text.trim()
        ));
    }
    cluster.execute("ALTER SYSTEM SET ssl = on");
    cluster.control("restart");
    cluster
}

fn open(cluster: &Cluster, host: &str, query: &str) -> kernel::Result<Db> {
    let DatabaseUrl::Postgres(address) = cluster.url() else { panic!("a PostgreSQL") };
    Db::open(&DatabaseUrl::Postgres(format!("{}?{query}", address.replace("127.0.0.1", host))))
}

/// Fails unless as many of the program's sessions as expected are over TLS.
fn assert_secure(cluster: &Cluster, sessions: usize) {
    cluster.execute(&format!(
        "DO $$ BEGIN ASSERT {sessions} = (SELECT count(*) FROM pg_stat_ssl WHERE ssl AND pid <> pg_backend_pid()); END $$"
    ));
}

#[test]
fn the_server_is_spoken_with_over_tls_and_only_when_its_certificate_is_right_on_postgres() {
    let cluster = secure_cluster();
    let trusting = |file| format!("sslmode=verify-full&sslrootcert={file}");
    let secure = open(&cluster, "127.0.0.1", &trusting(AUTHORITY)).unwrap();
    secure.migrate(&schema()).unwrap();
    added(&secure, &operator(), "Thing", 1);
    assert_secure(&cluster, 1);
    let _nobody_asked_for_it = open(&cluster, "127.0.0.1", "sslmode=prefer").unwrap();
    assert_secure(&cluster, 1);
    let wrong = |host, query: &str| match open(&cluster, host, query) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{host} {query} is let in"),
    };
    let stranger = wrong("127.0.0.1", &trusting(ANOTHER));
    assert!(stranger.contains("UnknownIssuer"), "{stranger}");
    let other_name = wrong("localhost", &trusting(AUTHORITY));
    assert!(other_name.contains("not valid for name"), "{other_name}");
    let of_machine = wrong("127.0.0.1", "sslmode=require");
    assert!(of_machine.contains("certificate"), "{of_machine}");
    assert!(wrong("127.0.0.1", "sslmode=verify_full").contains("sslmode=verify_full"));
    assert!(wrong("127.0.0.1", &trusting("/nowhere.pem")).contains("/nowhere.pem"));
}

#[test]
fn a_server_without_tls_is_not_spoken_with_by_who_demands_it_on_postgres() {
    let cluster = Cluster::start();
    let Err(error) = open(&cluster, "127.0.0.1", &format!("sslmode=require&sslrootcert={AUTHORITY}")) else {
        panic!("it speaks without TLS")
    };
    assert!(error.to_string().contains("TLS"), "{error}");
}
