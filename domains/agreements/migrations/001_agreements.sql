-- Agreements with suppliers, and the systems that each covers.
CREATE TABLE agreement (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  sort_key {text} NOT NULL,
  name {text} NOT NULL,
  kind {text} NOT NULL,
  number {text},
  supplier {id} NOT NULL,
  organisation {id} NOT NULL,
  responsible {id},
  starts_on {text} NOT NULL,
  ends_on {text},
  notice_months {int},
  renewal {text} NOT NULL,
  renewal_months {int},
  value_ore {int},
  framework {id},
  notes {text},
  terminated_on {text},
  terminated_because {text},
  -- The day after which it surely runs no longer; none while it renews itself.
  last_day {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE agreement_system (
  tenant_id {int} NOT NULL,
  agreement_id {id} NOT NULL,
  system_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, agreement_id, system_id)
) {noun};
