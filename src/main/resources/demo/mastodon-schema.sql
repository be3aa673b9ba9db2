-- What mediaferry needs to see of a Mastodon database: the tables whose rows own stored objects, and
-- statuses, which decides on access. Columns and types follow Mastodon 4.6; imports, which 4.4 dropped,
-- is here as well, so that every table can be tried. Columns that play no part in a migration are left
-- out, and so are foreign keys.

CREATE FUNCTION timestamp_id(table_name text) RETURNS bigint LANGUAGE sql VOLATILE AS $$
  -- upper 48 bits: milliseconds since 1970; lower 16: chance, where Mastodon has a sequence and a hash
  SELECT ((date_part('epoch', clock_timestamp()) * 1000)::bigint << 16) | (random() * 65535)::bigint
$$;

CREATE TABLE accounts (
  id bigint PRIMARY KEY DEFAULT timestamp_id('accounts'),
  username varchar DEFAULT '' NOT NULL,
  domain varchar,                                   -- NULL for accounts of this server
  display_name varchar DEFAULT '' NOT NULL,
  note text DEFAULT '' NOT NULL,
  uri varchar DEFAULT '' NOT NULL,
  url varchar,
  actor_type varchar,
  locked boolean DEFAULT false NOT NULL,
  avatar_file_name varchar,
  avatar_content_type varchar,
  avatar_file_size integer,
  avatar_updated_at timestamp without time zone,
  avatar_remote_url varchar,
  avatar_storage_schema_version integer,            -- since 3.2
  avatar_description varchar DEFAULT '' NOT NULL,   -- since 4.6
  header_file_name varchar,
  header_content_type varchar,
  header_file_size integer,
  header_updated_at timestamp without time zone,
  header_remote_url varchar DEFAULT '' NOT NULL,
  header_storage_schema_version integer,            -- since 3.2
  header_description varchar DEFAULT '' NOT NULL,   -- since 4.6
  last_webfingered_at timestamp without time zone,
  silenced_at timestamp without time zone,
  suspended_at timestamp without time zone,         -- set: the account's media are private
  suspension_origin integer,
  created_at timestamp without time zone NOT NULL DEFAULT now(),
  updated_at timestamp without time zone NOT NULL DEFAULT now()
);
CREATE INDEX index_accounts_on_domain_and_id ON accounts (domain, id);

CREATE TABLE statuses (
  id bigint PRIMARY KEY DEFAULT timestamp_id('statuses'),
  uri varchar,
  text text DEFAULT '' NOT NULL,
  account_id bigint NOT NULL,
  local boolean,
  visibility integer DEFAULT 0 NOT NULL,
  deleted_at timestamp without time zone,           -- set: removed by a moderator and kept; its media are private
  created_at timestamp without time zone NOT NULL DEFAULT now(),
  updated_at timestamp without time zone NOT NULL DEFAULT now()
);

CREATE TABLE media_attachments (
  id bigint PRIMARY KEY DEFAULT timestamp_id('media_attachments'),
  status_id bigint,
  scheduled_status_id bigint,
  account_id bigint,
  type integer DEFAULT 0 NOT NULL,                  -- 0 image, 1 gifv, 2 video, 3 unknown, 4 audio
  shortcode varchar,
  description text,
  blurhash varchar,
  remote_url varchar DEFAULT '' NOT NULL,           -- blank for media of this server
  file_file_name varchar,
  file_content_type varchar,
  file_file_size integer,
  file_meta json,
  file_updated_at timestamp without time zone,
  file_storage_schema_version integer,              -- since 3.2
  processing integer,                               -- since 3.2; 0 queued, 1 under way, 2 done, 3 failed
  thumbnail_file_name varchar,                      -- since 3.2, like its siblings
  thumbnail_content_type varchar,
  thumbnail_file_size integer,
  thumbnail_updated_at timestamp without time zone,
  thumbnail_remote_url varchar,
  thumbnail_storage_schema_version integer,         -- since 4.6
  created_at timestamp without time zone NOT NULL DEFAULT now(),
  updated_at timestamp without time zone NOT NULL DEFAULT now()
);
CREATE INDEX index_media_attachments_on_account_id_and_status_id ON media_attachments (account_id, status_id DESC);
CREATE INDEX index_media_attachments_on_status_id ON media_attachments (status_id);
CREATE UNIQUE INDEX index_media_attachments_on_shortcode ON media_attachments (shortcode text_pattern_ops) WHERE shortcode IS NOT NULL;

