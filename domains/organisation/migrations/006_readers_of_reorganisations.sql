-- An announced reorganisation is read in every organisation that it touches: those of the units that it names, those that it
-- names itself and what these lie within, and what lies within those that it makes another.
INSERT INTO reach (tenant_id, subject_id, within_id, by_use)
  SELECT DISTINCT p.tenant_id, p.reorganisation_id, a.ancestor_id, 1
  FROM reorganisation_place AS p
  JOIN reorganisation AS g ON g.tenant_id = p.tenant_id AND g.id = p.reorganisation_id
  LEFT JOIN unit AS u ON u.tenant_id = p.tenant_id AND u.id = p.place_id
  JOIN organisation_ancestor AS a ON a.tenant_id = p.tenant_id
    AND a.organisation_id = COALESCE(u.organisation_id, p.place_id)
  WHERE g.state IN ('decided', 'carried_out')
  ON CONFLICT DO NOTHING;
INSERT INTO reach (tenant_id, subject_id, within_id, by_use)
  SELECT DISTINCT p.tenant_id, p.reorganisation_id, b.organisation_id, 1
  FROM reorganisation_place AS p
  JOIN reorganisation AS g ON g.tenant_id = p.tenant_id AND g.id = p.reorganisation_id
  JOIN organisation_ancestor AS b ON b.tenant_id = p.tenant_id AND b.ancestor_id = p.place_id
  WHERE g.state IN ('decided', 'carried_out') AND p.is_changed = 1
  ON CONFLICT DO NOTHING;
