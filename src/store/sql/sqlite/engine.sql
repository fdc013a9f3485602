-- What only SQLite can say.

-- name: engine_tables
-- How many tables there are, and in `ours` 1 when the store's version is among them
SELECT count(*) AS tables, coalesce(max(name = 'schema_version'), 0) AS ours
  FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'

-- name: engine_health
-- The engine's words on its file ('ok'), rows that hang in the air, its size and version; free is 1 for a role
-- that the second lock does not hold, open the tables without it.
SELECT (SELECT integrity_check FROM pragma_integrity_check(1)) AS integrity,
       (SELECT count(*) FROM pragma_foreign_key_check) AS dangling,
       (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size) AS bytes,
       sqlite_version() AS version, 0 AS free, 0 AS open
