//! Every way in which a file can be right, and every way in which it can be wrong.

use super::*;
use print::{Cell, Sheet, neutralised};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Table {
    read_table(bytes).unwrap_or_else(|message| panic!("{message:?}"))
}

fn refused(bytes: &[u8]) -> &'static str {
    read_table(bytes).expect_err("it is refused").key
}

fn cells(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
}

fn numbers(table: &Table) -> Vec<i64> {
    table.rows.iter().map(|row| row.number).collect()
}

/// A good workbook with two rows.
fn good_workbook() -> Vec<u8> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let day = "2026-11-22".parse().unwrap();
    let rows = vec![
        vec![text("Ärendesystemet"), Cell::Number(12), Cell::Date(day)],
        vec![text("'=Kartan"), Cell::Empty, Cell::Empty],
    ];
    let headings = ["Namn", "Antal", "Från"].map(str::to_owned).to_vec();
    print::workbook(&[Sheet { name: "System".into(), headings, rows }]).unwrap()
}

const GOOD_CSV: &str = "Namn;Typ\nÄrendesystemet;Molntjänst\n\"Två\nrader\";IT-system\n";

#[test]
fn columns_stand_between_commas_semicolons_or_tabs() {
    for text in ["Namn,Typ\n\"a;b\",c\n", "Namn;Typ\na;c\n", "Namn\tTyp\r\na\tc\r\n", "sep=,\nNamn,Typ\na,c"]
    {
        let table = read(text.as_bytes());
        assert_eq!(table.headings, ["Namn", "Typ"], "{text}");
        assert_eq!(table.rows[0].cells[1], "c", "{text}");
    }
}

