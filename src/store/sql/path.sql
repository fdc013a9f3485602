-- Who was where when, for ways to people and organisations.

-- name: stay_of_person
-- $1 account, $2 person: where somebody works, worked and learned; from_day 0 = unknown, until_day 0 = still.
SELECT p.organisation_id, p.from_day, p.until_day, o.name AS organisation_name
  FROM (SELECT organisation_id, from_day, until_day
          FROM position
         WHERE account_id = $1 AND person_id = $2
         UNION ALL
        SELECT organisation_id, 0, 0
          FROM person
         WHERE account_id = $1 AND id = $2) p
  JOIN organisation o ON o.account_id = $1 AND o.id = p.organisation_id

-- name: stay_at_organisation
-- $1 account, $2 organisation, $3 how many: who is or was there, each maybe more than once.
SELECT p.person_id, p.from_day, p.until_day
  FROM (SELECT person_id, from_day, until_day
          FROM position
         WHERE account_id = $1 AND organisation_id = $2
         UNION ALL
        SELECT id, 0, 0
          FROM person
         WHERE account_id = $1 AND organisation_id = $2) p
 ORDER BY p.person_id
 LIMIT $3
