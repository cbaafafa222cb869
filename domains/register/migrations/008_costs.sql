-- Whoever read the whole of a record reads what it costs as well: until now such fields stood among the others.
UPDATE api_token SET scopes = scopes || ' register.read_costs'
  WHERE ' ' || scopes || ' ' LIKE '% register.read\_all %' ESCAPE '\';
-- The same of core functions, until the pack in force is applied anew, which grants it the same.
INSERT INTO function_permission (tenant_id, core_function, permission, scope, reaches_use)
  SELECT tenant_id, core_function, 'register.read_costs', scope, reaches_use
  FROM function_permission WHERE permission = 'register.read_all' ON CONFLICT DO NOTHING;
