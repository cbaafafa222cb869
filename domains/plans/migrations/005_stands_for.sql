-- Types of document that a decided version stands for beside its own, as JSON: by the kind, and by sections that say something.
ALTER TABLE plan_snapshot ADD COLUMN stands_for {text};
