//! Papers as the program sets them: a PDF by page, script and command, whose words can be read again.

use crate::commands::{DONE, WRONG_USE, run_on};
use crate::program::Program;
use std::io::Write as _;
use std::process::{Command, Stdio};
use testkit::{Seen, TestDb, on_both_engines};
use vidmakt::domains;

/// The words of a PDF, as the program itself takes them out.
pub fn words_of(pdf: &[u8]) -> String {
    let mut reader = Command::new(env!("CARGO_BIN_EXE_vidmakt"));
    let reader = reader.arg("text-of-pdf").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = reader.spawn().expect("the program runs");
    running.stdin.take().expect("its input").write_all(pdf).expect("it reads");
    let output = running.wait_with_output().expect("it ends");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn paper(seen: &Seen) -> String {
    assert_eq!((seen.status.as_u16(), seen.header("content-type")), (200, "application/pdf"));
    words_of(&seen.body)
}

fn a_system_is_the_same_paper_by_page_script_and_command(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("papper", "vmkf");
    let head = program.administrator(&federation);
    let system = program.system(&federation, federation.own, "Skolplattform");
    let by_page = paper(&program.browser(&head).get(&format!("/system/{system}/papper.pdf")));
    for word in ["Skolplattform", "The own", "Personer", "Dokument", "Saknas", "Sida 1 av"] {
        assert!(by_page.contains(word), "{word}: {by_page}");
    }
    let by_script = program.script(&head).get(&format!("/api/v1/systems/{system}/content"));
    assert_eq!(paper(&by_script), by_page);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("skolplattform.pdf");
    let path = file.to_str().expect("a path");
    let done = run_on(db, &["report", "system", "skolplattform", "-o", path, "--json"]).with(DONE);
    assert_eq!(done.json()["file"], path);
    let by_command = words_of(&std::fs::read(&file).expect("a file"));
    assert!(by_command.contains("Skolplattform") && by_command.contains("Saknas"), "{by_command}");
}

fn a_system_that_there_is_none_or_several_of_is_told_and_not_printed(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("papper", "vmkf");
    for _ in 0..2 {
        program.system(&federation, federation.own, "Skolplattform");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("system.pdf");
    let path = file.to_str().expect("a path");
    for (name, told) in [("Finns inte", "inget system"), ("Skolplattform", "Flera system")] {
        let ended = run_on(db, &["report", "system", name, "-o", path]).with(WRONG_USE);
        assert!(ended.stderr.contains(told), "{}", ended.stderr);
    }
    assert!(!file.exists());
    for (kind, name) in [("system", "system.xlsx"), ("plan", "plan.docx")] {
        let file = folder.path().join(name);
        let path = file.to_str().expect("a path");
        let ended = run_on(db, &["report", kind, "Skolplattform", "-o", path]).with(WRONG_USE);
        assert!(ended.stderr.contains("sluta på något av detta: pdf, odt"), "{}", ended.stderr);
        assert!(!file.exists(), "no PDF under another name: {name}");
    }
}

fn a_plan_is_the_same_paper_by_page_script_and_command(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("papper", "vmkf");
    let head = program.administrator(&federation);
    let system = program.system(&federation, federation.own, "Skolplattform");
    let asked = plans::Beginning {
        kind: "full_management_plan".into(),
        subject_kind: "system".into(),
        subject: Some(system),
        year: Some(i64::from(testkit::operator().today().year())),
        ..plans::Beginning::default()
    };
    let plan = program.write(&federation, move |tx| plans::start_plan(tx, &asked));
    let by_page = paper(&program.browser(&head).get(&format!("/planer/{plan}/papper.pdf")));
    for word in ["Skolplattform", "The own", "Utkast", "Innehåll", "Sida 1 av"] {
        assert!(by_page.contains(word), "{word}: {by_page}");
    }
    let by_script = program.script(&head).get(&format!("/api/v1/plans/{plan}/content"));
    assert_eq!(paper(&by_script), by_page);
    let folder = tempfile::tempdir().expect("a folder");
    for (ending, begins) in [("pdf", b"%PDF".as_slice()), ("odt", b"PK"), ("xlsx", b"PK")] {
        let file = folder.path().join(format!("plan.{ending}"));
        let path = file.to_str().expect("a path");
        let done = run_on(db, &["report", "plan", &plan.to_string(), "-o", path, "--json"]).with(DONE);
        assert_eq!(done.json()["file"], path);
        assert!(std::fs::read(&file).expect("a file").starts_with(begins), "{ending}");
    }
    let unknown = run_on(db, &["report", "plan", "Finns inte", "-o", "plan.pdf"]).with(WRONG_USE);
    assert!(unknown.stderr.contains("ingen plan"), "{}", unknown.stderr);
}

on_both_engines!(domains::schema();
    a_plan_is_the_same_paper_by_page_script_and_command,
    a_system_is_the_same_paper_by_page_script_and_command,
    a_system_that_there_is_none_or_several_of_is_told_and_not_printed,
);
