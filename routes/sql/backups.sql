-- The next rows of backups in id order: archives of their data that users asked for.
-- A page is bounded by the rows read, with or without a file, so that it always costs the same.
-- To try it in psql, put numbers in the place of the two parameters:
--   sed 's/:.after/0/; s/:.rows/10/' routes/sql/backups.sql | psql mastodon_production
SELECT t.id, t.updated_at, t.dump_file_name, t.dump_file_size
FROM backups t
WHERE t.id > :?after::bigint
ORDER BY t.id
LIMIT :?rows::bigint
