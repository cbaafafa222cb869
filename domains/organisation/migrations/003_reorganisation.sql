ALTER TABLE unit ADD COLUMN valid_from {text};

-- organisations and steps are JSON: the list of ids that the plan is about, and the steps in their order.
CREATE TABLE reorganisation (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  sort_key {text} NOT NULL,
  organisations {text} NOT NULL,
  effective_on {text} NOT NULL,
  description {text} NOT NULL,
  steps {text} NOT NULL,
  state {text} NOT NULL,
  decision {text} NOT NULL,
  decided_on {text},
  decided_by {id},
  carried_out_on {text},
  stopped_by {text} NOT NULL,
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

-- The organisations that a plan is about, and the units and organisations that its steps name. is_changed is 0 for those
-- that only receive something.
CREATE TABLE reorganisation_place (
  tenant_id {int} NOT NULL,
  reorganisation_id {id} NOT NULL,
  place_id {id} NOT NULL,
  is_changed {int} NOT NULL,
  PRIMARY KEY (tenant_id, reorganisation_id, place_id)
) {noun};
