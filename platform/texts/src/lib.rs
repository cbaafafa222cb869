//! What the user reads: every text of the program in Swedish and English, and how dates, numbers and money are written.
//! The texts stand in `locales/<language>/<domain>.ftl` (Fluent) and are embedded in the program.

mod bundle;
mod date;
mod number;
mod sort_key;
mod typed_date;

pub use bundle::{format, has, keys, render, text};
pub use date::{date, instant, week};
pub use kernel::{Arg, Language, Message};
pub use number::{money, number, parse_money, typed_money};
pub use sort_key::sort_key;
pub use typed_date::parse_date;
