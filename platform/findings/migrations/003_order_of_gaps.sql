-- Gaps are listed by the name of their subject, then by rule: one column holds both, so that an index has the order.
UPDATE finding SET sort_key = sort_key || '  ' || rule;
