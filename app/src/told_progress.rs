//! Long work tells how far it is: a line to the person at the keyboard, now and then, until it is done.

use crate::output::Output;
use kernel::Message;
use register::transfer::{Progress, Reached};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Work that is done before this needs no word on the way.
const BETWEEN: Duration = Duration::from_secs(1);

/// Does the work, and tells meanwhile how far it has come.
pub fn telling<T>(output: &Output, progress: &Arc<Progress>, work: impl FnOnce() -> T) -> T {
    let (done, is_done) = channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut told = None;
            while is_done.recv_timeout(BETWEEN) == Err(RecvTimeoutError::Timeout) {
                let now = progress.now();
                if told != Some(now) {
                    output.say(&line(output, now));
                    told = Some(now);
                }
            }
        });
        let answer = work();
        // The other ends when nobody holds this any more.
        drop(done);
        answer
    })
}

fn line(output: &Output, reached: Reached) -> String {
    let what = output.render(&Message::new(reached.phase.key()));
    if reached.total == 0 {
        return format!("{what} …");
    }
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let far =
        Message::new("progress-of").with("done", number(reached.done)).with("total", number(reached.total));
    format!("{what}: {}", output.render(&far))
}
