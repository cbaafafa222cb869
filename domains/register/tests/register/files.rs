//! Files on documents, as browsers and scripts bring, see and fetch them.

use crate::site::{browser, script, site, site_with_files, user_name};
use crate::world::{World, schema};
use kernel::{Actor, Id, Subject};
use organisation::ORGANISATION;
use register::{DOCUMENT, DisposeFile, Document, SYSTEM, dispose_file};
use serde_json::json;
use std::io::Read as _;
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, RwLock};
use std::time::Duration;
use storage::EventPage;
use testkit::{Seen, TestDb, Visitor, on_both_engines, operator};
use web::FileSettings;

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
const BOUNDARY: &str = "----vidmakt-files";

on_both_engines!(schema();
    several_files_come_at_once_and_what_is_wrong_with_one_stops_none_of_the_others,
    a_file_is_fetched_as_an_attachment_that_can_run_nothing,
    pictures_and_pdf_are_shown_and_nothing_else_is,
    a_new_version_keeps_the_old_and_a_day_of_the_past_shows_the_version_of_then,
    who_may_not_read_the_document_finds_no_file,
    who_may_not_edit_documents_brings_and_withdraws_nothing,
    a_withdrawn_file_stays_readable_and_a_withdrawn_document_takes_none,
    a_file_beyond_the_limit_is_refused_with_the_limit,
    a_line_that_breaks_leaves_nothing_behind,
    a_full_quota_is_told_with_what_is_used,
    a_file_with_a_virus_is_turned_away_and_written_down,
    an_account_with_three_uploads_on_their_way_waits_with_the_fourth,
    a_script_brings_a_file_once_however_often_it_sends_it,
    a_script_replaces_lists_fetches_and_withdraws,
    what_is_erased_by_decision_can_no_longer_be_fetched,
);

/// A document of a system, its manager with a browser, and the site.
struct Desk {
    world: World,
    manager: Actor,
    document: Id,
}

impl Desk {
    fn new(db: &TestDb) -> Self {
        let world = World::new(db);
        let manager = world.employee("Systemförvaltare", world.town);
        let system = world.registered(world.system("Ekonomi"));
        world.appoint("head_of_it", &manager, Subject::new(ORGANISATION, world.town));
        let subject = Subject::new(SYSTEM, system);
        let document =
            Document { name: "Förvaltningsplan".into(), ..Document::new(subject, "management_plan") };
        let document = world.document(document);
        Self { world, manager, document }
    }

    fn page(&self) -> String {
        format!("/dokument/{}", self.document)
    }

    fn browser(&self) -> Visitor {
        browser(&site(&self.world, &[&self.manager]), &self.manager)
    }

    fn browser_with(&self, files: FileSettings) -> Visitor {
        site(&self.world, &[&self.manager]);
        let site = site_with_files(self.world.db.clone(), operator().now, files);
        browser(&site, &self.manager)
    }

    fn bring(&self, visitor: &mut Visitor, files: &[(&str, &[u8])]) -> Seen {
        let page = format!("{}/filer", self.page());
        brought(visitor, &page, files)
    }

    fn files(&self) -> Vec<files::KeptFile> {
        self.world
            .read(&self.world.operator, |read| files::files_of_subjects(read, &[self.document]))
            .unwrap()
    }

    /// Brings one file and answers the address of its page.
    fn file(&self, visitor: &mut Visitor, name: &str, bytes: &[u8]) -> String {
        let before: Vec<Id> = self.files().iter().map(|file| file.id).collect();
        assert_eq!(self.bring(visitor, &[(name, bytes)]).status, 303);
        let file =
            self.files().into_iter().find(|file| !before.contains(&file.id)).expect("the file is there");
        format!("/fil/{}", file.id)
    }

    fn events(&self) -> Vec<storage::AuditEvent> {
        let document = Subject::new(DOCUMENT, self.document);
        let page = EventPage { before: i64::MAX, limit: 20 };
        self.world.read(&self.world.operator, |read| storage::history_of(read, &document, page)).unwrap()
    }
}

