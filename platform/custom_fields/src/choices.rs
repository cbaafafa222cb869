//! What may be chosen at a field, as it is written: one choice on each line, `name: Swedish | English`. A line that is
//! taken away retires its choice; the name is what records hold, so words may change.

use kernel::{CustomChoice, LocalText, Message, Objection};

/// Choices of a field at the most, the retired ones too.
pub(crate) const MOST_CHOICES: usize = 200;
const MOST_OF_A_NAME: usize = 40;

/// Both lists of a field together, the offered first.
pub(crate) fn all_choices(offered: &str, retired: &str) -> Vec<CustomChoice> {
    let read = |text: &str, is_retired: bool| -> Vec<CustomChoice> {
        text.lines().filter_map(|line| choice_of(line, is_retired)).collect()
    };
    [read(offered, false), read(retired, true)].concat()
}

/// What somebody wrote, held against what there was: offered and retired choices as they are kept.
pub(crate) fn decide_choices(before: &[CustomChoice], written: &str) -> Result<(String, String), Objection> {
    let mut choices: Vec<CustomChoice> = Vec::new();
    for line in written.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let choice = choice_of(line, false).ok_or_else(|| wrong(line))?;
        let known = |other: &&CustomChoice| other.label.sv == choice.label.sv;
        let name = match (choice.name.is_empty(), before.iter().find(known)) {
            (false, _) => choice.name,
            (true, Some(known)) => known.name.clone(),
            (true, None) => free_name(&choice.label.sv, before, &choices),
        };
        if choices.iter().any(|other| other.name == name || other.label.sv == choice.label.sv) {
            return Err(Objection::new(
                "choices",
                Message::new("custom-choice-twice").with("choice", choice.label.sv),
            ));
        }
        choices.push(CustomChoice { name, ..choice });
    }
    let is_gone = |old: &&CustomChoice| !choices.iter().any(|choice| choice.name == old.name);
    let retired: Vec<&CustomChoice> = before.iter().filter(is_gone).collect();
    if choices.len() + retired.len() > MOST_CHOICES {
        let most = i64::try_from(MOST_CHOICES).unwrap_or(i64::MAX);
        return Err(Objection::new("choices", Message::new("custom-too-many-choices").with("most", most)));
    }
    Ok((written_of(choices.iter()), written_of(retired.into_iter())))
}

fn wrong(line: &str) -> Objection {
    Objection::new("choices", Message::new("custom-wrong-choice").with("line", line))
}

fn written_of<'c>(choices: impl Iterator<Item = &'c CustomChoice>) -> String {
    let lines = choices.map(|choice| {
        let CustomChoice { name, label, .. } = choice;
        if label.en == label.sv {
            format!("{name}: {}", label.sv)
        } else {
            format!("{name}: {} | {}", label.sv, label.en)
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The choice of a line; without a name where the line gives none.
fn choice_of(line: &str, is_retired: bool) -> Option<CustomChoice> {
    let (name, label) = match line.split_once(':') {
        Some((name, label)) if is_name(name.trim()) => (name.trim(), label.trim()),
        _ => ("", line.trim()),
    };
    let (sv, en) = label.split_once('|').map_or((label, label), |(sv, en)| (sv.trim(), en.trim()));
    let en = if en.is_empty() { sv } else { en };
    let fits = !sv.is_empty() && [sv, en].iter().all(|word| word.chars().count() <= 100);
    fits.then(|| CustomChoice { name: name.to_owned(), label: LocalText::new(sv, en), is_retired })
}

/// Small letters, digits and low lines, beginning with a letter: what files and rules write without quotes.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() <= MOST_OF_A_NAME
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

/// A name made of words.
pub(crate) fn name_of(words: &str) -> String {
    let mut name = String::new();
    for letter in words.to_lowercase().chars() {
        match letter {
            'å' | 'ä' | 'à' | 'á' => name.push('a'),
            'ö' | 'ó' => name.push('o'),
            'é' | 'è' | 'ë' => name.push('e'),
            'ü' => name.push('u'),
            _ if letter.is_ascii_alphanumeric() => name.push(letter),
            _ if !name.is_empty() && !name.ends_with('_') => name.push('_'),
            _ => {}
        }
    }
    let begins = if name.starts_with(|first: char| first.is_ascii_lowercase()) { "" } else { "x" };
    let whole = format!("{begins}{name}");
    let cut = whole.char_indices().nth(MOST_OF_A_NAME).map_or(whole.len(), |(end, _)| end);
    whole[..cut].trim_end_matches('_').to_owned()
}

fn free_name(words: &str, before: &[CustomChoice], choices: &[CustomChoice]) -> String {
    let base = name_of(words);
    let is_taken = |name: &str| before.iter().chain(choices).any(|other| other.name == name);
    let mut name = base.clone();
    for number in 2..=MOST_CHOICES + 1 {
        if !is_taken(&name) {
            break;
        }
        let room = MOST_OF_A_NAME - number.to_string().len() - 1;
        name = format!("{}_{number}", &base[..base.len().min(room)]);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(before: (&str, &str), written: &str) -> Result<(String, String), &'static str> {
        decide_choices(&all_choices(before.0, before.1), written).map_err(|wrong| wrong.message.key)
    }

    #[test]
    fn words_become_choices_with_names_of_their_own() {
        let (offered, retired) =
            decide(("", ""), "Årsvis | Yearly\n\nÅrsvis (förskott)\nMånad\n1 gång").unwrap();
        assert_eq!(
            offered,
            "arsvis: Årsvis | Yearly\narsvis_forskott: Årsvis (förskott)\nmanad: Månad\nx1_gang: 1 gång"
        );
        assert_eq!(retired, "");
        assert_eq!(decide(("", ""), "Åtal\nÄtal\n").unwrap().0, "atal: Åtal\natal_2: Ätal");
    }

    #[test]
    fn other_words_rename_a_choice_and_a_line_that_is_gone_retires_it() {
        let before = ("low: Låg\nhigh: Hög", "none: Ingen");
        let (offered, retired) = decide(before, "high: Mycket hög\nMedel").unwrap();
        assert_eq!(offered, "high: Mycket hög\nmedel: Medel");
        assert_eq!(retired, "low: Låg\nnone: Ingen");
        assert_eq!(
            decide(before, "low: Låg\nhigh: Hög\nIngen").unwrap().1,
            "",
            "a retired choice comes back"
        );
    }

    #[test]
    fn no_choice_stands_twice_and_there_are_not_too_many() {
        assert_eq!(decide(("", ""), "a: Ett\na: Två"), Err("custom-choice-twice"));
        assert_eq!(decide(("", ""), "Ett\nEtt"), Err("custom-choice-twice"));
        assert_eq!(decide(("", ""), "a: "), Err("custom-wrong-choice"));
        let many: String = (0..=MOST_CHOICES).map(|number| format!("Val {number}\n")).collect();
        assert_eq!(decide(("", ""), &many), Err("custom-too-many-choices"));
    }

    #[test]
    fn a_name_of_any_words_is_a_name() {
        for words in ["Kontrakt tecknat", "Åäö", "1:a linjen", "---", &"å".repeat(200), "日本"] {
            assert!(is_name(&name_of(words)), "{words}: {}", name_of(words));
        }
        assert_eq!(name_of("Kontrakt tecknat"), "kontrakt_tecknat");
    }
}
