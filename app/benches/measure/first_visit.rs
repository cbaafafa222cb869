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
        let mut figures = PageFigures { name: name.to_owned(), requests: 0, bytes: 0 };
        let mut wanted = vec![path.to_owned()];
        while let Some(address) = wanted.pop() {
            figures.requests += 1;
            figures.bytes += self.fetch(&address, "gzip, br")?.bytes;
            // Pages and style sheets name files in their turn. To be read they are fetched once more, unpacked and uncounted.
            if address == path || address.ends_with(".css") {
                let named = assets_in(&self.fetch(&address, "identity")?.text());
                wanted.extend(named.into_iter().filter(|asset| self.kept.insert(asset.clone())));
            }
        }
        Ok(figures)
    }

    fn fetch(&mut self, path: &str, encoding: &str) -> Outcome<Answer> {
        let request = Request::get(path).header("accept-encoding", encoding).header("cookie", &self.cookie);
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