fn form_of(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .bytes(),
        );
    }
    for (name, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}

fn posted(visitor: &mut Visitor, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Seen {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let headers = [&[("content-type", kind.as_str())], headers].concat();
    visitor.send("POST".parse().unwrap(), path, &headers, body)
}

/// What every form of the visitor's pages carries.
fn csrf_of(visitor: &mut Visitor) -> String {
    let form = visitor.get("/system").page().form("/logga-ut");
    form.into_iter().find(|(name, _)| name == "csrf").expect("a token").1
}

/// Sends files as the form of a page would.
fn brought(visitor: &mut Visitor, page: &str, files: &[(&str, &[u8])]) -> Seen {
    let csrf = csrf_of(visitor);
    posted(visitor, page, &[], form_of(&[("csrf", &csrf)], files))
}

fn several_files_come_at_once_and_what_is_wrong_with_one_stops_none_of_the_others(db: &TestDb) {
    let desk = Desk::new(db);
    let mut visitor = desk.browser();
    let sent = [("Plan.pdf", PDF), ("../../bild.png", PNG), ("falsk.pdf", PNG), ("tom.txt", b"" as &[u8])];
    let seen = desk.bring(&mut visitor, &sent);
    assert_eq!(seen.status, 422);
    let page = seen.page();
    assert!(page.shows("falsk.pdf: Namnet säger PDF, men innehållet är PNG"), "{:?}", page.texts("main"));
    assert!(page.shows("tom.txt: Filen är tom"), "{:?}", page.texts("main"));
    let names: Vec<String> = desk.files().into_iter().map(|file| file.edition.name).collect();
    assert_eq!(names, ["bild.png", "Plan.pdf"]);
    let page = visitor.get(&desk.page()).page();
    assert!(page.shows("Plan.pdf") && page.shows("bild.png"), "{:?}", page.texts("main"));
    let seen = desk.bring(&mut visitor, &[("Samma plan.pdf", PDF)]);
    assert!(seen.page().shows("Dokumentet har redan den filen: Plan.pdf"), "{}", seen.text());
    assert_eq!(desk.bring(&mut visitor, &[]).status, 422, "a form without a file");
    assert_eq!(desk.files().len(), 2);
}

fn a_file_is_fetched_as_an_attachment_that_can_run_nothing(db: &TestDb) {
    let desk = Desk::new(db);
    let mut visitor = desk.browser();
    let long: Vec<u8> = "Räksmörgås. ".bytes().cycle().take(2_500_000).collect();
    let file = desk.file(&mut visitor, "Åtgärder \u{202e}2027.txt", &long);
    let seen = visitor.get(&format!("{file}/innehall"));
    assert_eq!((seen.status.as_u16(), seen.header("content-length")), (200, "2500000"));
    assert!(seen.body == long);
    assert_eq!(
        seen.header("content-disposition"),
        "attachment; filename=\"_tg_rder 2027.txt\"; filename*=UTF-8''%C3%85tg%C3%A4rder%202027%2Etxt"
    );
    assert_eq!(seen.header("x-content-type-options"), "nosniff");
    assert!(seen.header("content-security-policy").contains("sandbox"));
    assert_eq!(seen.header("content-type"), "text/plain; charset=utf-8");
}

fn pictures_and_pdf_are_shown_and_nothing_else_is(db: &TestDb) {
    let desk = Desk::new(db);
    let mut visitor = desk.browser();
    for (name, bytes, kind) in [("bild.png", PNG, "image/png"), ("plan.pdf", PDF, "application/pdf")] {
        let file = desk.file(&mut visitor, name, bytes);
        let seen = visitor.get(&format!("{file}/visa"));
        assert_eq!((seen.status.as_u16(), seen.header("content-type")), (200, kind));
        assert!(seen.header("content-disposition").starts_with("inline; "));
        assert!(seen.header("content-security-policy").starts_with("default-src 'none'"));
        assert!(visitor.get(&file).text().contains(&format!("{file}/visa?version=1")));
    }
    let text = desk.file(&mut visitor, "text.txt", b"Bara text");
    assert_eq!(visitor.get(&format!("{text}/visa")).status, 404);
}

fn a_new_version_keeps_the_old_and_a_day_of_the_past_shows_the_version_of_then(db: &TestDb) {
    let desk = Desk::new(db);
    let mut visitor = desk.browser();
    let file = desk.file(&mut visitor, "plan.txt", b"Ett");
    let later = kernel::Instant::from_micros(operator().now.as_micros() + 3 * 86_400_000_000);
    let site = crate::site::standing_site(desk.world.db.clone(), later);
    let mut visitor = browser(&site, &desk.manager);
    assert_eq!(
        brought(&mut visitor, &format!("{file}/version"), &[("plan 2.txt", b"Tv\xc3\xa5")]).status,
        303
    );
    let page = visitor.get(&file).page();
    assert!(
        page.shows("Ladda ner version 1") && page.shows("Ladda ner version 2"),
        "{:?}",
        page.texts("main")
    );
    assert!(page.shows(&desk.files()[0].edition.sha256));
    assert_eq!(visitor.get(&format!("{file}/innehall")).text(), "Två");
    assert_eq!(visitor.get(&format!("{file}/innehall?version=1")).text(), "Ett");
    assert_eq!(visitor.get(&format!("{file}/innehall?version=3")).status, 404);
    let then = operator().now.date();
    let page = visitor.get(&format!("{file}?as_of={then}")).page();
    assert!(page.shows("plan.txt") && !page.shows("Ladda ner version 2"), "{:?}", page.texts("main"));
    assert_eq!(visitor.get(&format!("{file}/innehall?as_of={then}")).text(), "Ett");
    let same = brought(&mut visitor, &format!("{file}/version"), &[("plan 3.txt", b"Tv\xc3\xa5")]);
    assert!(same.page().shows("Filen är densamma som version 2"), "{}", same.text());
}

fn who_may_not_read_the_document_finds_no_file(db: &TestDb) {
    let desk = Desk::new(db);
    let other = desk.world.employee("Medarbetare", desk.world.town);
    let site = site(&desk.world, &[&desk.manager, &other]);
    let file = desk.file(&mut browser(&site, &desk.manager), "plan.pdf", PDF);
    let mut visitor = browser(&site, &other);
    for path in ["", "/innehall", "/visa", "/version", "/dra-tillbaka"] {
        let status = visitor.get(&format!("{file}{path}")).status.as_u16();
        assert!(matches!(status, 403 | 404), "{path}: {status}");
    }
    assert_eq!(visitor.get(&file).status, 404);
    let mut script = script(&desk.world, &site, &other);
    let id = file.rsplit('/').next().unwrap();
    assert_eq!(script.get(&format!("/api/v1/files/{id}")).status, 404);
    assert_eq!(script.get(&format!("/api/v1/files/{id}/content")).status, 404);
    assert_eq!(script.get("/api/v1/files").json()["items"], json!([]));
}

fn who_may_not_edit_documents_brings_and_withdraws_nothing(db: &TestDb) {
    let desk = Desk::new(db);
    let reader = desk.world.employee("Medarbetare", desk.world.town);
    let site = site(&desk.world, &[&desk.manager, &reader]);
    let file = desk.file(&mut browser(&site, &desk.manager), "plan.pdf", PDF);
    let mut visitor = browser(&site, &reader);
    let csrf = csrf_of(&mut visitor);
    for path in [format!("{}/filer", desk.page()), format!("{file}/version"), format!("{file}/dra-tillbaka")]
    {
        let status =
            posted(&mut visitor, &path, &[], form_of(&[("csrf", &csrf)], &[("ny.txt", b"Ny")])).status;
        assert!(matches!(status.as_u16(), 403 | 404), "{path}: {status}");
    }
    assert_eq!(desk.files().len(), 1);
}

fn a_withdrawn_file_stays_readable_and_a_withdrawn_document_takes_none(db: &TestDb) {
    let desk = Desk::new(db);
    let mut visitor = desk.browser();
    let file = desk.file(&mut visitor, "plan.pdf", PDF);
    let form = format!("{file}/dra-tillbaka");
    assert_eq!(visitor.submit(&form, &form, &[("reason", " ")]).status, 422);
    assert_eq!(visitor.submit(&form, &form, &[("reason", "Ersatt")]).status, 303);
    let page = visitor.get(&file).page();
    assert!(page.shows("Tillbakadraget") && page.shows("Ersatt"), "{:?}", page.texts("main"));
    assert_eq!(visitor.get(&format!("{file}/innehall")).status, 200);
    assert_eq!(brought(&mut visitor, &format!("{file}/version"), &[("ny.txt", b"Ny")]).status, 422);
    assert_eq!(
        desk.bring(&mut visitor, &[("plan.pdf", PDF)]).status,
        303,
        "what was withdrawn may come anew"
    );
    let form = format!("{}/dra-tillbaka", desk.page());
    assert_eq!(visitor.submit(&form, &form, &[("reason", "Ersatt")]).status, 303);
    assert_eq!(desk.bring(&mut visitor, &[("sen.txt", b"Sen")]).status, 422);
    let actions: Vec<String> = desk.events().into_iter().map(|event| event.action).collect();
    let expected =
        ["document.withdrawn", "file.added", "file.withdrawn", "file.added", "document.registered"];
    assert_eq!(actions, expected);
}

fn a_file_beyond_the_limit_is_refused_with_the_limit(db: &TestDb) {
    let desk = Desk::new(db);
    let mut visitor = desk.browser();
    let whole = vec![b'a'; 25_000_001];
    let seen = desk.bring(&mut visitor, &[("stor.txt", &whole)]);
    assert_eq!(seen.status, 422);
    assert!(
        seen.page().shows("stor.txt: Filen är för stor. En fil får vara högst 25 MB."),
        "{}",
        seen.text()
    );
    assert!(desk.files().is_empty());
    assert_eq!(desk.bring(&mut visitor, &[("lagom.txt", &whole[1..])]).status, 303);
    let page = format!("{}/filer", desk.page());
    let csrf = csrf_of(&mut visitor);
    // What is told to be far too much is not read at all.
    let seen =
        posted(&mut visitor, &page, &[("content-length", "200000000")], form_of(&[("csrf", &csrf)], &[]));
    assert_eq!(seen.status, 413);
    assert!(seen.page().shows("högst 25 MB"), "{}", seen.text());
}

fn a_line_that_breaks_leaves_nothing_behind(db: &TestDb) {
    let desk = Desk::new(db);
    let mut visitor = desk.browser();
    let page = format!("{}/filer", desk.page());
    let csrf = csrf_of(&mut visitor);
    let mut cut = form_of(&[("csrf", &csrf)], &[("ett.txt", b"Ett"), ("halv.txt", &vec![b'a'; 100_000])]);
    cut.truncate(cut.len() - 50_000);
    assert_eq!(posted(&mut visitor, &page, &[], cut).status, 400);
    assert!(desk.files().is_empty());
    assert_eq!(desk.world.read(&desk.world.operator, files::used_bytes).unwrap(), 0);
}

fn a_full_quota_is_told_with_what_is_used(db: &TestDb) {
    let desk = Desk::new(db);
    let mut visitor = desk.browser_with(FileSettings::default().with_megabytes(2, 2));
    let file = |letter: u8| vec![letter; 1_200_000];
    assert_eq!(desk.bring(&mut visitor, &[("ett.txt", &file(b'a'))]).status, 303);
    assert!(visitor.get(&format!("{}/filer", desk.page())).page().shows("1,2 MB av 2 MB"));
    let seen = desk.bring(&mut visitor, &[("två.txt", &file(b'b'))]);
    assert!(seen.page().shows("Utrymmet för filer är slut: 1 av 2 MB"), "{}", seen.text());
    assert_eq!(desk.files().len(), 1);
}

/// A clamd that finds a virus in everything.
fn clamd() -> files::Place {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut sent = [0; 64];
            let _ = stream.read(&mut sent);
            let _ = std::io::Write::write_all(&mut stream, b"stream: Win.Test.EICAR_HDB-1 FOUND\0");
            // Until the other side has said everything; else the line ends before the answer is read.
            let _ = stream.shutdown(std::net::Shutdown::Write);
            let _ = std::io::copy(&mut stream, &mut std::io::sink());
        }
    });
    files::Place::Tcp(address)
}

