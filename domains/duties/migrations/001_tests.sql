-- Tests with what was tried, by whom and who has been told of it; and the approval for operation that builds on them.
CREATE TABLE test_protocol (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  sort_key {text} NOT NULL,
  system_id {id} NOT NULL,
  kind {text} NOT NULL,
  about {text} NOT NULL,
  version {text} NOT NULL,
  performed_on {text} NOT NULL,
  performed_by {text} NOT NULL,
  outcome {text} NOT NULL,
  remarks {text} NOT NULL,
  integration {text} NOT NULL,
  next_on {text},
  responsible {id},
  withdrawn_on {text},
  withdrawn_because {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE test_case (
  tenant_id {int} NOT NULL,
  protocol_id {id} NOT NULL,
  place {int} NOT NULL,
  what {text} NOT NULL,
  expected {text} NOT NULL,
  result {text} NOT NULL,
  note {text} NOT NULL,
  PRIMARY KEY (tenant_id, protocol_id, place)
) {noun};

CREATE TABLE test_participant (
  tenant_id {int} NOT NULL,
  protocol_id {id} NOT NULL,
  person_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, protocol_id, person_id)
) {noun};

-- Whom the protocol was sent to, and when they said that they have read it; anew when the protocol changes.
CREATE TABLE test_receiver (
  tenant_id {int} NOT NULL,
  protocol_id {id} NOT NULL,
  person_id {id} NOT NULL,
  sent_at {int} NOT NULL,
  received_at {int},
  PRIMARY KEY (tenant_id, protocol_id, person_id)
) {noun};

CREATE TABLE operation_approval (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  sort_key {text} NOT NULL,
  system_id {id} NOT NULL,
  version {text} NOT NULL,
  remarks {text} NOT NULL,
  approved_by {id},
  approved_by_name {text} NOT NULL,
  approved_on {text} NOT NULL,
  revoked_on {text},
  revoked_because {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE approval_protocol (
  tenant_id {int} NOT NULL,
  approval_id {id} NOT NULL,
  protocol_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, approval_id, protocol_id)
) {noun};
