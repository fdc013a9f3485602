-- What only SQLite can say.

-- name: engine_tables
-- How many tables there are, and in `ours` 1 when the store's version is among them
SELECT count(*) AS tables, coalesce(max(name = 'schema_version'), 0) AS ours
  FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