fn a_file_with_a_virus_is_turned_away_and_written_down(db: &TestDb) {
    let desk = Desk::new(db);
    let check = Some(files::VirusCheck::at(clamd()));
    let mut visitor = desk.browser_with(FileSettings { virus_check: check, ..FileSettings::default() });
    let seen = desk.bring(&mut visitor, &[("../brev.txt", b"Hej")]);
    assert!(seen.page().shows("skadlig kod (Win.Test.EICAR_HDB-1)"), "{}", seen.text());
    assert!(desk.files().is_empty());
    let event = desk.events().remove(0);
    assert_eq!((event.action.as_str(), event.actor), ("file.infected", user_name(&desk.manager)));
    let changes = &event.content.unwrap()["changes"];
    assert_eq!(
        (&changes["name"][1], &changes["virus"][1]),
        (&json!("brev.txt"), &json!("Win.Test.EICAR_HDB-1"))
    );
}

/// A clamd that tells of each who asks, and answers when the gate is open.
fn clamd_behind(gate: &Arc<RwLock<()>>) -> (files::Place, Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (tell, told) = channel();
    let gate = gate.clone();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = tell.send(());
            let gate = gate.clone();
            std::thread::spawn(move || {
                drop(gate.read());
                let _ = std::io::Write::write_all(&mut stream, b"stream: OK\0");
                let _ = stream.shutdown(std::net::Shutdown::Write);
                let _ = std::io::copy(&mut stream, &mut std::io::sink());
            });
        }
    });
    (files::Place::Tcp(address), told)
}

