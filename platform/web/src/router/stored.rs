//! Sends a file that is kept in pieces: each is read when the one before it is on its way. Whatever it holds, it runs nothing
//! in the name of this site.

use super::respond::{append, with_type};
use crate::answer::{Piece, StoredFile};
use crate::visit::Visit;
use axum::body::Body;
use axum::http::header;
use axum::response::Response;
use futures_util::stream::unfold;
use kernel::{Actor, Result};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use storage::{Db, View};

/// What is not shown may do nothing at all.
const CLOSED: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
/// The browsers' own viewers of PDF need a page that is not in the sandbox, and styles of their own.
const SHOWN: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: blob:; object-src 'self'; \
     plugin-types application/pdf; frame-ancestors 'none'";

pub(super) fn response(visit: &Visit, file: StoredFile) -> Response {
    let reader = Reader { db: visit.web.db.clone(), actor: visit.actor.clone(), piece: file.piece };
    let pieces = unfold(Some((reader, 0)), |next| async {
        let (reader, place) = next?;
        match reader.read(place).await {
            Ok(Some(bytes)) => Some((Ok(bytes), Some((reader, place + 1)))),
            Ok(None) => None,
            Err(error) => {
                tracing::error!(%error, "a file was not sent to its end");
                Some((Err(error), None))
            }
        }
    });
    let mut response = with_type(200, file.content_type, Body::from_stream(pieces));
    let (how, policy) = match (file.is_shown, file.content_type) {
        (true, "application/pdf") => ("inline", SHOWN),
        (true, _) => ("inline", CLOSED),
        (false, _) => ("attachment", CLOSED),
    };
    append(&mut response, header::CONTENT_DISPOSITION, &disposition(how, &file.name));
    append(&mut response, header::CONTENT_SECURITY_POLICY, policy);
    append(&mut response, header::CONTENT_LENGTH, &file.length.to_string());
    response
}

/// What is read for one visitor.
struct Reader {
    db: Db,
    actor: Actor,
    piece: Piece,
}

impl Reader {
    /// Each piece in a transaction of its own: a slow line holds none open.
    async fn read(&self, place: i64) -> Result<Option<Vec<u8>>> {
        let (actor, piece) = (self.actor.clone(), self.piece.clone());
        self.db.run(move |db| db.read(&actor, View::Now, |read| piece(read, place))).await
    }
}

/// The plain name is for clients that know no other.
pub(super) fn disposition(how: &str, name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let exact = utf8_percent_encode(name, NON_ALPHANUMERIC);
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{exact}")
}
