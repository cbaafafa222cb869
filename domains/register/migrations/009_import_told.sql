-- When the program that carries an import out last told how far it is, and what it told: its step, and so many rows of so many.
ALTER TABLE spreadsheet_import ADD COLUMN told_at {int};
ALTER TABLE spreadsheet_import ADD COLUMN told_step {int};
ALTER TABLE spreadsheet_import ADD COLUMN told_done {int};
ALTER TABLE spreadsheet_import ADD COLUMN told_total {int};