fn an_account_with_three_uploads_on_their_way_waits_with_the_fourth(db: &TestDb) {
    let desk = Desk::new(db);
    let gate = Arc::new(RwLock::new(()));
    let (place, asked) = clamd_behind(&gate);
    let check = Some(files::VirusCheck::at(place));
    let mut visitor = desk.browser_with(FileSettings { virus_check: check, ..FileSettings::default() });
    let csrf = csrf_of(&mut visitor);
    let page = format!("{}/filer", desk.page());
    let send = |name: &str| {
        let form = form_of(&[("csrf", &csrf)], &[(name, name.as_bytes())]);
        posted(&mut visitor.clone(), &page, &[], form)
    };
    let send = &send;
    std::thread::scope(|scope| {
        let closed = gate.write().unwrap();
        let first = ["ett.txt", "tva.txt", "tre.txt"].map(|name| scope.spawn(move || send(name)));
        first.iter().for_each(|_| asked.recv_timeout(Duration::from_secs(20)).unwrap());
        let seen = send("fyra.txt");
        assert_eq!((seen.status.as_u16(), seen.header("retry-after")), (503, "30"));
        assert!(seen.page().shows("Inga filer togs emot"), "{}", seen.text());
        drop(closed);
        first.into_iter().for_each(|sent| assert_eq!(sent.join().unwrap().status, 303));
    });
    assert_eq!(send("fyra.txt").status, 303, "a place is free again");
    assert_eq!(desk.files().len(), 4);
}

