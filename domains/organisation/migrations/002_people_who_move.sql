-- Whoever is appointed is asked, and answers. follows_id is the assignment that this one was handed over from.
ALTER TABLE role_assignment ADD COLUMN confirmation {text} NOT NULL DEFAULT 'not_asked';
ALTER TABLE role_assignment ADD COLUMN answered_on {text};
ALTER TABLE role_assignment ADD COLUMN asked_by_id {id};
ALTER TABLE role_assignment ADD COLUMN follows_id {id};

-- That somebody is away, and who stands in for them. Why they are away is nobody's business.
CREATE TABLE absence (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  person_id {id} NOT NULL,
  deputy_id {id},
  valid_from {text} NOT NULL,
  valid_to {text} NOT NULL,
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

-- What has been seen to before somebody leaves, by whom and when.
CREATE TABLE offboarding_step (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  person_id {id} NOT NULL,
  item {text} NOT NULL,
  note {text} NOT NULL,
  done_by_id {id},
  done_by {text} NOT NULL,
  done_on {text} NOT NULL,
  is_taken_back {int} NOT NULL,
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};
