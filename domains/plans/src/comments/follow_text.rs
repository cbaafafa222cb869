//! Lets comments go along with their pieces when a section is written on.

use super::{Comment, MOST_OF_A_SECTION};
use crate::store;
use kernel::{Id, Result};
use storage::Tx;
use writing::{Piece, pieces, placed};

/// Moves what was said of pieces that now stand elsewhere; what was said of one that is gone keeps how it began, and finds
/// it again if it comes back.
pub(crate) fn follow_text(
    tx: &mut Tx,
    (plan, section): (Id, &str),
    (before, after): (&str, &str),
) -> Result<()> {
    let comments = store::comments_of(tx, (plan, section), MOST_OF_A_SECTION)?;
    if comments.iter().all(|one| one.mark.is_empty()) {
        return Ok(());
    }
    for (comment, place) in moved(&comments, before, after) {
        store::move_comment(tx, comment, place)?;
    }
    Ok(())
}

/// The comments that come to stand elsewhere, and where.
fn moved(comments: &[Comment], before: &str, after: &str) -> Vec<(Id, Option<i64>)> {
    let places = placed(before, after);
    let text = after.replace("\r\n", "\n");
    let marks: Vec<String> = pieces(&text).iter().map(Piece::mark).collect();
    let find = |mark: &str| marks.iter().position(|one| one == mark);
    let place_of = |one: &Comment| match one.place {
        Some(at) => usize::try_from(at).ok().and_then(|at| places.get(at).copied().flatten()),
        None => find(&one.mark),
    };
    comments
        .iter()
        .filter(|one| !one.mark.is_empty())
        .map(|one| (one, place_of(one).and_then(|at| i64::try_from(at).ok())))
        .filter(|(one, place)| one.place != *place)
        .map(|(one, place)| (one.id, place))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Instant;

    fn said_of(text: &str, place: usize) -> Comment {
        Comment {
            id: Id::new(),
            plan: Id::new(),
            section: "s".into(),
            place: i64::try_from(place).ok(),
            mark: pieces(text)[place].mark(),
            excerpt: "…".into(),
            text: "Varför?".into(),
            made_by: None,
            made_by_name: "Kollega".into(),
            made_at: Instant::from_micros(0),
            answers: None,
            settled: None,
        }
    }

    fn place_after(comment: Comment, before: &str, after: &str) -> Option<i64> {
        let now = moved(std::slice::from_ref(&comment), before, after);
        now.first().map_or(comment.place, |(_, place)| *place)
    }

    #[test]
    fn a_comment_follows_its_paragraph() {
        let before = "Ett.\n\nTvå.\n\nTre.";
        assert_eq!(place_after(said_of(before, 1), before, "Nytt.\n\nEtt.\n\nTvå.\n\nTre."), Some(2));
        assert_eq!(place_after(said_of(before, 1), before, "Ett.\n\nTvå, och mer.\n\nTre."), Some(1));
        assert_eq!(place_after(said_of(before, 2), before, "Ett.\n\nTre."), Some(1));
    }

    #[test]
    fn a_comment_on_a_paragraph_that_is_gone_stands_nowhere_until_it_comes_back() {
        let before = "Ett.\n\nTvå.\n\nTre.";
        let mut comment = said_of(before, 1);
        comment.place = place_after(comment.clone(), before, "Ett.\n\nTre.");
        assert_eq!(comment.place, None);
        assert_eq!(place_after(comment, "Ett.\n\nTre.", "Ett.\n\nTre.\n\nTvå."), Some(2));
    }

    #[test]
    fn what_was_said_of_the_whole_section_stays_so() {
        let whole =
            Comment { place: None, mark: String::new(), excerpt: String::new(), ..said_of("Ett.", 0) };
        assert_eq!(moved(&[whole], "Ett.", "Två."), []);
    }
}
