-- What comes first for each of the organisations that share what a plan is about; 1 comes first.
CREATE TABLE activity_priority (
  tenant_id {int} NOT NULL,
  activity_id {id} NOT NULL,
  organisation_id {id} NOT NULL,
  priority {int} NOT NULL,
  said_by_name {text} NOT NULL,
  said_on {text} NOT NULL,
  PRIMARY KEY (tenant_id, activity_id, organisation_id)
) {noun};
