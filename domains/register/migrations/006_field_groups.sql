-- What may be shared of a record depends on its kind and its nearest legal entity, which are told where it lies within
-- itself.
UPDATE reach SET kind = 'system', entity_id =
  (SELECT a.ancestor_id FROM system AS s
   JOIN organisation_ancestor AS a ON a.tenant_id = s.tenant_id AND a.organisation_id = s.organisation
   JOIN organisation AS o ON o.tenant_id = a.tenant_id AND o.id = a.ancestor_id
   WHERE s.tenant_id = reach.tenant_id AND s.id = reach.subject_id
   AND o.kind IN ('municipal_federation', 'joint_committee', 'municipality', 'municipal_company')
   ORDER BY a.distance LIMIT 1)
  WHERE within_id = subject_id AND EXISTS
  (SELECT 1 FROM system AS s WHERE s.tenant_id = reach.tenant_id AND s.id = reach.subject_id);
UPDATE reach SET kind = 'object', entity_id =
  (SELECT a.ancestor_id FROM managed_object AS s
   JOIN organisation_ancestor AS a ON a.tenant_id = s.tenant_id AND a.organisation_id = s.organisation
   JOIN organisation AS o ON o.tenant_id = a.tenant_id AND o.id = a.ancestor_id
   WHERE s.tenant_id = reach.tenant_id AND s.id = reach.subject_id
   AND o.kind IN ('municipal_federation', 'joint_committee', 'municipality', 'municipal_company')
   ORDER BY a.distance LIMIT 1)
  WHERE within_id = subject_id AND EXISTS
  (SELECT 1 FROM managed_object AS s WHERE s.tenant_id = reach.tenant_id AND s.id = reach.subject_id);
-- A token reads what it read before the permissions to read were divided.
UPDATE api_token SET scopes = scopes || ' register.read_roles register.read_classification'
  WHERE ' ' || scopes || ' ' LIKE '% register.read\_base %' ESCAPE '\';
UPDATE api_token SET scopes = scopes || ' register.read_documents'
  WHERE ' ' || scopes || ' ' LIKE '% register.read\_all %' ESCAPE '\';
-- And so does whoever holds a core function, until the pack in force is applied anew, which grants it the same.
INSERT INTO function_permission (tenant_id, core_function, permission, scope, reaches_use)
  SELECT tenant_id, core_function, 'register.read_roles', scope, reaches_use
  FROM function_permission WHERE permission = 'register.read_base' ON CONFLICT DO NOTHING;
INSERT INTO function_permission (tenant_id, core_function, permission, scope, reaches_use)
  SELECT tenant_id, core_function, 'register.read_classification', scope, reaches_use
  FROM function_permission WHERE permission = 'register.read_base' ON CONFLICT DO NOTHING;
INSERT INTO function_permission (tenant_id, core_function, permission, scope, reaches_use)
  SELECT tenant_id, core_function, 'register.read_documents', scope, reaches_use
  FROM function_permission WHERE permission = 'register.read_all' ON CONFLICT DO NOTHING;
