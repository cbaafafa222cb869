//! The content tells what a file is; a name that claims something else is told so.

use crate::samples::{PDF, PNG, archive, docx, examined, refused};
use files::{FileKind, Settings, examine};
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn odt(kind: &str) -> Vec<u8> {
    let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
    archive(&[("mimetype", &mimetype), ("content.xml", "<office:body/>")])
}

#[test]
fn each_kind_that_is_taken_is_known_by_its_content() {
    let xlsx = archive(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")]);
    let pptx = archive(&[("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p/>")]);
    for (name, bytes, kind) in [
        ("plan.pdf", PDF.to_vec(), FileKind::Pdf),
        ("plan.PDF", PDF.to_vec(), FileKind::Pdf),
        ("bild.png", PNG.to_vec(), FileKind::Png),
        ("bild.jpeg", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec(), FileKind::Jpeg),
        ("bild.gif", b"GIF89a\x01\0\x01\0".to_vec(), FileKind::Gif),
        ("bild.webp", b"RIFF\x24\0\0\0WEBPVP8 ".to_vec(), FileKind::Webp),
        ("brev.docx", docx("Hej"), FileKind::Docx),
        ("kalkyl.xlsx", xlsx, FileKind::Xlsx),
        ("bilder.pptx", pptx, FileKind::Pptx),
        ("brev.odt", odt("text"), FileKind::Odt),
        ("kalkyl.ods", odt("spreadsheet"), FileKind::Ods),
        ("bilder.odp", odt("presentation"), FileKind::Odp),
        ("lista.csv", "Namn;Typ\nLön;IT-system\n".into(), FileKind::Csv),
        ("läs.md", "# Läs mig".into(), FileKind::Markdown),
        ("text.txt", b"R\xE4ksm\xF6rg\xE5s".to_vec(), FileKind::Text),
    ] {
        let file = examined(name, &bytes).unwrap_or_else(|message| panic!("{name}: {}", message.key));
        assert_eq!((file.kind, file.name.as_str()), (kind, name));
    }
}

#[test]
fn a_name_without_an_ending_gets_that_of_the_content() {
    assert_eq!(examined("Förvaltningsplan", PDF).unwrap().name, "Förvaltningsplan.pdf");
    assert_eq!(examined("Läs mig", b"Hej").unwrap().name, "Läs mig.txt");
}

#[test]
fn a_name_that_claims_what_the_content_denies_is_refused() {
    assert_eq!(refused("plan.pdf", PNG), "files-other-than-named");
    assert_eq!(refused("bild.png", PDF), "files-other-than-named");
    assert_eq!(refused("brev.docx", &odt("text")), "files-other-than-named");
    assert_eq!(refused("text.txt", PDF), "files-other-than-named");
}

#[test]
fn what_can_run_or_hide_something_is_refused_whatever_it_is_called() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let html = b"<!DOCTYPE html><html><script>alert(1)</script></html>";
    let program = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0";
    for (name, bytes) in
        [("bild.svg", svg as &[u8]), ("sida.html", html), ("program.exe", program), ("arkiv.zip", b"PK")]
    {
        assert_eq!(refused(name, bytes), "files-ending-not-taken", "{name}");
    }
    for (name, bytes) in [("sida.txt", html as &[u8]), ("program.pdf", program), ("program", program)] {
        assert_eq!(refused(name, bytes), "files-kind-not-taken", "{name}");
    }
    let plain = archive(&[("note.txt", "hej")]);
    assert_eq!(refused("arkiv.docx", &plain), "files-kind-not-taken");
    let macros =
        archive(&[("[Content_Types].xml", ""), ("word/document.xml", ""), ("word/vbaProject.bin", "x")]);
    assert_eq!(refused("brev.docx", &macros), "files-macros");
    assert_eq!(refused("brev.docx", b"PK\x03\x04 and then nothing"), "files-damaged");
}

#[test]
fn a_small_file_that_unpacks_to_a_huge_one_is_refused() {
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    let spaces = vec![b' '; 1_000_000];
    bomb.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    for _ in 0..310 {
        bomb.write_all(&spaces).unwrap();
    }
    assert_eq!(refused("brev.docx", &bomb.finish().unwrap().into_inner()), "files-bomb");
}

#[test]
fn an_archive_of_countless_parts_is_refused_before_they_are_read() {
    let mut bytes = docx("Hej");
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    bytes[end + 10..end + 12].copy_from_slice(&u16::MAX.to_le_bytes());
    assert_eq!(refused("brev.docx", &bytes), "files-bomb");
}

#[test]
fn an_empty_file_and_one_without_a_name_are_refused() {
    assert_eq!(refused("tom.txt", b""), "files-empty");
    assert_eq!(refused("..", b"Hej"), "files-without-name");
    assert_eq!(refused("811218-9876.txt", b"Hej"), "objection-personal-identity-number");
    assert_eq!(examined("../../x", b"Hej").unwrap().name, "x.txt");
}

#[test]
fn one_byte_more_than_the_limit_is_refused_with_the_limit() {
    let settings = Settings::default().with_megabytes(1, 1);
    let file = |bytes: usize| {
        let mut incoming = files::Incoming::begin("lång.txt", settings.most_bytes).unwrap();
        incoming.write(&vec![b'a'; bytes]).unwrap();
        examine(&settings, &incoming.end().unwrap())
    };
    assert_eq!(file(1_000_000).unwrap().size_bytes, 1_000_000);
    let refusal = file(1_000_001).unwrap_err();
    assert_eq!((refusal.message.key, refusal.message.args.len()), ("files-too-large", 1));
}

#[test]
fn open_documents_with_macros_are_refused_and_those_with_pictures_are_not() {
    let with = |part: &str| {
        let kind = "application/vnd.oasis.opendocument.text";
        archive(&[("mimetype", kind), ("content.xml", "<office:body/>"), (part, "x")])
    };
    for part in ["Basic/Standard/Module1.xml", "Scripts/python/run.py", "basic/script-lc.xml"] {
        assert_eq!(refused("brev.odt", &with(part)), "files-macros", "{part}");
    }
    assert_eq!(examined("brev.odt", &with("Pictures/Basic.png")).unwrap().kind, FileKind::Odt);
}
