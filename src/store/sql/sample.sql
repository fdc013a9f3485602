-- The made-up network steps aside: whatever came with it goes, what the user made by hand stays. This is not
-- journalled, for it is nobody's data; after it the playing is not to be undone any more.

-- name: sample_forget_interactions
-- $1 account
DELETE FROM interaction WHERE account_id = $1 AND source = 'sample'

-- name: sample_forget_people
-- $1 account: the made-up user too; addresses, positions and meetings go along.
DELETE FROM person WHERE account_id = $1 AND source = 'sample'

-- name: sample_forget_messages
-- $1 account
DELETE FROM message
 WHERE account_id = $1
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.id = message.person_id)

-- name: sample_forget_introductions
-- $1 account
DELETE FROM introduction
 WHERE account_id = $1
   AND (NOT EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.id = introduction.introducer_id)
        OR NOT EXISTS (SELECT 1 FROM person p
                        WHERE p.account_id = $1 AND p.id = introduction.target_person_id))

-- name: sample_forget_notes
-- $1 account
DELETE FROM note
 WHERE account_id = $1
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.id = note.person_id)

-- name: sample_forget_dues
-- $1 account
DELETE FROM due
 WHERE account_id = $1
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.id = due.person_id)

-- name: sample_forget_targets
-- $1 account
DELETE FROM target
 WHERE account_id = $1 AND person_id <> 0
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.id = target.person_id)

-- name: sample_forget_ties
-- $1 account
DELETE FROM tie
 WHERE account_id = $1
   AND (NOT EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.id = tie.from_person_id)
        OR NOT EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.id = tie.to_person_id))

-- name: sample_forget_joined
-- $1 account: what was joined while playing.
DELETE FROM joined
 WHERE account_id = $1 AND person_id <> 0
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.id = joined.person_id)

-- name: sample_forget_double_keys
-- $1 account
DELETE FROM double_key
 WHERE account_id = $1
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.account_id = $1 AND p.id = double_key.about_id)
   AND NOT EXISTS (SELECT 1 FROM organisation o WHERE o.account_id = $1 AND o.id = double_key.about_id)

-- name: sample_forget_campaign
-- $1 account, $2 campaign
DELETE FROM campaign WHERE account_id = $1 AND id = $2

-- name: sample_forget_organisations
-- $1 account: those that nobody and no campaign names any more.
DELETE FROM organisation
 WHERE account_id = $1
   AND NOT EXISTS (SELECT 1 FROM person p
                    WHERE p.account_id = $1 AND p.organisation_id = organisation.id)
   AND NOT EXISTS (SELECT 1 FROM position q
                    WHERE q.account_id = $1 AND q.organisation_id = organisation.id)
   AND NOT EXISTS (SELECT 1 FROM target t
                    WHERE t.account_id = $1 AND t.organisation_id = organisation.id)

-- name: sample_close_journal
-- $1 account
UPDATE journal_entry SET undoable = 0 WHERE account_id = $1
