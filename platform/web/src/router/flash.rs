//! *Saved.*: a short message that the next page shows once. It travels in a cookie that holds a text key and its values,
//! never words, so that a forged one can say nothing but what the program says anyway.

use super::cookies::{cookie, set_cookie};
use crate::components::{Notice, NoticeKind};
use crate::visit::Visit;
use crate::web::Site;
use kernel::{Arg, Message};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};

const FLASH_COOKIE: &str = "vidmakt_done";
/// A page that is not loaded within this time has nothing to say any more.
const SECONDS: u32 = 60;
const MOST_CHARS: usize = 2_000;

#[derive(Serialize, Deserialize)]
struct Kept {
    key: String,
    args: Vec<(String, Arg)>,
}

pub(super) fn kept_in_cookie(site: &Site, message: &Message) -> Option<String> {
    let args = message.args.iter().map(|(name, arg)| ((*name).to_owned(), arg.clone())).collect();
    let text = serde_json::to_string(&Kept { key: message.key.to_owned(), args }).ok()?;
    let value = utf8_percent_encode(&text, NON_ALPHANUMERIC).to_string();
    (value.len() <= MOST_CHARS).then(|| set_cookie(site, FLASH_COOKIE, &value, Some(SECONDS)))
}

pub(super) fn removed_cookie(site: &Site) -> String {
    set_cookie(site, FLASH_COOKIE, "", Some(0))
}

/// The message that this page shows, if the one before left one.
pub(super) fn taken(visit: &Visit) -> Option<Notice> {
    let value = cookie(visit.header("cookie")?, FLASH_COOKIE)?;
    let text = percent_decode_str(value).decode_utf8().ok()?;
    let kept: Kept = serde_json::from_str(&text).ok()?;
    if !texts::has(visit.language(), &kept.key) {
        return None;
    }
    let args: Vec<(&str, Arg)> = kept.args.iter().map(|(name, arg)| (name.as_str(), arg.clone())).collect();
    Some(Notice::new(NoticeKind::Done, texts::format(visit.language(), &kept.key, &args)))
}
