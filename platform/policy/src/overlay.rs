//! A tenant's own entries laid over a pack: only what changes, checked like the pack itself, with reason and decision.

mod entries;
mod weaker;

pub(crate) use entries::overlay_kinds;

use crate::differences::{Difference, differences};
use crate::law::Law;
use crate::layers::{LayerParameters, combine};
use crate::pack::{Layer, Pack};
use crate::problem::{CheckReport, Problem, Spot, problem};
use crate::read::{read_overlay_head, read_pack, read_without_tests};
use crate::source::PackSource;
use crate::vocabulary::Vocabulary;
use kernel::{Arg, LocalText, Message};
use std::collections::BTreeSet;
use toml_edit::{Document, Item, Table};

/// The name of an overlay in what is told about it.
pub const OVERLAY_FILE: &str = "overlay.toml";

/// Who decided an overlay, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverlayHead {
    pub pack: String,
    pub reason: LocalText,
    pub decision: String,
}

/// What laying an overlay over a pack gave.
#[derive(Clone, Debug, Default)]
pub struct OverlayReport {
    pub head: OverlayHead,
    /// The pack with the overlay; present only when there are no errors.
    pub pack: Option<Pack>,
    pub differences: Vec<Difference>,
    pub errors: Vec<Problem>,
    /// Where it relaxes what a higher layer says: allowed by the decision, and never in silence.
    pub warnings: Vec<Problem>,
}

/// What an overlay says of its pack, its reason and its decision, as far as it can be read: to fill in a form with.
#[must_use]
pub fn overlay_head(overlay: &str) -> OverlayHead {
    let Ok(document) = overlay.parse::<Document<String>>() else { return OverlayHead::default() };
    let word = |item: Option<&Item>| item.and_then(Item::as_str).unwrap_or_default().to_owned();
    let reason = document.get("reason");
    let in_language = |code: &str| word(reason.and_then(|reason| reason.get(code)));
    OverlayHead {
        pack: word(document.get("pack")),
        reason: LocalText::new(in_language("sv"), in_language("en")),
        decision: word(document.get("decision")),
    }
}

/// Reads a pack that somebody wants to adopt: all of it, its tests too, and then the overlay on it.
#[must_use]
pub fn read_to_adopt(source: &PackSource, overlay: Option<&str>, vocabulary: &Vocabulary) -> CheckReport {
    let report = read_pack(source, &vocabulary.of_packs());
    match overlay.filter(|_| report.pack.is_some()) {
        Some(text) => laid_over(apply_overlay(source, text, vocabulary), report.warnings),
        None => report,
    }
}

/// Reads a pack that was adopted. Its tests were run then, and are not run again, nor is it asked once more whether it
/// asks for too little: a later program, or a later law, may judge otherwise without taking the guideline out of force.
#[must_use]
pub fn read_adopted(source: &PackSource, overlay: Option<&str>, vocabulary: &Vocabulary) -> CheckReport {
    let vocabulary = Vocabulary { law: Law::default(), ..vocabulary.clone() };
    match overlay {
        Some(text) => laid_over(lay(source, text, (&vocabulary, Weakening::WasDecided)), Vec::new()),
        None => read_without_tests(source, &vocabulary.of_packs()),
    }
}

fn laid_over(report: OverlayReport, mut warnings: Vec<Problem>) -> CheckReport {
    let OverlayReport { pack, errors, warnings: relaxed, .. } = report;
    warnings.extend(relaxed);
    CheckReport { pack, errors, warnings }
}

/// What is done with an entry that asks for less than the guideline.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weakening {
    /// It says so itself (`override`), and is warned of.
    IsTold,
    /// It was adopted once.
    WasDecided,
}

/// Lays an overlay over a pack. The pack's own tests speak of the pack alone and are not run.
#[must_use]
pub fn apply_overlay(source: &PackSource, overlay: &str, vocabulary: &Vocabulary) -> OverlayReport {
    lay(source, overlay, (vocabulary, Weakening::IsTold))
}

fn lay(
    source: &PackSource,
    overlay: &str,
    (vocabulary, weakening): (&Vocabulary, Weakening),
) -> OverlayReport {
    let (head, errors) = read_overlay_head(overlay, source, vocabulary);
    let mut report = OverlayReport { head, errors, ..OverlayReport::default() };
    let before = read_without_tests(source, &vocabulary.of_packs());
    report.errors.extend(before.errors.iter().cloned());
    let (Ok(document), Some(before), true) =
        (overlay.parse::<Document<String>>(), before.pack, report.errors.is_empty())
    else {
        return report;
    };
    let mut work = Work {
        overlay,
        vocabulary,
        weakening,
        source: source.clone(),
        pack: before.clone(),
        errors: Vec::new(),
        warnings: Vec::new(),
    };
    let count: usize =
        document.as_table().iter().filter_map(|(_, item)| Some(item.as_array_of_tables()?.len())).sum();
    if count > MOST_ENTRIES {
        let most = i64::try_from(MOST_ENTRIES).unwrap_or(i64::MAX);
        work.error(
            &Spot::at(OVERLAY_FILE, overlay, 0),
            Message::new("policy-problem-too-many-entries").with("most", most),
            None,
        );
        report.errors = work.errors;
        return report;
    }
    for (key, item) in document.as_table() {
        match item.as_array_of_tables() {
            Some(entries) => entries.iter().for_each(|entry| work.take(key, entry)),
            None if key == "set" || overlay_kinds().any(|kind| kind == key) => work.not_a_list(key, item),
            None => {}
        }
    }
    (report.errors, report.warnings) = (work.errors, work.warnings);
    if report.errors.is_empty() {
        report.differences = differences(&before, &work.pack);
        report.pack = Some(work.pack);
    }
    report
}

