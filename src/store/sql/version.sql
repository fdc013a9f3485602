-- Which version of the tables a store has. The table is of the whole store, not of an account.

-- name: version_get
SELECT version FROM schema_version

-- name: version_insert
-- $1 version
INSERT INTO schema_version (version) VALUES ($1)

-- name: version_update
-- $1 version
UPDATE schema_version SET version = $1
