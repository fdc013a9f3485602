-- What the program proposed and what the user told for a draft are kept, so that a further draft keeps the user's own
-- words. Of older drafts neither is known: they are written afresh, as before.

ALTER TABLE message ADD COLUMN proposed TEXT NOT NULL DEFAULT '';

ALTER TABLE message ADD COLUMN facts TEXT NOT NULL DEFAULT '';
