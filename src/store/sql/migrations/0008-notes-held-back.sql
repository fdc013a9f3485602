-- Every text that leaves is held against the notes that may not (I2): they are found without going through the others.

CREATE INDEX note_held_back ON note (account_id, id) WHERE openness <> 'open';
