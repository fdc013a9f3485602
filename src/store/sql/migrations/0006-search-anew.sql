-- The index is made anew when the store is next opened: meetings, word stems, and who is where.
DELETE FROM search_thing;
DELETE FROM search_block;
DELETE FROM search_posting;
DELETE FROM search_spelling;
