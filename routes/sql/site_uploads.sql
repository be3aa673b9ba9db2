-- The next rows of site_uploads in id order: thumbnail, icons and mascot of the server.
-- A page is bounded by the rows read, with or without a file, so that it always costs the same.
-- A column of "absent" counts where this server's version has none of that name.
-- has_sized_thumbnails: version 4.0 brought thumbnails in two sizes and, with them, the column blurhash. No blurhash can
-- be (none): it never holds a parenthesis.
-- To try it in psql, put numbers in the place of the two parameters:
--   sed 's/:.after/0/; s/:.rows/10/' routes/sql/site_uploads.sql | psql mastodon_production
SELECT page.*
FROM (SELECT '(none)'::varchar AS blurhash) absent
CROSS JOIN LATERAL (
  SELECT t.id, t.updated_at, t.var, t.file_file_name, t.file_file_size, blurhash IS DISTINCT FROM '(none)' AS has_sized_thumbnails
  FROM site_uploads t
  WHERE t.id > :?after::bigint
  ORDER BY t.id
  LIMIT :?rows::bigint) page
ORDER BY page.id
