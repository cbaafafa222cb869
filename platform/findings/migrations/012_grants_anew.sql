-- What the program itself grants has changed: every federation's pack is applied anew by the next round.
DELETE FROM applied_pack;