CREATE TABLE custom_emojis (
  id bigserial PRIMARY KEY,
  shortcode varchar DEFAULT '' NOT NULL,
  domain varchar,                                   -- NULL for emojis of this server
  image_file_name varchar,
  image_content_type varchar,
  image_file_size integer,
  image_updated_at timestamp without time zone,
  image_remote_url varchar,
  image_storage_schema_version integer,             -- since 3.2
  uri varchar,
  disabled boolean DEFAULT false NOT NULL,
  visible_in_picker boolean DEFAULT true NOT NULL,
  category_id bigint,
  created_at timestamp without time zone NOT NULL DEFAULT now(),
  updated_at timestamp without time zone NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX index_custom_emojis_on_shortcode_and_domain ON custom_emojis (shortcode, domain);

CREATE TABLE preview_cards (
  id bigserial PRIMARY KEY,
  url varchar DEFAULT '' NOT NULL,
  title varchar DEFAULT '' NOT NULL,
  description varchar DEFAULT '' NOT NULL,
  type integer DEFAULT 0 NOT NULL,                  -- 0 link, 1 photo, 2 video, 3 rich
  html text DEFAULT '' NOT NULL,
  width integer DEFAULT 0 NOT NULL,
  height integer DEFAULT 0 NOT NULL,
  image_file_name varchar,
  image_content_type varchar,
  image_file_size integer,
  image_updated_at timestamp without time zone,
  image_storage_schema_version integer,             -- since 3.2
  blurhash varchar,
  created_at timestamp without time zone NOT NULL DEFAULT now(),
  updated_at timestamp without time zone NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX index_preview_cards_on_url ON preview_cards (url);

CREATE TABLE preview_card_providers (               -- since 3.5
  id bigserial PRIMARY KEY,
  domain varchar DEFAULT '' NOT NULL,
  icon_file_name varchar,
  icon_content_type varchar,
  icon_file_size bigint,
  icon_updated_at timestamp without time zone,
  trendable boolean,
  reviewed_at timestamp without time zone,
  created_at timestamp without time zone NOT NULL DEFAULT now(),
  updated_at timestamp without time zone NOT NULL DEFAULT now()
);

CREATE TABLE site_uploads (
  id bigserial PRIMARY KEY,
  var varchar DEFAULT '' NOT NULL,                  -- what the upload is for; decides the styles
  file_file_name varchar,
  file_content_type varchar,
  file_file_size integer,
  file_updated_at timestamp without time zone,
  meta json,
  blurhash varchar,                                 -- since 4.0
  created_at timestamp without time zone NOT NULL DEFAULT now(),
  updated_at timestamp without time zone NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX index_site_uploads_on_var ON site_uploads (var);

CREATE TABLE backups (
  id bigserial PRIMARY KEY,
  user_id bigint,
  dump_file_name varchar,
  dump_content_type varchar,
  dump_updated_at timestamp without time zone,
  dump_file_size bigint,
  processed boolean DEFAULT false NOT NULL,
  created_at timestamp without time zone NOT NULL DEFAULT now(),
  updated_at timestamp without time zone NOT NULL DEFAULT now()
);

CREATE TABLE imports (                              -- until 4.3
  id bigserial PRIMARY KEY,
  type integer NOT NULL,
  approved boolean DEFAULT false NOT NULL,
  data_file_name varchar,
  data_content_type varchar,
  data_file_size integer,
  data_updated_at timestamp without time zone,
  account_id bigint NOT NULL,
  overwrite boolean DEFAULT false NOT NULL,
  created_at timestamp without time zone NOT NULL DEFAULT now(),
  updated_at timestamp without time zone NOT NULL DEFAULT now()
);
