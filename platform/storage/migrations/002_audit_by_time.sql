-- The audit log is asked for by day and by actor.
CREATE INDEX audit_event_by_time ON audit_event (tenant_id, at);
CREATE INDEX audit_event_by_actor ON audit_event (tenant_id, actor, sequence);
