-- The picture of whom one knows: people, what ties them to each other, and where they were.

-- name: network_ties
-- $1 account, $2 me, $3 how many people, $4 how many ties: the strongest ties among the people whom I know best.
SELECT t.*
  FROM tie t
  JOIN (SELECT m.to_person_id AS id
          FROM tie m
         WHERE m.account_id = $1 AND m.from_person_id = $2
         ORDER BY m.standing DESC, m.to_person_id DESC
         LIMIT $3) one ON one.id = t.from_person_id
  JOIN (SELECT m.to_person_id AS id
          FROM tie m
         WHERE m.account_id = $1 AND m.from_person_id = $2
         ORDER BY m.standing DESC, m.to_person_id DESC
         LIMIT $3) other ON other.id = t.to_person_id
 WHERE t.account_id = $1 AND t.standing > 0
 ORDER BY t.standing DESC, t.id
 LIMIT $4

-- name: network_places
-- $1 account, $2 me, $3 how many people: where those whom I know best work, worked and learned; until_day 0 = still.
SELECT p.person_id, p.organisation_id, p.kind, p.until_day, o.name AS organisation_name
  FROM (SELECT m.to_person_id AS id
          FROM tie m
         WHERE m.account_id = $1 AND m.from_person_id = $2
         ORDER BY m.standing DESC, m.to_person_id DESC
         LIMIT $3) shown
  JOIN (SELECT person_id, organisation_id, kind, until_day
          FROM position
         WHERE account_id = $1
         UNION ALL
        SELECT id, organisation_id, 'post', 0
          FROM person
         WHERE account_id = $1) p ON p.person_id = shown.id
  JOIN organisation o ON o.account_id = $1 AND o.id = p.organisation_id

-- name: network_place_of_person
-- $1 account, $2 person: the same of one person.
SELECT p.person_id, p.organisation_id, p.kind, p.until_day, o.name AS organisation_name
  FROM (SELECT person_id, organisation_id, kind, until_day
          FROM position
         WHERE account_id = $1 AND person_id = $2
         UNION ALL
        SELECT id, organisation_id, 'post', 0
          FROM person
         WHERE account_id = $1 AND id = $2) p
  JOIN organisation o ON o.account_id = $1 AND o.id = p.organisation_id
