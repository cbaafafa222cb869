//! Says something of a section of a plan, or of a piece of its text.

use super::{Comment, MOST_OF_A_SECTION, check_said, note, to_comment, told_comments};
use crate::sections::demand_section;
use crate::store;
use crate::trail::change;
use kernel::{Error, Id, Result};
use organisation::acting_name;
use serde_json::Value as Json;
use storage::Tx;
use writing::{Piece, pieces, plain_text};

/// Letters of a comment.
pub const MOST_OF_A_COMMENT: usize = 2_000;
/// Letters of the piece that are kept, to know it by when it is gone.
const MOST_OF_AN_EXCERPT: usize = 120;

/// What somebody wants to say.
#[derive(Clone, Debug)]
pub struct SaidOf {
    pub plan: Id,
    pub section: String,
    /// The mark of the piece as it was shown; none of what is said of the whole section.
    pub mark: Option<String>,
    /// Where it stood, to tell pieces of the same words apart.
    pub place: usize,
    pub text: String,
}

/// Says something of a section and answers its id.
///
/// # Errors
/// Not found for a plan whose drafts the actor does not read, or a section that it has not; refused for who may not comment
/// there; rejected for words that are missing, too long or hold a personal identity number, for a plan that is decided, and
/// where the section has as many comments as it shows.
pub fn make_comment(tx: &mut Tx, said: &SaidOf) -> Result<Id> {
    let plan = to_comment(tx, said.plan)?;
    demand_section(tx, &plan, &said.section)?;
    let objections = check_said(&said.text);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let before = store::count_comments(tx, (plan.id, &said.section))?;
    if before >= MOST_OF_A_SECTION {
        return Err(Error::rejected("comment", "plan-objection-many-comments"));
    }
    let text = store::section(tx, plan.id, &said.section)?.map(|one| one.content).unwrap_or_default();
    let (place, excerpt) = placed_in(&text, said);
    let comment = Comment {
        id: Id::new(),
        plan: plan.id,
        section: said.section.clone(),
        place,
        mark: said.mark.clone().unwrap_or_default(),
        excerpt,
        text: said.text.trim().to_owned(),
        made_by: tx.actor().person,
        made_by_name: acting_name(tx)?,
        made_at: tx.instant(),
        answers: None,
        settled: None,
    };
    store::add_comment(tx, &comment)?;
    note(tx, &plan, "plan.commented", change("comment", Json::Null, comment.text.as_str()))?;
    told_comments::tell_of(tx, &plan, &comment)?;
    Ok(comment.id)
}

/// The piece that is meant: somebody may have written above it since it was shown, or on it.
fn placed_in(text: &str, said: &SaidOf) -> (Option<i64>, String) {
    let Some(mark) = &said.mark else { return (None, String::new()) };
    let text = text.replace("\r\n", "\n");
    let pieces = pieces(&text);
    let is_meant = |piece: &Piece<'_>| piece.mark() == *mark;
    let at = pieces.get(said.place).filter(|piece| is_meant(piece)).map(|_| said.place);
    let at = at.or_else(|| pieces.iter().position(is_meant));
    // What is said is kept, though what it was said of is gone.
    let at = at.or_else(|| (said.place < pieces.len()).then_some(said.place));
    let excerpt = at.and_then(|at| pieces.get(at)).map(|piece| excerpt_of(piece)).unwrap_or_default();
    (at.and_then(|at| i64::try_from(at).ok()), excerpt)
}

fn excerpt_of(piece: &Piece<'_>) -> String {
    let words = plain_text(piece.source).split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(MOST_OF_AN_EXCERPT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(text: &str, of: &str, place: usize) -> (Option<i64>, String) {
        let mark = pieces(of).first().map(Piece::mark);
        let said = SaidOf { plan: Id::new(), section: "s".into(), mark, place, text: String::new() };
        placed_in(text, &said)
    }

    #[test]
    fn the_piece_is_found_where_it_was_shown_or_where_it_has_gone_since() {
        assert_eq!(placed("Ett.\n\nTvå.", "Två.", 1), (Some(1), "Två.".into()));
        assert_eq!(placed("Nytt.\n\nEtt.\n\nTvå.", "Två.", 1), (Some(2), "Två.".into()));
        assert_eq!(
            placed("Två.\n\nEtt.\n\nTvå.", "Två.", 2),
            (Some(2), "Två.".into()),
            "of two alike the one shown"
        );
    }

    #[test]
    fn what_is_said_of_a_piece_that_was_written_on_stands_in_its_place() {
        assert_eq!(placed("Ett.\n\nTvå, mer.", "Två.", 1), (Some(1), "Två, mer.".into()));
        assert_eq!(placed("", "Två.", 1), (None, String::new()));
    }

    #[test]
    fn of_a_piece_only_so_much_is_kept_as_tells_it_apart() {
        let (_, excerpt) = placed(&"**ord** ".repeat(100), &"**ord** ".repeat(100), 0);
        assert_eq!(excerpt.chars().count(), MOST_OF_AN_EXCERPT);
        assert!(excerpt.starts_with("ord ord"), "{excerpt}");
    }
}
