//! Reads and checks a pack: all mistakes in all files at once, each with its place and what would be right.

mod about;
mod agreements;
mod catalogue;
mod conditions;
mod documents;
mod duties;
mod entry;
mod forums;
mod hours;
mod ids;
mod law;
mod names;
mod objects;
mod plans;
mod roles;
mod rules;
mod test_facts;
mod tests;
mod values;
mod words;

use crate::law::Law;
use crate::overlay::{OVERLAY_FILE, OverlayHead, overlay_kinds};
use crate::pack::{Grant, Pack};
use crate::pack_tests::run_pack_tests;
use crate::problem::{CheckReport, Problem, Problems, Spot};
use crate::source::PackSource;
use crate::vocabulary::Vocabulary;
use entry::{Book, Entry, File};
use kernel::Message;
use names::Names;
pub(crate) use names::known_help;
use std::cell::RefCell;
use toml::de::DeTable;

/// Files that a pack must have.
const NEEDED: [&str; 7] = [
    "pack.toml",
    "clauses.toml",
    "objects.toml",
    "roles.toml",
    "documents.toml",
    "terms.toml",
    "issues.toml",
];

/// Files that a pack may have.
const OPTIONAL: [&str; 6] =
    [plans::FILE, forums::FILE, agreements::FILE, "service.toml", "permissions.toml", catalogue::FILE];

/// Reads a pack, checks all of it and runs its tests.
#[must_use]
pub fn read_pack(source: &PackSource, vocabulary: &Vocabulary) -> CheckReport {
    let mut report = read_without_tests(source, vocabulary);
    // Tests of a pack that does not even hold together would only repeat its mistakes.
    let failures = report.pack.as_ref().map(run_pack_tests).unwrap_or_default();
    report.errors.extend(failures.into_iter().map(|failure| Problem {
        file: failure.file,
        line: failure.line,
        column: failure.column,
        message: failure.message,
        help: None,
    }));
    if !report.errors.is_empty() {
        report.pack = None;
    }
    report
}

/// The same without running its tests.
pub(crate) fn read_without_tests(source: &PackSource, vocabulary: &Vocabulary) -> CheckReport {
    let book = new_book(vocabulary);
    check_files(&book, source);
    let pack = about::read(&book, source);
    book.names.borrow().check(&mut book.problems.borrow_mut());
    rules::check(&book, &pack);
    report(book, pack)
}

/// The permissions of everyone and of each core function, from `policies/base`.
///
/// # Errors
/// Everything that is wrong with the file, at once.
pub fn read_permissions(source: &PackSource, vocabulary: &Vocabulary) -> Result<Vec<Grant>, Vec<Problem>> {
    let book = new_book(vocabulary);
    report_broken(&book, source);
    if source.text("permissions.toml").is_none() {
        missing_file(&book, "permissions.toml");
    }
    let grants = words::read_grants(&book, source);
    let problems = book.problems.into_inner();
    if problems.errors.is_empty() { Ok(grants) } else { Err(problems.errors) }
}

/// The law layer, from `policies/base`.
///
/// # Errors
/// Everything that is wrong with the file, at once.
pub fn read_law(source: &PackSource) -> Result<Law, Vec<Problem>> {
    let vocabulary = Vocabulary::default();
    let book = new_book(&vocabulary);
    report_broken(&book, source);
    if source.text(law::FILE).is_none() {
        missing_file(&book, law::FILE);
    }
    let law = with_file(&book, source, law::FILE, law::read);
    book.names.borrow().check(&mut book.problems.borrow_mut());
    let problems = book.problems.into_inner();
    if problems.errors.is_empty() { Ok(law) } else { Err(problems.errors) }
}

/// Which pack an overlay is for, why and on which decision, with what is wrong in that.
pub(crate) fn read_overlay_head(
    overlay: &str,
    source: &PackSource,
    vocabulary: &Vocabulary,
) -> (OverlayHead, Vec<Problem>) {
    let book = new_book(vocabulary);
    let file =
        PackSource { files: vec![(OVERLAY_FILE.to_owned(), overlay.to_owned())], ..PackSource::default() };
    let head = with_file(&book, &file, OVERLAY_FILE, |root| {
        let head = OverlayHead {
            pack: root.string("pack"),
            reason: root.text("reason"),
            decision: root.string("decision"),
        };
        if let Some(value) = root.optional("pack").filter(|_| head.pack != source.id) {
            root.unknown_value(value, &head.pack, [source.id.as_str()]);
        }
        root.optional("set");
        for kind in overlay_kinds() {
            root.optional(kind);
        }
        head
    });
    (head, book.problems.into_inner().errors)
}

fn new_book(vocabulary: &Vocabulary) -> Book<'_> {
    Book { vocabulary, problems: RefCell::new(Problems::default()), names: RefCell::new(Names::default()) }
}

fn report(book: Book<'_>, pack: Pack) -> CheckReport {
    let Problems { mut errors, mut warnings } = book.problems.into_inner();
    let place = |problem: &Problem| (problem.file.clone(), problem.line, problem.column);
    errors.sort_by_key(place);
    errors.dedup();
    warnings.sort_by_key(place);
    warnings.dedup();
    CheckReport { pack: errors.is_empty().then_some(pack), errors, warnings }
}

fn check_files(book: &Book<'_>, source: &PackSource) {
    report_broken(book, source);
    for file in NEEDED {
        if source.text(file).is_none() && !source.broken_files.iter().any(|broken| broken == file) {
            missing_file(book, file);
        }
    }
    if !source.files.iter().any(|(name, _)| name.starts_with("tests/")) {
        missing_file(book, "tests/*.toml");
    }
    for (name, _) in &source.files {
        let is_known = NEEDED.contains(&name.as_str())
            || OPTIONAL.contains(&name.as_str())
            || name.starts_with("tests/");
        if !is_known {
            let message = Message::new("policy-problem-unknown-file").with("file", name.as_str());
            let help = known_help(name, NEEDED.into_iter().chain(OPTIONAL));
            book.error(&Spot::first_line(name), message, Some(help));
        }
    }
}

fn missing_file(book: &Book<'_>, file: &str) {
    book.names.borrow_mut().unread.insert(file.to_owned());
    book.error(&Spot::first_line(file), Message::new("policy-problem-missing-file").with("file", file), None);
}

fn report_broken(book: &Book<'_>, source: &PackSource) {
    for file in &source.broken_files {
        book.names.borrow_mut().unread.insert(file.clone());
        book.error(
            &Spot::first_line(file),
            Message::new("policy-problem-not-utf8"),
            Some(Message::new("policy-help-utf8")),
        );
    }
}

/// Parses a file and lets `read` look at it; its keys that nobody asked for are errors.
fn with_file<T: Default>(
    book: &Book<'_>,
    source: &PackSource,
    name: &str,
    read: impl FnOnce(&Entry<'_>) -> T,
) -> T {
    let Some(text) = source.text(name) else { return T::default() };
    let (tree, mistakes) = DeTable::parse_recoverable(text);
    if !mistakes.is_empty() {
        for mistake in mistakes {
            let offset = mistake.span().map_or(0, |span| span.start);
            let message = Message::new("policy-problem-not-toml").with("detail", mistake.message());
            let help = Message::new("policy-help-toml");
            book.error(&Spot::at(name, text, offset), message, Some(help));
        }
        book.names.borrow_mut().unread.insert(name.to_owned());
        return T::default();
    }
    let line_starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(place, _)| place + 1)).collect();
    let root = Entry::new(book, File { name, text, line_starts: &line_starts }, tree.get_ref(), 0);
    let result = read(&root);
    root.finish();
    result
}
