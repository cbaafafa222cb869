//! The index of words, in each engine's own words: FTS5 on SQLite, tsvector on PostgreSQL. Words come cut, folded and
//! marked with their tenant, so that neither engine does anything to them and both give the same hits. It holds no
//! texts, and stands outside row-level security, under which PostgreSQL would not use it: hits are read through a table
//! that stands inside.
//!
//! On both engines `SELECT rowid FROM word_index(?2)` gives the rows in which a question's words stand. A statement that ends
//! with `LIMIT` asks `{word_index_begun}(?2)` instead.

use crate::connection::Connection;
use crate::dialect::Engine;
use crate::values;
use kernel::Result;

const BEGUN: &str = "{word_index_begun}";
/// Rows that one statement writes at the most on PostgreSQL.
const MOST_ROWS: usize = 16;
/// The largest place that PostgreSQL can keep.
const LAST_PLACE: usize = 16_383;

/// What becomes of `{word_index}` in a migration. FTS5's `ascii` tokenizer leaves every letter beyond ASCII as it is; without
/// `fastupdate` no search waits for words that PostgreSQL has put aside.
pub(crate) const fn table(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => {
            "CREATE VIRTUAL TABLE word_index USING fts5(name, names, body, content='', contentless_delete=1, \
             tokenize='ascii')"
        }
        Engine::Postgres => {
            "CREATE TABLE word_index (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
             CREATE INDEX word_index_by_word ON word_index USING GIN (words) WITH (fastupdate = off);
             CREATE FUNCTION word_index(asked TEXT) RETURNS TABLE (rowid BIGINT) LANGUAGE sql STABLE AS
               'SELECT w.rowid FROM word_index AS w WHERE w.words @@ CAST(asked AS tsquery)';
             GRANT SELECT, INSERT, DELETE ON word_index TO vidmakt_app"
        }
    }
}

/// What becomes of `{word_index_begun}` in a migration: the same function for statements that take the first rows only.
pub(crate) const fn begun(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "",
        Engine::Postgres => {
            "CREATE FUNCTION word_index_begun(asked TEXT) RETURNS TABLE (rowid BIGINT) LANGUAGE sql STABLE AS
               'WITH w AS MATERIALIZED (SELECT i.rowid FROM word_index AS i WHERE i.words @@ CAST(asked AS tsquery))
                SELECT w.rowid FROM w'"
        }
    }
}

/// What becomes of `{word_index_begun}` in a statement. To find a few rows PostgreSQL would rather look through the whole
/// index, all federations', in the hope of meeting them soon. What is materialized it plans as if all of it were read, so it
/// looks the words up, and reads it row by row all the same.
pub(crate) fn named(engine: Engine, sql: String) -> String {
    if !sql.contains(BEGUN) {
        return sql;
    }
    let name = match engine {
        Engine::Sqlite => "word_index",
        Engine::Postgres => "word_index_begun",
    };
    sql.replace(BEGUN, name)
}

/// The words of one row, in order, in columns that lie apart. Words are letters and digits, and signs beyond ASCII, only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexedWords {
    pub name: Vec<String>,
    pub names: Vec<String>,
    pub body: Vec<String>,
    /// More words of the body, whose order does not count.
    pub unordered: Vec<String>,
}

/// Words next to each other; the last may be the beginning of one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AskedWords {
    pub words: Vec<String>,
    pub is_beginning: bool,
}

impl Engine {
    /// The question that all of these are found, each in one of its forms, as the value that `word_index(…)` takes.
    #[must_use]
    pub fn asked_words(self, all: &[Vec<AskedWords>]) -> String {
        let (and, or) = match self {
            Self::Sqlite => (" AND ", " OR "),
            Self::Postgres => (" & ", " | "),
        };
        let one = |forms: &Vec<AskedWords>| {
            let forms: Vec<String> = forms.iter().map(|form| self.form(form)).collect();
            format!("({})", forms.join(or))
        };
        all.iter().map(one).collect::<Vec<_>>().join(and)
    }

    /// The question that one of several is answered. There is one at the least.
    #[must_use]
    pub fn asked_for_either(self, questions: &[String]) -> String {
        let or = match self {
            Self::Sqlite => ") OR (",
            Self::Postgres => ") | (",
        };
        format!("({})", questions.join(or))
    }

    /// The question that one is answered, and another is not.
    #[must_use]
    pub fn asked_without(self, question: &str, other: &str) -> String {
        match self {
            Self::Sqlite => format!("({question}) NOT ({other})"),
            Self::Postgres => format!("({question}) & !({other})"),
        }
    }

