//! https to receivers inside a network, whose certificates a municipality has signed itself.

use crate::world::{World, schema, settings};
use hooks::{Authorities, Settings, TroubleReason};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use testkit::{Certificates, TestDb, on_both_engines};

/// What the settings say where they name an authority by its file.
fn vouched_by(certificates: &Certificates, name: &str) -> Settings {
    let authorities = Authorities::of_pem(certificates.text(&format!("{name}.pem")).as_bytes());
    let allow = vec!["127.0.0.1".into(), "localhost".into()];
    let authorities = authorities.expect("a certificate");
    Settings { authorities, allow, patience: Duration::from_secs(10), ..settings() }
}

/// A receiver that speaks TLS, and the bodies that it has read.
struct SecureReceiver {
    port: u16,
    got: Arc<Mutex<Vec<String>>>,
}

impl SecureReceiver {
    fn start(certificates: &Certificates) -> Self {
        let certificate = CertificateDer::from_pem_slice(certificates.text("server.pem").as_bytes());
        let key = PrivateKeyDer::from_pem_slice(certificates.text("server.key").as_bytes());
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions of TLS")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.expect("a certificate")], key.expect("a key"))
            .expect("the key is the certificate's");
        let (config, got) = (Arc::new(config), Arc::<Mutex<Vec<String>>>::default());
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let (port, heard) = (listener.local_addr().expect("its number").port(), got.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A line that is not trusted breaks off.
                if let Ok(body) = talk(config.clone(), stream) {
                    heard.lock().expect("whole").push(body);
                }
            }
        });
        Self { port, got }
    }

    fn got(&self) -> Vec<String> {
        self.got.lock().expect("whole").clone()
    }
}

fn talk(config: Arc<ServerConfig>, stream: TcpStream) -> std::io::Result<String> {
    let connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut reader = BufReader::new(StreamOwned::new(connection, stream));
    let (mut line, mut length) = (String::new(), 0);
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        match line.trim_end().to_ascii_lowercase().split_once(':') {
            Some(("content-length", value)) => length = value.trim().parse().unwrap_or_default(),
            None if line.trim_end().is_empty() => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let stream = reader.get_mut();
    stream.write_all(b"HTTP/1.1 204 Said\r\nconnection: close\r\n\r\n")?;
    stream.conn.send_close_notify();
    stream.flush()?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}

fn a_receiver_for_whom_an_authority_in_the_settings_vouches_is_told_over_https(db: &TestDb) {
    let certificates = Certificates::made();
    let receiver = SecureReceiver::start(&certificates);
    let world = World::on(db).told(vouched_by(&certificates, "authority"));
    world.hook(&format!("https://127.0.0.1:{}/krok", receiver.port), &["system.*"]);
    world.happen("system.changed");
    assert_eq!(world.round().delivered, 1, "{:?}", world.deliveries());
    let got = receiver.got();
    assert!(got.len() == 1 && got[0].contains("system.changed"), "{got:?}");
    assert_eq!(world.delivery().answer_code, Some(204));
}

fn a_receiver_for_whom_nobody_vouches_or_of_another_name_is_not_told(db: &TestDb) {
    let certificates = Certificates::made();
    let receiver = SecureReceiver::start(&certificates);
    let unvouched =
        Settings { authorities: Authorities::default(), ..vouched_by(&certificates, "authority") };
    let of_another = vouched_by(&certificates, "another");
    let of_another_name = vouched_by(&certificates, "authority");
    for (host, settings) in
        [("127.0.0.1", unvouched), ("127.0.0.1", of_another), ("localhost", of_another_name)]
    {
        let fresh = TestDb::fresh(db.engine(), &schema());
        let world = World::on(&fresh).told(settings);
        world.hook(&format!("https://{host}:{}/krok", receiver.port), &["system.*"]);
        world.happen("system.changed");
        assert_eq!(world.round().not_delivered, 1);
        assert_eq!(world.delivery().reason, TroubleReason::Certificate, "{host} {:?}", world.delivery());
    }
    assert_eq!(receiver.got(), [""; 0], "nothing of it is told");
}

on_both_engines!(schema();
    a_receiver_for_whom_an_authority_in_the_settings_vouches_is_told_over_https,
    a_receiver_for_whom_nobody_vouches_or_of_another_name_is_not_told,
);
