//! The words of a PDF are taken out by the program itself in a process of its own; what breaks there breaks nothing else.

use crate::tidy::source::root;
use files::{Incoming, Settings, examine};
use std::process::Command;

fn words(bytes: &[u8]) -> Option<String> {
    let pdf_reader = Some(env!("CARGO_BIN_EXE_vidmakt").into());
    let settings = Settings { pdf_reader, ..Settings::default() };
    let mut incoming = Incoming::begin("plan.pdf", settings.most_bytes).expect("room on the disk");
    incoming.write(bytes).expect("room on the disk");
    let file =
        examine(&settings, &incoming.end().expect("a file")).expect("a PDF is taken whatever its words");
    file.text
}

#[test]
fn the_words_of_a_pdf_are_taken_out_with_their_letters() {
    let pdf = std::fs::read(root().join("demo/sydnarke/files/kravlista-kostsystem.pdf")).expect("a PDF");
    let words = words(&pdf).expect("words");
    assert!(words.contains("Specialkost beställs senast klockan nio"), "{words}");
}

#[test]
fn a_pdf_that_is_made_to_break_its_reader_is_kept_without_words() {
    let deep = [
        b"%PDF-1.4\n1 0 obj\n".to_vec(),
        vec![b'['; 2_000_000],
        b"\nendobj\ntrailer<</Root 1 0 R>>".to_vec(),
    ];
    for pdf in [b"%PDF-1.4\nnothing more".to_vec(), deep.concat()] {
        assert_eq!(words(&pdf), None);
    }
}

#[test]
fn what_is_no_pdf_has_no_words_and_the_answer_is_no() {
    let run = Command::new(env!("CARGO_BIN_EXE_vidmakt"))
        .arg("text-of-pdf")
        .stdin(std::process::Stdio::null())
        .output();
    let run = run.expect("the program runs");
    assert_eq!((run.status.code(), run.stdout.len()), (Some(1), 0));
}
