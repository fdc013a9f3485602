-- Campaigns and their targets.

-- name: campaign_by_folded
-- $1 account, $2 folded
SELECT c.*
  FROM campaign c
 WHERE c.account_id = $1 AND c.folded = $2

-- name: campaign_all
-- $1 account
SELECT c.*
  FROM campaign c
 WHERE c.account_id = $1
 ORDER BY c.id

-- name: target_of_campaign
-- $1 account, $2 campaign
SELECT t.*
  FROM target t
 WHERE t.account_id = $1 AND t.campaign_id = $2
 ORDER BY t.id

-- name: target_of_person
-- $1 account, $2 person
SELECT t.*
  FROM target t
 WHERE t.account_id = $1 AND t.person_id = $2
 ORDER BY t.id

-- name: target_same
-- $1 account, $2 campaign, $3 organisation, $4 person
SELECT t.*
  FROM target t
 WHERE t.account_id = $1 AND t.campaign_id = $2 AND t.organisation_id = $3 AND t.person_id = $4
