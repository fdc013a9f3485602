-- What a mail in a circle weighs has changed, and everybody has a tie, be it bare: ties are made again from what
-- happened (actions/tie-keeper.c) when the store is opened.

DELETE FROM mark
 WHERE name = 'ties-stale';

INSERT INTO mark (account_id, name, value)
SELECT DISTINCT account_id, 'ties-stale', '1'
  FROM person;
