//! Who knows of a protocol and of an approval: whoever reads the documents of the system, and those whom it concerns.

use crate::operation_approval::OperationApproval;
use crate::store;
use crate::test_protocol::TestProtocol;
use kernel::{Error, Id, Result};
use register::READ_DOCUMENTS;
use storage::Read;

/// A protocol that the actor may see: they read the documents of its system, made the test, got the protocol or see to the
/// next one.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_protocol(read: &Read, id: Id) -> Result<TestProtocol> {
    let protocol = store::find_protocol(read, id)?.ok_or(Error::NotFound)?;
    if access::may(read, READ_DOCUMENTS, protocol.system)? || is_concerned(read, &protocol)? {
        Ok(protocol)
    } else {
        Err(Error::NotFound)
    }
}

fn is_concerned(read: &Read, protocol: &TestProtocol) -> Result<bool> {
    let Some(person) = read.actor().person else { return Ok(false) };
    if protocol.responsible == Some(person) || protocol.participants.contains(&person) {
        return Ok(true);
    }
    Ok(store::receivers_of(read, protocol.id)?.iter().any(|one| one.person == person))
}

/// An approval of a system whose documents the actor may see.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_approval(read: &Read, id: Id) -> Result<OperationApproval> {
    let approval = store::find_approval(read, id)?.ok_or(Error::NotFound)?;
    let may = access::may(read, READ_DOCUMENTS, approval.system)?;
    if may { Ok(approval) } else { Err(Error::NotFound) }
}
