-- Every visit asks what the functions of its visitor permit.
CREATE INDEX function_permission_by_function ON function_permission (tenant_id, core_function, permission);
