-- Whether IT reaches what a supplier has delivered.
ALTER TABLE document ADD COLUMN available_to_it {int};

-- The latest word of the owner of a document that its content still holds.
CREATE TABLE document_confirmation (
  tenant_id {int} NOT NULL,
  document_id {id} NOT NULL,
  confirmed_by {id},
  confirmed_by_name {text} NOT NULL,
  confirmed_at {int} NOT NULL,
  confirmed_on {text} NOT NULL,
  fingerprint {text} NOT NULL,
  broken_on {text},
  PRIMARY KEY (tenant_id, document_id)
) {noun};
