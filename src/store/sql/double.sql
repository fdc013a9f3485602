-- Who is who: pairs that wait, what was joined, and the keys by which doubles are found.

-- name: double_pair_waiting_page
-- $1 account, $2 rank and $3 id of the last one seen, $4 how many: in the order of asking, those of which both are there.
SELECT d.*
  FROM double_pair d
 WHERE d.account_id = $1 AND d.state = 'waiting' AND (d.rank, d.id) > ($2, $3)
   AND (d.about <> 'person'
        OR (EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.id = d.one_id)
            AND EXISTS (SELECT 1 FROM person q WHERE q.account_id = $1 AND q.id = d.other_id)))
   AND (d.about <> 'organisation'
        OR (EXISTS (SELECT 1 FROM organisation o WHERE o.account_id = $1 AND o.id = d.one_id)
            AND EXISTS (SELECT 1 FROM organisation r WHERE r.account_id = $1 AND r.id = d.other_id)))
 ORDER BY d.rank, d.id
 LIMIT $4

-- name: double_pair_waiting_count
-- $1 account, $2 at most: how many of them wait.
SELECT count(*) AS n
  FROM (SELECT d.id
          FROM double_pair d
         WHERE d.account_id = $1 AND d.state = 'waiting'
           AND (d.about <> 'person'
                OR (EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.id = d.one_id)
                    AND EXISTS (SELECT 1 FROM person q WHERE q.account_id = $1 AND q.id = d.other_id)))
           AND (d.about <> 'organisation'
                OR (EXISTS (SELECT 1 FROM organisation o WHERE o.account_id = $1 AND o.id = d.one_id)
                    AND EXISTS (SELECT 1 FROM organisation r
                                 WHERE r.account_id = $1 AND r.id = d.other_id)))
         LIMIT $2) AS counted

-- name: double_pair_of
-- $1 account, $2 about, $3 the lesser and $4 the greater id
SELECT d.*
  FROM double_pair d
 WHERE d.account_id = $1 AND d.about = $2 AND d.one_id = $3 AND d.other_id = $4

-- name: double_pair_naming
-- $1 account, $2 about, $3 id: all pairs of one record, whatever was said of them.
SELECT d.*
  FROM double_pair d
 WHERE d.account_id = $1 AND d.about = $2 AND d.one_id = $3
 UNION ALL
SELECT e.*
  FROM double_pair e
 WHERE e.account_id = $1 AND e.about = $2 AND e.other_id = $3

-- name: joined_of_person
-- $1 account, $2 person, $3 how many: what was joined into somebody, the newest first.
SELECT j.*
  FROM joined j
 WHERE j.account_id = $1 AND j.person_id = $2
 ORDER BY j.id DESC
 LIMIT $3

-- name: joined_of_organisation
-- $1 account, $2 organisation, $3 how many
SELECT j.*
  FROM joined j
 WHERE j.account_id = $1 AND j.organisation_id = $2
 ORDER BY j.id DESC
 LIMIT $3

-- name: joined_row_of_joined
-- $1 account, $2 what was joined: in the order in which it was done.
SELECT r.*
  FROM joined_row r
 WHERE r.account_id = $1 AND r.joined_id = $2
 ORDER BY r.id

-- name: double_words_of
-- $1 account, $2 id
SELECT word FROM double_key WHERE account_id = $1 AND about_id = $2

-- name: double_word_add_eight
-- $1 account, then eight times word and id; the last one again where there are fewer
INSERT INTO double_key (account_id, word, about_id)
VALUES ($1, $2, $3), ($1, $4, $5), ($1, $6, $7), ($1, $8, $9),
       ($1, $10, $11), ($1, $12, $13), ($1, $14, $15), ($1, $16, $17)
    ON CONFLICT DO NOTHING

-- name: double_word_remove
-- $1 account, $2 id, $3 word
DELETE FROM double_key WHERE account_id = $1 AND about_id = $2 AND word = $3

-- name: double_words_forget
-- $1 account, $2 id
DELETE FROM double_key WHERE account_id = $1 AND about_id = $2

-- name: double_words_forget_all
-- $1 account
DELETE FROM double_key WHERE account_id = $1

