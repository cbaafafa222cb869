//! Every statement of the web application is understood by both databases.

use crate::things;
use testkit::{TestDb, on_both_engines};

on_both_engines!(things::schema(); every_statement_is_understood);

fn every_statement_is_understood(db: &TestDb) {
    for statement in web::statements().iter().chain(&web::installation_statements()) {
        db.prepare(statement);
    }
}
