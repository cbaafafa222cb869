//! What a browser fetches for a page: the page itself, and the files that it names and the browser has not yet.

use crate::Outcome;
use crate::http::{Answer, Connection, Request};
use crate::measured::PageFigures;
use std::collections::BTreeSet;
use std::net::SocketAddr;

const ASSETS: &str = "/assets/";

/// A browser that keeps every file it may.
pub struct Browser {
    connection: Connection,
    cookie: String,
    kept: BTreeSet<String>,
}

impl Browser {
    pub fn new(address: SocketAddr) -> Outcome<Self> {
        Ok(Self { connection: Connection::open(address)?, cookie: String::new(), kept: BTreeSet::new() })
    }

    /// From now on it is signed in.
    pub fn sign_in(&mut self, cookie: &str) {
        cookie.clone_into(&mut self.cookie);
    }

    /// Looks at a page and counts what had to be fetched.
    pub fn look_at(&mut self, name: &'static str, path: &str) -> Outcome<PageFigures> {
        let page = self.fetch(path)?;
        let mut figures = PageFigures { name, requests: 1, bytes: page.bytes };
        let mut wanted = assets_in(&page.text());
        while let Some(asset) = wanted.pop() {
            if !self.kept.insert(asset.clone()) {
                continue;
            }
            let file = self.fetch(&asset)?;
            figures.requests += 1;
            figures.bytes += file.bytes;
            // Style sheets name files in their turn. They come packed, so they are asked for once more, uncounted.
            if asset.ends_with(".css") {
                let plain = self.connection.send(&Request::get(&asset))?;
                wanted.extend(assets_in(&plain.text()));
            }
        }
        Ok(figures)
    }

    fn fetch(&mut self, path: &str) -> Outcome<Answer> {
        let request = Request::get(path).header("accept-encoding", "gzip, br").header("cookie", &self.cookie);
        let answer = self.connection.send(&request)?;
        if answer.status == 200 { Ok(answer) } else { Err(format!("{path}: {}", answer.status).into()) }
    }
}

/// The files that a page or a style sheet names, by their whole address and without what stands behind `#`.
fn assets_in(text: &str) -> Vec<String> {
    let ends = |c: char| matches!(c, '"' | '\'' | ')' | '#' | '?' | ' ' | '<' | '>');
    let address = |rest: &str| format!("{ASSETS}{}", rest.split(ends).next().unwrap_or_default());
    let whole = text.split(ASSETS).skip(1).map(address);
    let beside = text.split("url(\"./").skip(1).map(address);
    whole.chain(beside).collect()
}
