//! The words of files, for the search.

use crate::samples::{PDF, PNG, archive, arrived, docx, examined};
use files::{Settings, examine};

#[test]
fn the_words_of_texts_and_office_documents_are_taken_out() {
    let words = |name: &str, bytes: &[u8]| examined(name, bytes).unwrap().text;
    assert_eq!(words("text.txt", b"R\xE4ksm\xF6rg\xE5s\r\n i  dag").as_deref(), Some("Räksmörgås i dag"));
    assert_eq!(
        words("brev.docx", &docx("Drift &amp; f&#246;rvaltning")).as_deref(),
        Some("Drift & förvaltning")
    );
    let odt = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", "<office:body><text:p>Plan</text:p><text:p>Budget</text:p></office:body>"),
    ]);
    assert_eq!(words("brev.odt", &odt).as_deref(), Some("Plan Budget"));
    assert_eq!(words("bild.png", PNG), None);
}

#[test]
fn a_word_that_is_cut_into_runs_stays_one_word() {
    let cut = docx("sammanhå</w:t></w:r><w:r><w:t>llen");
    assert_eq!(examined("brev.docx", &cut).unwrap().text.as_deref(), Some("sammanhållen"));
}

#[test]
fn entities_that_a_document_declares_itself_are_not_followed() {
    let bomb = archive(&[
        ("[Content_Types].xml", ""),
        (
            "word/document.xml",
            "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\">]><w:p>Hej &b; hopp</w:p>",
        ),
    ]);
    assert_eq!(examined("brev.docx", &bomb).unwrap().text.as_deref(), Some("Hej hopp"));
}

#[test]
fn a_document_whose_words_cannot_be_taken_out_is_kept_without() {
    let broken = archive(&[("[Content_Types].xml", ""), ("word/document.xml", "<w:p><w:t>Hej</w:x></w:p")]);
    assert!(examined("brev.docx", &broken).is_ok());
    for reader in ["/bin/false", "/nowhere/at/all"] {
        let settings = Settings { pdf_reader: Some(reader.into()), ..Settings::default() };
        assert_eq!(examine(&settings, &arrived("plan.pdf", PDF)).unwrap().text, None, "{reader}");
    }
}

#[test]
fn words_of_a_pdf_that_are_cut_in_the_middle_of_a_sign_are_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let (reader, said) = (folder.path().join("reader"), folder.path().join("said"));
    std::fs::write(&said, ("å".repeat(40) + " ").repeat(25_000)).unwrap();
    std::fs::write(&reader, format!("#!/bin/sh\nexec /bin/cat '{}'\n", said.display())).unwrap();
    std::fs::set_permissions(&reader, std::fs::Permissions::from_mode(0o700)).unwrap();
    let settings = Settings { pdf_reader: Some(reader), ..Settings::default() };
    let words = examine(&settings, &arrived("plan.pdf", PDF)).unwrap().text.expect("words");
    assert!(words.starts_with("åååå") && words.chars().count() > 400_000);
}