-- name: double_candidates_eight
-- $1 account, $2 how many of a word, $3 to $10 words ('' where there are fewer): who else stands under them. A word
-- under which more stand tells nobody apart; who asks sees it by the number of rows.
SELECT word, about_id FROM (SELECT word, about_id FROM double_key
        WHERE account_id = $1 AND word = $3 ORDER BY about_id LIMIT $2) AS a
 UNION ALL
SELECT word, about_id FROM (SELECT word, about_id FROM double_key
        WHERE account_id = $1 AND word = $4 ORDER BY about_id LIMIT $2) AS b
 UNION ALL
SELECT word, about_id FROM (SELECT word, about_id FROM double_key
        WHERE account_id = $1 AND word = $5 ORDER BY about_id LIMIT $2) AS c
 UNION ALL
SELECT word, about_id FROM (SELECT word, about_id FROM double_key
        WHERE account_id = $1 AND word = $6 ORDER BY about_id LIMIT $2) AS d
 UNION ALL
SELECT word, about_id FROM (SELECT word, about_id FROM double_key
        WHERE account_id = $1 AND word = $7 ORDER BY about_id LIMIT $2) AS e
 UNION ALL
SELECT word, about_id FROM (SELECT word, about_id FROM double_key
        WHERE account_id = $1 AND word = $8 ORDER BY about_id LIMIT $2) AS f
 UNION ALL
SELECT word, about_id FROM (SELECT word, about_id FROM double_key
        WHERE account_id = $1 AND word = $9 ORDER BY about_id LIMIT $2) AS g
 UNION ALL
SELECT word, about_id FROM (SELECT word, about_id FROM double_key
        WHERE account_id = $1 AND word = $10 ORDER BY about_id LIMIT $2) AS h

-- name: interaction_of_person
-- $1 account, $2 person, $3 time and $4 interaction of the last one seen, $5 how many: all that happened with somebody,
-- oldest first.
SELECT i.*
  FROM participant p
  JOIN interaction i ON i.account_id = p.account_id AND i.id = p.interaction_id
 WHERE p.account_id = $1 AND p.person_id = $2 AND (p.at, p.interaction_id) > ($3, $4)
 ORDER BY p.at, p.interaction_id
 LIMIT $5

-- name: double_on_same_mails
-- $1 account, $2 one person, $3 the other, $4 how many of the first one's latest are looked at: on how many both were.
SELECT count(*) AS n
  FROM (SELECT interaction_id FROM participant
         WHERE account_id = $1 AND person_id = $2 ORDER BY at DESC, interaction_id DESC LIMIT $4) AS a
  JOIN participant b ON b.account_id = $1 AND b.interaction_id = a.interaction_id AND b.person_id = $3

-- name: double_people_counted
-- $1 account, $2 at most: how many people there are, without counting a million.
SELECT count(*) AS n
  FROM (SELECT id FROM person WHERE account_id = $1 LIMIT $2) AS counted

-- name: double_organisations_counted
-- $1 account, $2 at most
SELECT count(*) AS n
  FROM (SELECT id FROM organisation WHERE account_id = $1 LIMIT $2) AS counted

-- name: double_emails_of_organisation
-- $1 account, $2 organisation: addresses of some whose present post is there.
SELECT a.folded
  FROM (SELECT id FROM person WHERE account_id = $1 AND organisation_id = $2 ORDER BY id LIMIT 20) AS p
  JOIN person_address a ON a.account_id = $1 AND a.person_id = p.id AND a.kind = 'email'
 ORDER BY a.person_id, a.id

-- name: double_shared_people
-- $1 account, $2 one organisation, $3 the other: how many have or had a post at both.
SELECT count(DISTINCT q.person_id) AS n
  FROM position q
  JOIN position r ON r.account_id = $1 AND r.organisation_id = $3 AND r.person_id = q.person_id
 WHERE q.account_id = $1 AND q.organisation_id = $2

-- name: person_of_organisation
-- $1 account, $2 organisation: those whose present post is there.
SELECT p.*
  FROM person p
 WHERE p.account_id = $1 AND p.organisation_id = $2
 ORDER BY p.id

-- name: double_members
-- $1 account, $2 organisation: some of those who are or were there.
SELECT DISTINCT p.name
  FROM position q
  JOIN person p ON p.account_id = q.account_id AND p.id = q.person_id
 WHERE q.account_id = $1 AND q.organisation_id = $2
 ORDER BY p.name
 LIMIT 5