fn a_script_brings_a_file_once_however_often_it_sends_it(db: &TestDb) {
    let desk = Desk::new(db);
    let site = site(&desk.world, &[&desk.manager]);
    let mut script = script(&desk.world, &site, &desk.manager);
    let document = desk.document.to_string();
    let mut send = |key: &str, bytes: &[u8]| {
        let body = form_of(&[("document", &document)], &[("plan.txt", bytes)]);
        posted(&mut script, "/api/v1/files", &[("idempotency-key", key)], body)
    };
    let first = send("en", b"Plan");
    assert_eq!(first.status, 201, "{}", first.text());
    let again = send("en", b"Plan");
    assert_eq!((again.status.as_u16(), again.json()["id"].clone()), (201, first.json()["id"].clone()));
    assert_eq!(send("en", b"Annan").status, 422, "the key was used for another file");
    assert_eq!(send("två", b"Plan").status, 422, "the document has it already");
    assert_eq!(desk.files().len(), 1);
}

fn a_script_replaces_lists_fetches_and_withdraws(db: &TestDb) {
    let desk = Desk::new(db);
    let site = site(&desk.world, &[&desk.manager]);
    let mut script = script(&desk.world, &site, &desk.manager);
    let document = desk.document.to_string();
    let mut send = |field: (&str, &str), file: (&str, &[u8])| {
        posted(&mut script, "/api/v1/files", &[], form_of(&[field], &[file]))
    };
    let id = send(("document", &document), ("plan.txt", b"Ett")).json()["id"].as_str().unwrap().to_owned();
    let second = send(("replaces", &id), ("plan.txt", b"Tva")).json();
    assert_eq!((&second["id"], &second["number"], &second["kind"]), (&json!(id), &json!(2), &json!("txt")));
    assert_eq!(second["editions"].as_array().unwrap().len(), 2);
    assert_eq!(send(("document", &document), ("plan.pdf", b"Ett")).status, 422);
    assert_eq!(send(("name", "x"), ("plan.txt", b"Ett")).status, 422);
    let listed = script.get(&format!("/api/v1/files?document={document}")).json();
    assert_eq!(listed["items"][0], second);
    assert_eq!(script.get(&format!("/api/v1/files/{id}/content")).text(), "Tva");
    assert_eq!(script.get(&format!("/api/v1/files/{id}/content?version=1")).text(), "Ett");
    let path = format!("/api/v1/files/{id}/actions/withdraw");
    assert_eq!(
        script.send_json("POST", &path, &[], &json!({ "reason": "Ersatt" })).json()["withdrawn_because"],
        "Ersatt"
    );
}

fn what_is_erased_by_decision_can_no_longer_be_fetched(db: &TestDb) {
    let desk = Desk::new(db);
    let mut visitor = desk.browser();
    let file = desk.file(&mut visitor, "brev.txt", b"Hemligt");
    let id = desk.files()[0].id;
    let ask = |decision: &str| DisposeFile {
        file: id,
        edition: 1,
        reason: "Gallringsfristen är ute".into(),
        decision: decision.into(),
    };
    let (without, with) = (ask(" "), ask("Dokumenthanteringsplanen 4.2"));
    assert!(desk.world.write(&desk.world.operator, move |tx| dispose_file(tx, &without)).is_err());
    let refused = with.clone();
    let other = desk.world.employee("Medarbetare", desk.world.town);
    assert!(desk.world.write(&other, move |tx| dispose_file(tx, &refused)).is_err());
    desk.world.done(move |tx| dispose_file(tx, &with));
    assert_eq!(visitor.get(&format!("{file}/innehall")).status, 404);
    let page = visitor.get(&file).page();
    assert!(page.shows("brev.txt") && page.shows("Gallrad"), "{:?}", page.texts("main"));
    assert_eq!(desk.events()[0].action, "file.disposed");
}
