-- The next rows of accounts in id order: avatars and headers.
-- A page is bounded by the rows read, with or without a file, so that it always costs the same.
-- A column of "absent" counts where this server's version has none of that name.
-- To try it in psql, put numbers in the place of the two parameters:
--   sed 's/:.after/0/; s/:.rows/10/' routes/sql/accounts.sql | psql mastodon_production
SELECT page.*
FROM (SELECT NULL::integer AS avatar_storage_schema_version,
             NULL::integer AS header_storage_schema_version) absent
CROSS JOIN LATERAL (
  SELECT t.id, t.updated_at, t.domain,
         t.avatar_file_name, t.avatar_content_type, t.avatar_file_size, avatar_storage_schema_version, t.avatar_remote_url,
         t.header_file_name, t.header_content_type, t.header_file_size, header_storage_schema_version, t.header_remote_url
  FROM accounts t
  WHERE t.id > :?after::bigint
  ORDER BY t.id
  LIMIT :?rows::bigint) page
ORDER BY page.id
