//! PostgreSQL over TLS, with authorities and a key of the server that each test makes.

use crate::things::{added, schema};
use storage::{DatabaseUrl, Db};
use testkit::{Certificates, Cluster, operator};

/// A server that speaks TLS.
fn secure_cluster(certificates: &Certificates) -> Cluster {
    let mut cluster = Cluster::start();
    for (file, name) in [("server.crt", "server.pem"), ("server.key", "server.key")] {
        // The server writes them itself, since it trusts only a key of its own that nobody else can read.
        cluster.execute(&format!(
            "COPY (SELECT unnest(string_to_array('{}', E'\\n'))) TO PROGRAM 'umask 077; cat > {file}'",
            certificates.text(name).trim()
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
    let certificates = Certificates::made();
    let cluster = secure_cluster(&certificates);
    let trusting = |file: &str| format!("sslmode=verify-full&sslrootcert={file}");
    let [authority, another] =
        ["authority.pem", "another.pem"].map(|name| certificates.path(name).display().to_string());
    let secure = open(&cluster, "127.0.0.1", &trusting(&authority)).unwrap();
    secure.migrate(&schema()).unwrap();
    added(&secure, &operator(), "Thing", 1);
    assert_secure(&cluster, 1);
    let _nobody_asked_for_it = open(&cluster, "127.0.0.1", "sslmode=prefer").unwrap();
    assert_secure(&cluster, 1);
    let wrong = |host, query: &str| match open(&cluster, host, query) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{host} {query} is let in"),
    };
    let stranger = wrong("127.0.0.1", &trusting(&another));
    assert!(stranger.contains("UnknownIssuer"), "{stranger}");
    let other_name = wrong("localhost", &trusting(&authority));
    assert!(other_name.contains("not valid for name"), "{other_name}");
    let of_machine = wrong("127.0.0.1", "sslmode=require");
    assert!(of_machine.contains("certificate"), "{of_machine}");
    assert!(wrong("127.0.0.1", "sslmode=verify_full").contains("sslmode=verify_full"));
    assert!(wrong("127.0.0.1", &trusting("/nowhere.pem")).contains("/nowhere.pem"));
}

#[test]
fn a_server_without_tls_is_not_spoken_with_by_who_demands_it_on_postgres() {
    let (cluster, certificates) = (Cluster::start(), Certificates::made());
    let demanded = format!("sslmode=require&sslrootcert={}", certificates.path("authority.pem").display());
    let Err(error) = open(&cluster, "127.0.0.1", &demanded) else { panic!("it speaks without TLS") };
    assert!(error.to_string().contains("TLS"), "{error}");
}
