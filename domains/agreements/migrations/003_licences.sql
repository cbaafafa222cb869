-- Licences: how many there are of a system or a program, how many are in use, by whom, and what they cost.
CREATE TABLE licence (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  sort_key {text} NOT NULL,
  name {text} NOT NULL,
  kind {text} NOT NULL,
  organisation {id} NOT NULL,
  system {id},
  supplier {id},
  agreement {id},
  user_group {text},
  bought {int},
  in_use {int},
  counted_on {text},
  cost_ore {int},
  valid_from {text},
  valid_to {text},
  responsible {id},
  notes {text},
  PRIMARY KEY (tenant_id, id)
) {noun};
