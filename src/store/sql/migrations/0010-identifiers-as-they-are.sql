-- A card's UID was folded like a name, so that "aa-2" and "a-2" were one. They are compared letter by letter now.

UPDATE person_address SET folded = lower(trim(value)) WHERE kind = 'uid';
