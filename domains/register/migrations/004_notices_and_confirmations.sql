-- What owners tell the keepers of the register, and their word once a year that it still holds.

-- A change that somebody proposes who may not write in the register; taken over by who may, sent back or withdrawn.
CREATE TABLE change_notice (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  sort_key {text} NOT NULL,
  system_id {id} NOT NULL,
  name {text} NOT NULL,
  is_new {int} NOT NULL,
  place {id} NOT NULL,
  state {text} NOT NULL,
  sent_by {id},
  sent_by_name {text} NOT NULL,
  sent_at {int} NOT NULL,
  changes {text} NOT NULL,
  reason {text},
  answer {text},
  taken {text},
  settled_by_name {text},
  settled_at {int},
  PRIMARY KEY (tenant_id, id)
) {noun};

-- The latest word of somebody who answers for a system that what the register says of it holds.
CREATE TABLE system_confirmation (
  tenant_id {int} NOT NULL,
  system_id {id} NOT NULL,
  confirmed_by {id},
  confirmed_by_name {text} NOT NULL,
  confirmed_at {int} NOT NULL,
  confirmed_on {text} NOT NULL,
  fingerprint {text} NOT NULL,
  PRIMARY KEY (tenant_id, system_id)
) {noun};
