//! Users who are signed in, in as many browsers as there are at most, and once as a script.

use crate::Outcome;
use crate::http::{self, Request};
use crate::program::Program;
use std::net::SocketAddr;

/// Everybody is the same account; each browser has a session of its own.
pub struct Guests {
    pub cookies: Vec<String>,
    pub token: String,
}

impl Guests {
    pub fn sign_in(
        program: &Program,
        address: SocketAddr,
        (user, password): (&str, &str),
        most: usize,
    ) -> Outcome<Self> {
        let token = program.run(&["token", "create", "--as", user])?.answer["token"].clone();
        let cookies = (0..most).map(|_| sign_in(address, user, password)).collect::<Outcome<_>>()?;
        Ok(Self { cookies, token: token.as_str().ok_or("no token")?.to_owned() })
    }

    /// Asks for a page as one of them.
    pub fn get(&self, user: usize, path: impl Into<String>) -> Request {
        Request::get(path).header("cookie", &self.cookies[user])
    }
}

fn sign_in(address: SocketAddr, user: &str, password: &str) -> Outcome<String> {
    let form = format!("user_name={user}&password={password}");
    let request = Request::with_body("POST", "/logga-in", "application/x-www-form-urlencoded", form);
    let answer = http::ask(address, &request)?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    Ok(cookie.filter(|_| answer.status == 303).ok_or("cannot sign in")?.to_owned())
}
