//! What people write: Markdown read as blocks, checked, joined and compared.
//! Pure: no database, no HTML, no clock; pages draw the blocks and papers print them.

mod address;
mod block;
mod check;
mod compared;
mod difference;
mod joined;
mod passage;
mod pieces;
mod plain;
mod reader;

pub use block::{Block, Run};
pub use check::{Trouble, check_written};
pub use compared::{Row, Side, Word, compared, placed};
pub use joined::{Joined, Keep, Part, joined};
pub use passage::Passage;
pub use pieces::{MOST_LETTERS, Piece, blocks, pieces};
pub use plain::{count_words, plain_text};
