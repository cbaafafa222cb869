-- What whoever answers for the guideline has said about a place in it that is unclear.
CREATE TABLE issue_answer (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  pack_id {text} NOT NULL,
  issue {text} NOT NULL,
  answer {text} NOT NULL,
  answered_by {text} NOT NULL,
  answered_on {text} NOT NULL,
  decision {text} NOT NULL,
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};
