//! Every text of the program exists in Swedish and in English, with the same placeholders, and can be read by Fluent.

use fluent_bundle::FluentResource;
use kernel::{Arg, Language, LocalText, Message};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

struct Text {
    file: String,
    placeholders: BTreeSet<String>,
}

/// File name and content of every text file of a language.
fn files(language: Language) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales").join(language.code());
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the folder of the language")
        .map(|entry| entry.expect("a file").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("UTF-8"))
        })
        .collect();
    files.sort();
    files
}

/// Each text with where it stands and which placeholders it names. Panics on a key that stands twice.
fn texts(language: Language) -> BTreeMap<String, Text> {
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    for (file, content) in files(language) {
        let mut key = None;
        for line in content.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
                let name = line.split('=').next().unwrap_or(line).trim().to_owned();
                let text = Text { file: file.clone(), placeholders: BTreeSet::new() };
                if let Some(earlier) = texts.insert(name.clone(), text) {
                    panic!("{name} stands twice in {}: {} and {file}", language.code(), earlier.file);
                }
                key = Some(name);
            }
            if let Some(text) = key.as_ref().and_then(|key| texts.get_mut(key)) {
                text.placeholders.extend(placeholders(line));
            }
        }
    }
    texts
}

fn placeholders(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        rest.chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
            .collect()
    })
}

#[test]
fn fluent_reads_every_file_without_a_fault() {
    for language in Language::ALL {
        for (name, content) in files(language) {
            if let Err((_, faults)) = FluentResource::try_new(content.clone()) {
                let line = content[..faults[0].pos.start].lines().count();
                panic!("{}/{name}: line {line}: {}", language.code(), faults[0]);
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_in_the_same_files() {
    let places = |language| -> BTreeSet<(String, String)> {
        texts(language).into_iter().map(|(key, text)| (text.file, key)).collect()
    };
    let (swedish, english) = (places(Language::Swedish), places(Language::English));
    let only_swedish: Vec<_> = swedish.difference(&english).collect();
    let only_english: Vec<_> = english.difference(&swedish).collect();
    assert!(
        only_swedish.is_empty() && only_english.is_empty(),
        "only in Swedish: {only_swedish:?}; only in English: {only_english:?}"
    );
}

#[test]
fn both_languages_name_the_same_placeholders_in_each_text() {
    let english = texts(Language::English);
    for (key, text) in texts(Language::Swedish) {
        let Some(other) = english.get(&key) else { continue };
        assert_eq!(text.placeholders, other.placeholders, "{key} in {}", text.file);
    }
}

#[test]
fn the_program_knows_every_key_of_the_files() {
    for language in Language::ALL {
        let in_files: Vec<String> = texts(language).into_keys().collect();
        let embedded: Vec<&str> = texts::keys(language).collect();
        assert_eq!(embedded, in_files);
        assert!(in_files.iter().all(|key| texts::has(language, key)));
    }
}

#[test]
fn a_missing_text_shows_its_key_in_brackets() {
    assert_eq!(texts::text(Language::Swedish, "no-such-text"), "[no-such-text]");
    assert!(!texts::has(Language::Swedish, "no-such-text"));
}

#[test]
fn a_placeholder_takes_texts_numbers_and_texts_of_a_pack() {
    let week = |arg: Arg| texts::format(Language::English, "calendar-week", &[("week", arg)]);
    assert_eq!(week(Arg::from("47")), "week\u{A0}47");
    assert_eq!(week(Arg::from(12_345)), "week\u{A0}12\u{202F}345");
    assert_eq!(week(Arg::from(LocalText::new("fyra", "four"))), "week\u{A0}four");
    let message = Message::new("calendar-week").with("week", 7);
    assert_eq!(texts::render(Language::Swedish, &message), "v.\u{A0}7");
}

#[test]
fn a_forgotten_argument_shows_the_name_of_its_placeholder() {
    assert_eq!(texts::text(Language::Swedish, "calendar-week"), "v.\u{A0}{$week}");
}
