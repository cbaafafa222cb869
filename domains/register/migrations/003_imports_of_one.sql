-- Everybody sees the imports that they brought themselves, the newest first.
CREATE INDEX spreadsheet_import_by_creator ON spreadsheet_import (tenant_id, created_by, created_at, id);
