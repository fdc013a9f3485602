-- The search index (store/search.h): things stand in blocks, a block is named by its last key (behind, older).

-- name: search_thing_get
-- $1 account, $2 kind, $3 id
SELECT behind, block_behind, block_older, place, words
  FROM search_thing
 WHERE account_id = $1 AND kind = $2 AND id = $3

-- name: search_thing_put
-- $1 account, $2 kind, $3 id, $4 behind, $5 and $6 block, $7 place, $8 words
INSERT INTO search_thing (account_id, kind, id, behind, block_behind, block_older, place, words)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (account_id, kind, id) DO UPDATE
   SET behind = excluded.behind, block_behind = excluded.block_behind, block_older = excluded.block_older,
       place = excluded.place, words = excluded.words

-- name: search_thing_remove
-- $1 account, $2 kind, $3 id
DELETE FROM search_thing WHERE account_id = $1 AND kind = $2 AND id = $3

-- name: search_block_from
-- $1 account, $2 kind, $3 behind, $4 older: the block in which this key stands, or would.
SELECT behind, older, things
  FROM search_block
 WHERE account_id = $1 AND kind = $2 AND (behind, older) >= ($3, $4)
 ORDER BY behind, older
 LIMIT 1

-- name: search_block_put
-- $1 account, $2 kind, $3 behind, $4 older, $5 things
INSERT INTO search_block (account_id, kind, behind, older, things)
VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (account_id, kind, behind, older) DO UPDATE SET things = excluded.things

-- name: search_posting_get
-- $1 account, $2 word, $3 kind, $4 and $5 block
SELECT places
  FROM search_posting
 WHERE account_id = $1 AND word = $2 AND kind = $3 AND behind = $4 AND older = $5

-- name: search_posting_put
-- $1 account, $2 word, $3 kind, $4 and $5 block, $6 places
INSERT INTO search_posting (account_id, word, kind, behind, older, places)
VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (account_id, word, kind, behind, older) DO UPDATE SET places = excluded.places

-- name: search_posting_add_eight
-- $1 account, then eight times word, kind, block and places; the last one again where there are fewer
INSERT INTO search_posting (account_id, word, kind, behind, older, places)
VALUES ($1, $2, $3, $4, $5, $6), ($1, $7, $8, $9, $10, $11), ($1, $12, $13, $14, $15, $16),
       ($1, $17, $18, $19, $20, $21), ($1, $22, $23, $24, $25, $26), ($1, $27, $28, $29, $30, $31),
       ($1, $32, $33, $34, $35, $36), ($1, $37, $38, $39, $40, $41)
    ON CONFLICT DO NOTHING

-- name: search_posting_remove
-- $1 account, $2 word, $3 kind, $4 and $5 block
DELETE FROM search_posting
 WHERE account_id = $1 AND word = $2 AND kind = $3 AND behind = $4 AND older = $5

-- name: search_posting_from
-- $1 account, $2 word, $3 kind, $4 and $5 block to go on from, $6 how many
SELECT behind, older, places
  FROM search_posting
 WHERE account_id = $1 AND word = $2 AND kind = $3 AND (behind, older) >= ($4, $5)
 ORDER BY behind, older
 LIMIT $6

-- name: search_spelling_has_eight
-- $1 account, $2 to $9 words; the last one again where there are fewer: those that stand there
SELECT rest
  FROM search_spelling
 WHERE account_id = $1 AND gap = -1 AND rest IN ($2, $3, $4, $5, $6, $7, $8, $9)

-- name: search_spelling_add_eight
-- $1 account, then eight times gap, rest and letter; the last one again where there are fewer
INSERT INTO search_spelling (account_id, gap, rest, letter)
VALUES ($1, $2, $3, $4), ($1, $5, $6, $7), ($1, $8, $9, $10), ($1, $11, $12, $13),
       ($1, $14, $15, $16), ($1, $17, $18, $19), ($1, $20, $21, $22), ($1, $23, $24, $25)
    ON CONFLICT DO NOTHING

-- name: search_spelling_from
-- $1 account, $2 gap, $3 first and $4 last rest, $5 at most
SELECT rest, letter
  FROM search_spelling
 WHERE account_id = $1 AND gap = $2 AND rest >= $3 AND rest <= $4
 ORDER BY rest, letter
 LIMIT $5

-- name: search_forget_things
-- $1 account
DELETE FROM search_thing WHERE account_id = $1

-- name: search_forget_blocks
-- $1 account
DELETE FROM search_block WHERE account_id = $1

-- name: search_forget_postings
-- $1 account
DELETE FROM search_posting WHERE account_id = $1

-- name: search_forget_spellings
-- $1 account
DELETE FROM search_spelling WHERE account_id = $1

-- name: search_is_missing
-- $1 account: a row where there are people and no index at all. Asked at each start: the index first, so that nobody goes through
-- all people to learn that there is one
SELECT 1 AS missing
 WHERE NOT EXISTS (SELECT 1 FROM search_block b WHERE b.account_id = $1)
   AND EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.standing = 'person')

-- name: search_by_address
-- $1 account, $2 first and $3 last folded mail address, $4 at most
SELECT DISTINCT person_id
  FROM (SELECT person_id FROM person_address
         WHERE account_id = $1 AND kind = 'email' AND folded >= $2 AND folded <= $3
         ORDER BY folded LIMIT $4) AS a

-- name: search_count
-- $1 account: how many things the index has, and how many it should have and has not
SELECT (SELECT count(*) FROM search_thing t WHERE t.account_id = $1) AS has,
       (SELECT count(*) FROM person p WHERE p.account_id = $1 AND p.standing = 'person' AND NOT EXISTS
         (SELECT 1 FROM search_thing t WHERE t.account_id = $1 AND t.kind = 1 AND t.id = p.id))
     + (SELECT count(*) FROM organisation o WHERE o.account_id = $1 AND NOT EXISTS
         (SELECT 1 FROM search_thing t WHERE t.account_id = $1 AND t.kind = 2 AND t.id = o.id))
     + (SELECT count(*) FROM meeting m WHERE m.account_id = $1 AND NOT EXISTS
         (SELECT 1 FROM search_thing t WHERE t.account_id = $1 AND t.kind = 3 AND t.id = m.id))
     + (SELECT count(*) FROM note n WHERE n.account_id = $1 AND NOT EXISTS
         (SELECT 1 FROM search_thing t WHERE t.account_id = $1 AND t.kind = 4 AND t.id = n.id))
     + (SELECT count(*) FROM message e WHERE e.account_id = $1 AND NOT EXISTS
         (SELECT 1 FROM search_thing t WHERE t.account_id = $1 AND t.kind = 5 AND t.id = e.id)) AS missing,
       (SELECT count(*) FROM person p WHERE p.account_id = $1 AND p.standing = 'person')
     + (SELECT count(*) FROM organisation o WHERE o.account_id = $1)
     + (SELECT count(*) FROM meeting m WHERE m.account_id = $1)
     + (SELECT count(*) FROM note n WHERE n.account_id = $1)
     + (SELECT count(*) FROM message e WHERE e.account_id = $1) AS wanted