#[test]
fn swedish_letters_are_read_in_every_encoding_that_spreadsheet_programs_write() {
    let utf16: Vec<u8> = "\u{FEFF}Åäö;Typ\nå;b\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (windows, ..) = encoding_rs::WINDOWS_1252.encode("Åäö;Typ\nå;b\n");
    for bytes in ["Åäö;Typ\nå;b\n".as_bytes(), "\u{FEFF}Åäö;Typ\nå;b\n".as_bytes(), &utf16, &windows]
    {
        assert_eq!(read(bytes).headings, ["Åäö", "Typ"]);
        assert_eq!(cells(&read(bytes)), [["å", "b"]]);
    }
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_program_shows_them() {
    let table = read("Namn;Typ\na;1\n\n\"b\nb\";2\n;\nc;3\n".as_bytes());
    assert_eq!(numbers(&table), [2, 4, 6]);
    for text in ["Namn;Typ\r\na;1\r\nb;\r\n", "Namn;Typ\r\na;1\r\nb;", "Namn;Typ\na;1\nb;"] {
        assert_eq!(numbers(&read(text.as_bytes())), [2, 3], "{text:?}");
    }
}

#[test]
fn short_rows_are_filled_and_empty_cells_at_the_end_are_cut() {
    let table = read("Namn;Typ;;\na\nb;c;;;\nd;e;;f\n".as_bytes());
    assert_eq!(table.headings, ["Namn", "Typ"]);
    assert_eq!(cells(&table), [vec!["a", ""], vec!["b", "c"], vec!["d", "e", "", "f"]]);
}

#[test]
fn a_title_over_the_table_is_no_heading() {
    let text = "Systemförteckning;;\n\nFörvaltning: Skola\nNamn;Typ;Ägare\nEtt;IT-system;\nTvå;;Kommunen\n";
    let table = read(text.as_bytes());
    assert_eq!(table.headings, ["Namn", "Typ", "Ägare"]);
    assert_eq!(cells(&table), [["Ett", "IT-system", ""], ["Två", "", "Kommunen"]]);
    assert_eq!(numbers(&table), [5, 6]);
    assert_eq!(read(b"Namn\nEtt\nTv\n").headings, ["Namn"], "one column is a table too");
    assert_eq!(read(b"Namn\nEtt;x\n").headings, ["Namn"], "and a single stray cell makes no other one");
}

#[test]
fn a_workbook_gives_texts_whole_numbers_and_days() {
    let table = read(&good_workbook());
    assert_eq!(cells(&table), [["Ärendesystemet", "12", "2026-11-22"], ["=Kartan", "", ""]]);
    assert_eq!((numbers(&table), table.sheet), (vec![2, 3], None));
}

#[test]
fn the_first_sheet_that_holds_anything_is_read_and_named() {
    let sheet = |name: &str, rows| Sheet { name: name.into(), headings: vec![], rows };
    let row = |text: &str| vec![Cell::Text(text.into())];
    let bytes =
        print::workbook(&[sheet("Tomt", vec![]), sheet("System", vec![row("Namn"), row("a")])]).unwrap();
    let table = read(&bytes);
    assert_eq!((table.sheet.as_deref(), table.headings[0].as_str()), (Some("System"), "Namn"));
    assert_eq!(numbers(&table), [3]);
}

#[test]
fn wrong_files_are_refused_in_one_clear_message() {
    let cases: [(&[u8], &str); 11] = [
        (b"", "transfer-file-empty"),
        (b" \r\n\n", "transfer-file-empty"),
        (b";;\n;;\n", "transfer-file-empty"),
        (b"Namn;Typ\n", "transfer-no-rows"),
        (b"%PDF-1.7 \x00", "transfer-file-other-kind"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "transfer-file-other-kind"),
        (b"Namn;Typ\na\x00b;c\n", "transfer-not-a-table"),
        (b"Namn;Typ\na;\"never closed\n", "transfer-file-cut"),
        ("Åke;Typ\na;å".as_bytes().split_last().unwrap().1, "transfer-file-cut"),
        (b"PK\x03\x04 and no more", "transfer-file-cut"),
        (b"\x81\x8D\x00", "transfer-not-a-table"),
    ];
    for (bytes, key) in cases {
        assert_eq!(refused(bytes), key, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn an_archive_that_is_no_workbook_is_named_as_such() {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("note.txt", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(b"Namn;Typ").unwrap();
    assert_eq!(refused(&archive.finish().unwrap().into_inner()), "transfer-file-other-kind");
}

#[test]
fn a_small_file_that_unpacks_to_a_huge_one_is_refused() {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let zeros = vec![b' '; 1_000_000];
    archive.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..310 {
        archive.write_all(&zeros).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < MOST_BYTES);
    assert_eq!(refused(&bytes), "transfer-file-bomb");
}

#[test]
fn limits_tell_the_row_and_the_column_that_break_them() {
    let long = format!("Namn;Typ\na;b\nc;{}\n", "x".repeat(Limit::CHARS + 1));
    let message = read_table(long.as_bytes()).unwrap_err();
    assert_eq!(message.key, "transfer-cell-too-long");
    let told = texts::render(kernel::Language::Swedish, &message);
    assert!(told.contains('3') && told.contains("Typ"), "{told}");
    assert_eq!(
        refused(format!("a;b\n{}", ";".repeat(Limit::COLUMNS) + "x\n").as_bytes()),
        "transfer-too-many-columns"
    );
    let megabyte = format!("Namn;Typ\na;b\nc;{}\n", "å".repeat(1_000_000));
    assert_eq!(refused(megabyte.as_bytes()), "transfer-cell-too-long");
    assert_eq!(refused("a\n".repeat(Limit::ROWS + 2).as_bytes()), "transfer-too-many-rows");
    assert_eq!(read("a\n".repeat(Limit::ROWS + 1).as_bytes()).rows.len(), Limit::ROWS);
    assert_eq!(refused(&vec![b'a'; MOST_BYTES + 1]), "transfer-file-too-large");
}

#[test]
fn columns_are_called_by_letters_where_they_have_no_heading() {
    let letters = [0, 25, 26, 27, 199].map(table::column_letters);
    assert_eq!(letters, ["A", "Z", "AA", "AB", "GR"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_at_all_upset_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_table(&bytes);
        let _ = read_table(&[b"PK\x03\x04".as_slice(), &bytes].concat());
        let _ = read_table(&[GOOD_CSV.as_bytes(), &bytes].concat());
    }

    #[test]
    fn a_good_file_cut_anywhere_is_read_or_refused(at in 0.0_f64..1.0) {
        for good in [good_workbook(), GOOD_CSV.as_bytes().to_vec()] {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let end = (good.len() as f64 * at) as usize;
            let _ = read_table(&good[..end]);
        }
    }

    #[test]
    fn a_good_workbook_with_a_wrong_byte_is_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = good_workbook();
        let place = at.index(bytes.len());
        bytes[place] = byte;
        let _ = read_table(&bytes);
    }

    #[test]
    fn whatever_stands_in_cells_is_read_back(rows in proptest::collection::vec(proptest::collection::vec("[a-zåäö;,\"'=\n ]{0,8}", 3), 1..6)) {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        writer.write_record(["Ett", "Två", "Tre"]).unwrap();
        for row in &rows {
            writer.write_record(row.iter().map(|cell| neutralised(cell.trim()))).unwrap();
        }
        let expected: Vec<Vec<String>> = rows.iter()
            .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
            .filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        match read_table(&writer.into_inner().unwrap()) {
            Ok(table) => prop_assert_eq!(table.rows.into_iter().map(|row| row.cells).collect::<Vec<_>>(), expected),
            Err(message) => { prop_assert_eq!(message.key, "transfer-no-rows"); prop_assert!(expected.is_empty()); }
        }
    }
}