    fn form(self, form: &AskedWords) -> String {
        match self {
            Self::Sqlite => {
                format!("\"{}\"{}", form.words.join(" "), if form.is_beginning { " *" } else { "" })
            }
            Self::Postgres => {
                let last = form.words.len().saturating_sub(1);
                let word = |(at, word): (usize, &String)| {
                    let star = if form.is_beginning && at == last { ":*" } else { "" };
                    format!("'{word}'{star}")
                };
                let words: Vec<String> = form.words.iter().enumerate().map(word).collect();
                format!("({})", words.join(" <-> "))
            }
        }
    }
}

/// Writes the words of rows that the index does not hold.
pub(crate) fn add(connection: &dyn Connection, rows: &[(i64, IndexedWords)]) -> Result<()> {
    match connection.engine() {
        Engine::Sqlite => {
            for (row, words) in rows {
                let body = [&words.body[..], &words.unordered].concat().join(" ");
                let values = values![*row, words.name.join(" "), words.names.join(" "), body];
                connection.execute(
                    "INSERT INTO word_index (rowid, name, names, body) VALUES (?1, ?2, ?3, ?4)",
                    &values,
                )?;
            }
        }
        Engine::Postgres => {
            for some in rows.chunks(MOST_ROWS) {
                let place =
                    |i: usize| format!("(${}, CAST(CAST(${} AS TEXT) AS tsvector))", i * 2 + 1, i * 2 + 2);
                let places: Vec<String> = (0..some.len()).map(place).collect();
                let sql = format!("INSERT INTO word_index (rowid, words) VALUES {}", places.join(", "));
                let values: Vec<_> =
                    some.iter().flat_map(|(row, words)| values![*row, tsvector(words)]).collect();
                connection.execute(&sql, &values)?;
            }
        }
    }
    Ok(())
}

/// Takes rows out of the index.
pub(crate) fn remove(connection: &dyn Connection, rows: &[i64]) -> Result<()> {
    for row in rows {
        let sql = connection.engine().parameters("DELETE FROM word_index WHERE rowid = ?1".to_owned());
        connection.execute(&sql, &values![*row])?;
    }
    Ok(())
}

/// Words with their places. Columns lie apart, so that no words of two stand next to each other.
fn tsvector(words: &IndexedWords) -> String {
    let mut text = String::new();
    let mut place = 0;
    for column in [&words.name, &words.names, &words.body] {
        for word in column {
            place = (place + 1).min(LAST_PLACE);
            text.push_str(&format!("'{word}':{place} "));
        }
        place += 1;
    }
    // Nothing stands next to a word at the last place.
    for word in &words.unordered {
        text.push_str(&format!("'{word}':{LAST_PLACE} "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(words: &[&str], is_beginning: bool) -> AskedWords {
        AskedWords { words: words.iter().map(|word| (*word).to_owned()).collect(), is_beginning }
    }

    #[test]
    fn a_question_is_put_in_the_words_of_each_engine() {
        let all =
            [vec![asked(&["1xplan"], true), asked(&["1yplan"], false)], vec![asked(&["1xa", "1x3"], false)]];
        assert_eq!(Engine::Sqlite.asked_words(&all), r#"("1xplan" * OR "1yplan") AND ("1xa 1x3")"#);
        assert_eq!(Engine::Postgres.asked_words(&all), "(('1xplan':*) | ('1yplan')) & (('1xa' <-> '1x3'))");
    }

    #[test]
    fn the_first_rows_are_asked_of_each_engine_by_its_name() {
        let sql = || "SELECT w.rowid FROM {word_index_begun}(?2) AS w LIMIT 3".to_owned();
        assert_eq!(named(Engine::Sqlite, sql()), "SELECT w.rowid FROM word_index(?2) AS w LIMIT 3");
        assert_eq!(named(Engine::Postgres, sql()), "SELECT w.rowid FROM word_index_begun(?2) AS w LIMIT 3");
    }

    #[test]
    fn questions_are_put_together() {
        let both = ["a".to_owned(), "b AND c".to_owned()];
        assert_eq!(Engine::Sqlite.asked_for_either(&both), "(a) OR (b AND c)");
        assert_eq!(Engine::Postgres.asked_for_either(&both), "(a) | (b AND c)");
        assert_eq!(Engine::Sqlite.asked_without("a", "b"), "(a) NOT (b)");
        assert_eq!(Engine::Postgres.asked_without("a", "b"), "(a) & !(b)");
    }

    #[test]
    fn words_of_two_columns_do_not_stand_next_to_each_other() {
        let word = |word: &str| vec![word.to_owned()];
        let words = IndexedWords { name: word("a"), names: word("b"), body: word("c"), unordered: word("d") };
        assert_eq!(tsvector(&words), "'a':1 'b':3 'c':5 'd':16383 ");
    }
}
