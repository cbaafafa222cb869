//! The stem of a Swedish word, by which its forms are found by each other. Snowball's stemmer leaves many definite forms of
//! nouns as they are (*avtalet*, *skolan*), so that a few rules more are applied, until nothing changes: what is a stem of
//! a stem is then the same for all forms.

use rust_stemmers::{Algorithm, Stemmer};
use std::sync::LazyLock;

static SNOWBALL: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Swedish));

/// An ending, what stands for it in the stem, and the letters that must be left before it.
const ENDINGS: &[(&str, &str, usize)] = &[
    // avtalet, skolan, kontot, konton, ägarna (of which Snowball leaves ägarn), nyckeln, datorn
    ("et", "", 3),
    ("an", "", 4),
    ("ot", "o", 3),
    ("on", "o", 3),
    ("arn", "ar", 2),
    ("eln", "el", 2),
    ("orn", "or", 2),
    // program and programmet; nyckel and nycklar
    ("mm", "m", 2),
    ("el", "l", 3),
];
/// Rounds after which no word changes any more.
const MOST_ROUNDS: usize = 6;

/// The stem of a folded word. Numbers, and words with digits in them, are their own.
pub(crate) fn stem(folded: &str) -> String {
    let mut word = folded.to_owned();
    if folded.chars().any(char::is_numeric) {
        return word;
    }
    for _ in 0..MOST_ROUNDS {
        let shorter = without_ending(&SNOWBALL.stem(&word));
        if shorter == word {
            break;
        }
        word = shorter;
    }
    word
}

fn without_ending(word: &str) -> String {
    // The ending of qualities (säkerhet), which Snowball knows, is none of these.
    if word.ends_with("het") {
        return word.to_owned();
    }
    for (ending, stands_for, most_left) in ENDINGS {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.chars().count() >= *most_left
        {
            return format!("{rest}{stands_for}");
        }
    }
    without_last_r(word).unwrap_or(word).to_owned()
}

/// *Registret* leaves *registr* where *register* leaves *regist*.
fn without_last_r(word: &str) -> Option<&str> {
    let rest = word.strip_suffix('r')?;
    let is_after_stop = rest.ends_with(['t', 'd', 'p', 'b', 'k', 'g', 'f', 'v', 's', 'n']);
    (is_after_stop && rest.chars().count() >= 4).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forms of one word, and forms of another that must not meet it.
    const FORMS: &[&str] = &[
        "system systemet systemets systemen systemens systems",
        "förvaltare förvaltaren förvaltarens förvaltarna förvaltarnas",
        "förvaltning förvaltningen förvaltningens förvaltningar förvaltningarna",
        "skola skolan skolans skolor skolorna skolornas",
        "avtal avtalet avtalets avtalen avtalens avtals",
        "kommun kommunen kommunens kommuner kommunerna kommunernas kommuns",
        "plan planen planens planer planerna planernas",
        "register registret registrets registren registrens",
        "ägare ägaren ägarens ägarna ägarnas",
        "dokument dokumentet dokumenten dokumentens dokuments",
        "ärende ärendet ärenden ärendena ärendets",
        "licens licensen licenser licenserna licensernas",
        "säkerhet säkerheten säkerhets säkerhetens",
        "tjänst tjänsten tjänster tjänsterna tjänsternas",
        "bibliotek biblioteket biblioteken bibliotekets",
        "konto kontot konton kontona kontots",
        "möte mötet möten mötena mötets",
        "nämnd nämnden nämnder nämndens",
        "råd rådet rådets råden",
        "paket paketet paketen paketets",
        "nyckel nyckeln nycklar nycklarna",
        "program programmet programmen programmets",
        "leverantör leverantören leverantörer leverantörens",
        "nät nätet näten nätets",
        "styrelse styrelsen styrelser styrelsens",
        "läkemedel läkemedlet läkemedlen läkemedels",
        "dator datorn datorer datorerna",
    ];

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        let parted: Vec<_> = FORMS
            .iter()
            .filter_map(|forms| {
                let mut stems: Vec<String> = forms.split(' ').map(stem).collect();
                stems.dedup();
                (stems.len() > 1).then(|| format!("{forms}: {stems:?}"))
            })
            .collect();
        assert!(parted.is_empty(), "{}", parted.join("\n"));
    }

    #[test]
    fn different_words_have_different_stems() {
        let mut stems: Vec<String> =
            FORMS.iter().filter_map(|forms| forms.split(' ').next()).map(stem).collect();
        stems.sort_unstable();
        let count = stems.len();
        stems.dedup();
        assert_eq!(stems.len(), count, "{stems:?}");
        assert_ne!(stem("år"), stem("ar"));
    }

    #[test]
    fn the_stem_of_a_stem_is_itself() {
        for word in FORMS.iter().flat_map(|forms| forms.split(' ')) {
            assert_eq!(stem(&stem(word)), stem(word), "{word}");
        }
    }

    #[test]
    fn numbers_and_signs_of_cases_are_their_own_stems() {
        for word in ["2026", "365", "w3d3", "sla", "it", "a"] {
            assert_eq!(stem(word), word);
        }
    }
}
