//! A copy of the program that finds that a newer one has migrated the database stops: it would write what the newer
//! tables do not allow for.

use crate::domains;
use crate::exit::CommandError;
use crate::installation::made_newer;
use std::time::Duration;
use storage::Db;
use tokio::sync::oneshot::Sender;
use tokio::time::sleep;

/// How often it looks.
const LOOK: Duration = Duration::from_secs(5);

/// Looks until a newer program has been there, tells it, and answers what this one ends with.
pub async fn look_out(db: Db, tell: Sender<()>) -> CommandError {
    loop {
        sleep(LOOK).await;
        // A database that does not answer says nothing of who has been there.
        let unknown = db.run(|db| db.unknown_migrations(&domains::schema())).await.unwrap_or_default();
        if !unknown.is_empty() {
            tracing::warn!(
                migrations = unknown.join(", "),
                "a newer program has migrated the database: this one stops"
            );
            // Nobody listens any more when the serving has ended by itself.
            let _ = tell.send(());
            return made_newer(&unknown);
        }
    }
}
