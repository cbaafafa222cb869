-- What a legal entity has decided to show those whom another one employs. Without receiver_id: all others of the
-- federation. A period that ends before it begins: taken back before its first day.
CREATE TABLE sharing (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  owner_id {id} NOT NULL,
  receiver_id {id},
  record_kind {text} NOT NULL,
  field_group {text} NOT NULL,
  valid_from {text} NOT NULL,
  valid_to {text},
  decision {text} NOT NULL,
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};
