-- Who has approved and signed an agreement, and which documents belong to it.
ALTER TABLE agreement ADD COLUMN signed_on {text};
ALTER TABLE agreement ADD COLUMN signed_by {id};
-- Who wrote last what is approved and signed.
ALTER TABLE agreement ADD COLUMN written_by {id};

CREATE TABLE agreement_approval (
  tenant_id {int} NOT NULL,
  agreement_id {id} NOT NULL,
  system_id {id} NOT NULL,
  approved_on {text} NOT NULL,
  approved_by {id},
  decision {text},
  PRIMARY KEY (tenant_id, agreement_id, system_id)
) {noun};

CREATE TABLE agreement_document (
  tenant_id {int} NOT NULL,
  agreement_id {id} NOT NULL,
  document_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, agreement_id, document_id)
) {noun};
