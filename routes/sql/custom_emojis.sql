-- The next rows of custom_emojis in id order: their images.
-- A page is bounded by the rows read, with or without a file, so that it always costs the same.
-- A column of "absent" counts where this server's version has none of that name.
-- To try it in psql, put numbers in the place of the two parameters:
--   sed 's/:.after/0/; s/:.rows/10/' routes/sql/custom_emojis.sql | psql mastodon_production
SELECT page.*
FROM (SELECT NULL::integer AS image_storage_schema_version) absent
CROSS JOIN LATERAL (
  SELECT t.id, t.updated_at, t.domain, t.image_file_name, t.image_file_size, image_storage_schema_version, t.image_remote_url
  FROM custom_emojis t
  WHERE t.id > :?after::bigint
  ORDER BY t.id
  LIMIT :?rows::bigint) page
ORDER BY page.id
