//! What a pack demands, in sentences: conditions, who, how strongly. Pure: the texts are named by their keys, and whoever
//! shows a phrase says in which language.

mod conditions;
mod entries;
mod names;
mod obliging;
mod phrase;
mod said;

pub use conditions::{condition_in_words, test_in_words};
pub use entries::{Context, value_in_words};
pub use names::field_name;
pub use obliging::{Obliging, entry_in_words, obliging};
pub use phrase::{Joint, Phrase};
pub(crate) use said::{Said, function_of};
