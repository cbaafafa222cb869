-- What an organisation shows the employees of another one: records of one kind, and of them what one permission to read
-- opens. Made from the decisions on sharing.
CREATE TABLE share (
  tenant_id {int} NOT NULL,
  owner_id {id} NOT NULL,
  receiver_id {id} NOT NULL,
  kind {text} NOT NULL,
  permission {text} NOT NULL,
  valid_from {text} NOT NULL,
  valid_to {text} NOT NULL,
  PRIMARY KEY (tenant_id, receiver_id, permission, owner_id, kind, valid_from)
) {table};
CREATE INDEX share_by_owner ON share (tenant_id, owner_id);
-- The kind of a subject and the legal entity that owns it, told on the row where it lies within itself.
ALTER TABLE reach ADD COLUMN kind {text};
ALTER TABLE reach ADD COLUMN entity_id {id};
