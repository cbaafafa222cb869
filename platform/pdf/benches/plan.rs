//! Measures the paper of a full plan: some sixty pages of text and two hundred activities, every one of which is looked for.
//! `cargo bench -p pdf`; the paper stays in the folder of temporary files, to be looked at.

use kernel::Language;
use print::{Column, Content, Paper, PaperTable, Part};
use std::time::Instant;

const SECTIONS: usize = 30;
const ACTIVITIES: usize = 200;

fn main() {
    let paper = plan();
    let (bytes, cold) = measured(|| pdf::pdf(&paper).expect("a paper"));
    let (again, warm) = measured(|| pdf::pdf(&paper).expect("the same paper"));
    assert!(bytes == again, "the same paper is the same file");
    let (text, as_text) = measured(|| print::odt(&paper).expect("a text"));
    let words = pdf_extract::extract_text_from_mem(&bytes).expect("words");
    let missing = (0..ACTIVITIES).filter(|number| !words.contains(&title_of(*number))).count();
    assert_eq!(missing, 0, "activities that are not printed");
    let pages = words.matches("Sida ").count();
    println!("| figure | measured |\n| --- | ---: |");
    println!("| pages | {pages} |");
    println!("| PDF, cold | {cold} |");
    println!("| PDF, warm | {warm} |");
    println!("| PDF | {} KB |", bytes.len() / 1_024);
    println!("| ODT | {as_text}, {} KB |", text.len() / 1_024);
    println!("| most memory | {} |", most_memory());
    let place = std::env::temp_dir().join("plan.pdf");
    std::fs::write(&place, bytes).expect("a file");
    println!("\n{}", place.display());
}

/// What was made, and how long it took: by the clock, and of the processors.
fn measured<T>(make: impl FnOnce() -> T) -> (T, String) {
    let (begun, before) = (Instant::now(), processor_ms());
    let made = make();
    (made, format!("{} ms, of the processors {} ms", begun.elapsed().as_millis(), processor_ms() - before))
}

/// As Linux counts it, in hundredths of a second.
fn processor_ms() -> u64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = told.rsplit(") ").next().unwrap_or_default();
    let ticks = after_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
    ticks.sum::<u64>() * 10
}

/// As Linux tells it, reading the words again included.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}

fn title_of(number: usize) -> String {
    format!("Aktivitet {number:03}")
}

fn plan() -> Paper {
    let whose = ("Sydnärke kommun".to_owned(), "Systemförvaltningsplan Ekonomi 2026".to_owned());
    let date = "2026-03-02".parse().expect("a day");
    Paper {
        subtitle: "Systemförvaltningsplan".into(),
        facts: vec![("Gäller".into(), "Ekonomi".into()), ("Version".into(), "1".into())],
        has_contents: true,
        parts: (0..SECTIONS).map(section).chain([activities()]).collect(),
        footer: "https://vidmakt.exempel.se/planer/1 · Utskrivet 2026-03-02".into(),
        ..Paper::titled(Language::Swedish, whose, date)
    }
}

/// Two pages with what such texts hold.
fn section(number: usize) -> Part {
    let sentence = |one| {
        format!(
            "Avdelning {number}.{one} följer upp hur systemet används, **varje kvartal**, och kostnaden. "
        )
    };
    let paragraph: String = (0..12).map(sentence).collect();
    let table =
        "| År | Ärenden | Kronor |\n|---|--:|--:|\n| 2025 | 120 | 1 200 000 |\n| 2026 | 140 | 1 350 000 |";
    let list = "- verksamheten avgör ordningen\n- IT svarar för driften\n- leverantören rättar fel\n";
    let half = format!("### Läget\n\n{paragraph}\n\n{paragraph}\n\n{list}\n{paragraph}\n\n{table}\n\n");
    let text = half.repeat(2);
    Part {
        heading: format!("Avsnitt {}", number + 1),
        content: vec![Content::Written(writing::blocks(&text))],
    }
}

fn activities() -> Part {
    let column = |name: &str, width, is_right| Column { is_right, ..Column::new(name.into(), width) };
    let head = vec![
        column("Rubrik", 8, false),
        column("Mål", 4, false),
        column("Ansvarig", 4, false),
        column("Klar senast", 3, false),
        column("Läge", 3, false),
        column("Kostnad", 4, true),
    ];
    let row = |number: usize| {
        let cells =
            ["Kortare svarstider", "Systemförvaltare Ekonomi", "2026-09-30", "Planerad", "125 000 kr"];
        let title = format!("{}\nByt till den nya versionen tillsammans med leverantören", title_of(number));
        std::iter::once(title).chain(cells.map(str::to_owned)).collect()
    };
    let table = PaperTable { head, rows: (0..ACTIVITIES).map(row).collect() };
    Part { heading: "Aktiviteter".into(), content: vec![Content::Table(table)] }
}