/// After each entry the whole pack is read anew, so that what it breaks is told where it stands.
const MOST_ENTRIES: usize = 300;

/// The pack while one entry after the other is laid over it.
struct Work<'a> {
    overlay: &'a str,
    vocabulary: &'a Vocabulary,
    weakening: Weakening,
    source: PackSource,
    pack: Pack,
    errors: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Work<'_> {
    fn take(&mut self, key: &str, entry: &Table) {
        let at = Spot::at(OVERLAY_FILE, self.overlay, entry.span().map_or(0, |span| span.start));
        if let Some(id) = self.law_parameter(key, entry) {
            let message = Message::new("policy-problem-is-law").with("id", id);
            self.error(
                &self.named_place(&at, entry, &message),
                message,
                Some(Message::new("policy-help-law")),
            );
            return;
        }
        let changed = if key == "set" {
            entries::set(&self.source, entry)
        } else {
            entries::add(&self.source, key, entry)
        };
        match changed {
            Err((message, help)) => self.error(&self.named_place(&at, entry, &message), message, help),
            Ok(changed) => self.accept(&at, changed, entry),
        }
    }

    /// The parameter of law that an entry wants to change: it stands in no pack, and no decision relaxes it.
    fn law_parameter<'e>(&self, key: &str, entry: &'e Table) -> Option<&'e str> {
        let id = entry.get("parameter").filter(|_| key == "set")?.as_str()?;
        let is_law = self.vocabulary.law.parameter(id).is_some() && self.pack.parameter(id).is_none();
        is_law.then_some(id)
    }

    /// What stands in single brackets, or without any, would be passed over in silence.
    fn not_a_list(&mut self, key: &str, item: &Item) {
        let at = Spot::at(OVERLAY_FILE, self.overlay, item.span().map_or(0, |span| span.start));
        let message = Message::new("policy-problem-not-an-entry").with("key", key);
        self.error(&at, message, Some(Message::new("policy-help-entry").with("key", key)));
    }

    /// What an entry breaks is told where the entry stands.
    fn accept(&mut self, at: &Spot, changed: PackSource, entry: &Table) {
        let CheckReport { pack, errors, .. } = read_without_tests(&changed, self.vocabulary);
        for error in errors {
            self.error(&self.named_place(at, entry, &error.message), error.message, error.help);
        }
        let Some(pack) = pack else { return };
        if self.asks_for_less(at, &pack, entry) {
            return;
        }
        (self.source, self.pack) = (changed, pack);
    }

    /// Tells an entry that asks for less than the guideline: an error, unless it says that this was decided.
    fn asks_for_less(&mut self, at: &Spot, pack: &Pack, entry: &Table) -> bool {
        let parameter = entry.get("parameter").and_then(Item::as_str);
        let relaxed = parameter.filter(|id| relaxes(&self.pack, pack, id));
        let less: Vec<[Message; 2]> = match (relaxed, self.weakening) {
            (Some(id), _) => {
                let told = ["policy-problem-relaxes", "policy-warning-relaxed"];
                vec![told.map(|key| Message::new(key).with("parameter", id))]
            }
            (None, Weakening::IsTold) => {
                let told = ["policy-problem-weakens", "policy-warning-weakened"];
                let of = |rule: &String| told.map(|key| Message::new(key).with("rule", rule.as_str()));
                weaker::weakened(&self.pack, pack).iter().map(of).collect()
            }
            (None, Weakening::WasDecided) => Vec::new(),
        };
        let is_decided = entry.get("override").and_then(Item::as_bool).unwrap_or_default();
        let is_refused = !is_decided && !less.is_empty();
        for [wrong, odd] in less {
            if is_decided {
                self.warnings.push(problem(at, odd, None));
            } else {
                self.error(at, wrong, Some(Message::new("policy-help-override")));
            }
        }
        is_refused
    }

    /// Where the entry says what a message is about; else where the entry begins.
    fn named_place(&self, at: &Spot, entry: &Table, message: &Message) -> Spot {
        let named = place_in(entry, message);
        named.map_or(at.clone(), |offset| Spot::at(OVERLAY_FILE, self.overlay, offset))
    }

    fn error(&mut self, at: &Spot, message: Message, help: Option<Message>) {
        self.errors.push(problem(at, message, help));
    }
}

/// Where the entry says what a message is about: the key that it names, or the key with the value that it names.
fn place_in(entry: &Table, message: &Message) -> Option<usize> {
    let about = ["key", "fact", "value", "id"].iter().find_map(|name| {
        let (_, arg) = message.args.iter().find(|(key, _)| key == name)?;
        if let Arg::Text(text) = arg { Some(text.as_str()) } else { None }
    })?;
    let is_about = |key: &str, item: &Item| key == about || item.to_string().contains(&format!("{about:?}"));
    let (key, item) = entry.iter().find(|(key, item)| is_about(key, item))?;
    entry.key(key).and_then(toml_edit::Key::span).or(item.span()).map(|span| span.start)
}

fn relaxes(before: &Pack, after: &Pack, parameter: &str) -> bool {
    let layer = |layer, pack: &Pack| LayerParameters {
        layer,
        parameters: pack.parameter(parameter).cloned().into_iter().collect(),
        overrides: BTreeSet::new(),
    };
    !combine(&[layer(before.layer, before), layer(Layer::Local, after)]).collisions.is_empty()
}
