-- What the program itself grants, and how it judges what has ended, have changed: every federation's pack is applied
-- anew by the next round.
DELETE FROM applied_pack;
