-- The picture of whom one knows: what ties the people to each other, and where they were. Who is shown are those whose
-- tie to me stands at least so high; a few more of the same standing may come along, and the reader leaves them out.
-- CROSS JOIN keeps SQLite from beginning at another end (it takes the tables as they stand), and + from another index.

-- name: network_ties
-- $1 account, $2 me, $3 least standing of the people, $4 how many ties: the strongest among the people whom I know best.
SELECT t.*
  FROM tie one
 CROSS JOIN tie t
 CROSS JOIN tie other
 WHERE one.account_id = $1 AND one.from_person_id = $2 AND one.standing >= $3
   AND t.account_id = $1 AND t.from_person_id = one.to_person_id AND t.standing > 0
   AND other.account_id = $1 AND other.from_person_id = $2 AND other.to_person_id = t.to_person_id
   AND +other.standing >= $3
 ORDER BY t.standing DESC, t.id
 LIMIT $4

-- name: network_places
-- $1 account, $2 me, $3 least standing of the people: where those whom I know best work, worked and learned, and the
-- organisation that each is listed with now; until_day 0 = still.
SELECT p.person_id, p.organisation_id, p.kind, p.until_day, o.name AS organisation_name
  FROM tie m
 CROSS JOIN position p
 CROSS JOIN organisation o
 WHERE m.account_id = $1 AND m.from_person_id = $2 AND m.standing >= $3
   AND p.account_id = $1 AND p.person_id = m.to_person_id
   AND o.account_id = $1 AND o.id = p.organisation_id
 UNION ALL
SELECT p.id, p.organisation_id, 'post', 0, o.name
  FROM tie m
 CROSS JOIN person p
 CROSS JOIN organisation o
 WHERE m.account_id = $1 AND m.from_person_id = $2 AND m.standing >= $3
   AND p.account_id = $1 AND p.id = m.to_person_id
   AND o.account_id = $1 AND o.id = p.organisation_id

-- name: network_place_of_person
-- $1 account, $2 person: the same of one person.
SELECT p.person_id, p.organisation_id, p.kind, p.until_day, o.name AS organisation_name
  FROM position p
  JOIN organisation o ON o.account_id = $1 AND o.id = p.organisation_id
 WHERE p.account_id = $1 AND p.person_id = $2
 UNION ALL
SELECT p.id, p.organisation_id, 'post', 0, o.name
  FROM person p
  JOIN organisation o ON o.account_id = $1 AND o.id = p.organisation_id
 WHERE p.account_id = $1 AND p.id = $2
