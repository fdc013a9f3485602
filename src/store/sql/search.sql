-- The search index. A word is folded; the beginnings of one to three letters of every word stand in the
-- table like words.

-- name: search_words_of
-- $1 account, $2 about, $3 id
SELECT word, standing FROM search_word WHERE account_id = $1 AND about = $2 AND about_id = $3

-- name: search_word_add_eight
-- $1 account, $2 about, $3 id, $4 standing, $5 to $12 words; the last one again where there are fewer
INSERT INTO search_word (account_id, word, standing, about, about_id)
VALUES ($1, $5, $4, $2, $3), ($1, $6, $4, $2, $3), ($1, $7, $4, $2, $3), ($1, $8, $4, $2, $3),
       ($1, $9, $4, $2, $3), ($1, $10, $4, $2, $3), ($1, $11, $4, $2, $3), ($1, $12, $4, $2, $3)
    ON CONFLICT DO NOTHING

-- name: search_word_remove
-- $1 account, $2 about, $3 id, $4 word
DELETE FROM search_word WHERE account_id = $1 AND about = $2 AND about_id = $3 AND word = $4

-- name: search_restand
-- $1 account, $2 about, $3 id, $4 standing
UPDATE search_word SET standing = $4 WHERE account_id = $1 AND about = $2 AND about_id = $3

-- name: search_forget
-- $1 account, $2 about, $3 id
DELETE FROM search_word WHERE account_id = $1 AND about = $2 AND about_id = $3

-- name: search_forget_all
-- $1 account
DELETE FROM search_word WHERE account_id = $1

-- name: search_count
-- $1 account, $2 first and $3 last word, $4 at most: how common it is, without reading further than needed
SELECT count(*) AS n
  FROM (SELECT word FROM search_word
         WHERE account_id = $1 AND word >= $2 AND word <= $3 LIMIT $4) AS counted

-- name: search_next_word
-- $1 account, $2 and $3 the word and kind to go on after, $4 last word: the next different word or kind.
-- The greatest standing is named so that SQLite steps over all the rows of a word and does not walk them.
SELECT word, about FROM search_word
 WHERE account_id = $1 AND (word, about, standing) > ($2, $3, 9223372036854775807) AND word <= $4
 ORDER BY word, about LIMIT 1

-- name: search_by_address
-- $1 account, $2 first and $3 last folded mail address, $4 at most
SELECT DISTINCT a.person_id AS about_id,
       (SELECT coalesce(max(w.standing), 0) FROM search_word w
         WHERE w.account_id = $1 AND w.about = 'person' AND w.about_id = a.person_id) AS standing
  FROM (SELECT person_id FROM person_address
         WHERE account_id = $1 AND kind = 'email' AND folded >= $2 AND folded <= $3
         ORDER BY folded LIMIT $4) AS a

-- name: search_rows
-- $1 account, $2 word, $3 about, $4 to $11 first and last word of four more ($2 itself where
-- there are fewer, which is not asked again), $12 standing and $13 id of the last row read, $14 how many more to read.
-- In has_all: whether it has the other words too.
SELECT d.about, d.about_id, d.standing,
       CASE WHEN ($4 = $2 OR EXISTS (SELECT 1 FROM search_word a WHERE a.account_id = $1 AND a.about = d.about
                AND a.about_id = d.about_id AND a.word >= $4 AND a.word <= $5))
   AND ($6 = $2 OR EXISTS (SELECT 1 FROM search_word b WHERE b.account_id = $1 AND b.about = d.about
                AND b.about_id = d.about_id AND b.word >= $6 AND b.word <= $7))
   AND ($8 = $2 OR EXISTS (SELECT 1 FROM search_word c WHERE c.account_id = $1 AND c.about = d.about
                AND c.about_id = d.about_id AND c.word >= $8 AND c.word <= $9))
   AND ($10 = $2 OR EXISTS (SELECT 1 FROM search_word e WHERE e.account_id = $1 AND e.about = d.about
                AND e.about_id = d.about_id AND e.word >= $10 AND e.word <= $11))
       THEN 1 ELSE 0 END AS has_all
  FROM (SELECT s.about, s.about_id, s.standing FROM search_word s
         WHERE s.account_id = $1 AND s.word = $2 AND s.about = $3 AND (s.standing, s.about_id) < ($12, $13)
         ORDER BY s.standing DESC, s.about_id DESC LIMIT $14) AS d
 ORDER BY d.standing DESC, d.about_id DESC

-- name: search_best
-- $1 account, $2 word, $3 about, $4 how many: the best of one word alone
SELECT about, about_id, standing FROM search_word
 WHERE account_id = $1 AND word = $2 AND about = $3
 ORDER BY standing DESC, about_id DESC LIMIT $4
