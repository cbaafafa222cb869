//! How those who have a duty say that they meet it: stated, looked at anew, copied to other systems and withdrawn.

pub(crate) mod check_statement;
mod copy_statements;
mod due;
mod duty_statement;
mod leaving;
pub(crate) mod listing;
mod review_statement;
mod shown;
mod standing;
mod state_duty;
pub(crate) mod store;
mod supplement;
mod trail;
mod visible;
mod withdraw_statement;

pub use copy_statements::{Copied, CopyStatements, copy_statements};
pub use due::statements_due;
pub use duty_statement::{DUTY_STATEMENT, DutyStatement, Said};
pub(crate) use leaving::statements_left;
pub use listing::{STATEMENTS, StatementRow};
pub use review_statement::review_statement;
pub use shown::{StatementShown, statements_of};
pub(crate) use standing::{Standing, readable, standings};
pub use state_duty::{StateDuty, state_duty};
pub(crate) use supplement::counting_for;
pub use supplement::statement_supplement;
pub(crate) use trail::address_of;
pub use visible::visible_statement;
pub(crate) use visible::{asked_of, may_speak};
pub use withdraw_statement::{WithdrawStatement, withdraw_statement};
