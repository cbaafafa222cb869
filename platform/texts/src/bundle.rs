//! One Fluent bundle per language, made of all embedded files when the first text is asked for.
//! A text that is missing shows its key in brackets, so that a forgotten one is seen and nothing breaks.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use kernel::{Arg, Language, Message};
use std::collections::BTreeSet;
use std::sync::OnceLock;

static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../locales");

struct Texts {
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<&'static str>,
}

/// The text of a key that takes no arguments.
#[must_use]
pub fn text(language: Language, key: &str) -> String {
    format(language, key, &[])
}

/// The text of a key, with its placeholders filled in.
///
/// Numbers are grouped (`12 345`) and choose the plural; a year or a number that is a name is given as text.
#[must_use]
pub fn format(language: Language, key: &str, args: &[(&str, Arg)]) -> String {
    let texts = texts_in(language);
    let Some(pattern) = texts.bundle.get_message(key).and_then(|message| message.value()) else {
        return format!("[{key}]");
    };
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        values.set(*name, value_of(arg, language));
    }
    // A placeholder without a value is written as its name, which is what a reader can report.
    let mut errors = Vec::new();
    texts.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
}

/// A message in the reader's language.
#[must_use]
pub fn render(language: Language, message: &Message) -> String {
    format(language, message.key, &message.args)
}

/// True if the language has a text for the key.
#[must_use]
pub fn has(language: Language, key: &str) -> bool {
    texts_in(language).keys.contains(key)
}

/// All keys of a language in alphabetical order.
pub fn keys(language: Language) -> impl Iterator<Item = &'static str> {
    texts_in(language).keys.iter().copied()
}

fn value_of(arg: &Arg, language: Language) -> FluentValue<'_> {
    match arg {
        Arg::Number(number) => FluentValue::from(*number),
        Arg::Text(text) => FluentValue::from(text.as_str()),
        Arg::Local(local) => FluentValue::from(local.in_language(language)),
    }
}

fn texts_in(language: Language) -> &'static Texts {
    static SWEDISH: OnceLock<Texts> = OnceLock::new();
    static ENGLISH: OnceLock<Texts> = OnceLock::new();
    let texts = match language {
        Language::Swedish => &SWEDISH,
        Language::English => &ENGLISH,
    };
    texts.get_or_init(|| load(language))
}

/// Faults in the files are found by this crate's tests; in a running program the sound texts still show.
fn load(language: Language) -> Texts {
    let locale = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // The marks that isolate text direction would stand as odd characters in mail, CSV and page titles.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => whole(number.value).map(crate::number),
        _ => None,
    }));
    let mut keys = BTreeSet::new();
    for source in sources(language) {
        keys.extend(message_keys(source));
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(sound, _)| sound);
        // Only a key that came before is refused, and it keeps its first text.
        let _ = bundle.add_resource(resource);
    }
    keys.retain(|key| bundle.has_message(key));
    Texts { bundle, keys }
}

fn sources(language: Language) -> impl Iterator<Item = &'static str> {
    let files = LOCALES.get_dir(language.code()).into_iter().flat_map(Dir::files);
    files
        .filter(|file| file.path().extension().is_some_and(|end| end == "ftl"))
        .filter_map(|file| file.contents_utf8())
}

/// In Fluent only a message begins with a letter in the first column.
fn message_keys(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim_end()))
}

/// Fluent keeps numbers as floating point; only what is whole and exact there is grouped.
fn whole(value: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation)]
    (value.fract() == 0.0 && value.abs() < EXACT).then_some(value as i64)
}
