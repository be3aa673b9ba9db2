"""Datasets: rows of a Mastodon, the objects that they own, and the lists that the servers and the tools need.

A dataset is made of units, the same composition of rows each time. The first units (`distinct`) have bodies of their own; the
others have other rows, names and keys, and hard links to those bodies. Sizes are truncated log-normals from a seeded
generator, so that a dataset is the same, byte for byte, each time. A dataset without bodies has one file for all.
"""
import collections
import hashlib
import io
import json
import math
import os
import random
import subprocess

from servers import INDEX, PROJECT, STORE, DATA

KB, MB = 1024, 1 << 20
BLOB = random.Random(7).randbytes(8 * MB)
TYPES = {  # extension: what a file begins with, and its type
    "jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "image/jpeg"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"),
    "gif": (b"GIF89a", "image/gif"),
    "mp3": (b"ID3\x04\x00\x00\x00\x00\x00\x00", "audio/mpeg"),
    "mp4": (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41", "video/mp4"),
}
COLUMNS = {  # in the order in which mediaferry reads the tables
    "custom_emojis": "id,shortcode,domain,image_file_name,image_content_type,image_file_size,image_remote_url,image_storage_schema_version",
    "accounts": "id,username,domain,avatar_file_name,avatar_content_type,avatar_file_size,avatar_remote_url,avatar_storage_schema_version,"
                "header_file_name,header_content_type,header_file_size,header_remote_url,header_storage_schema_version",
    "media_attachments": "id,file_file_name,file_content_type,file_file_size,remote_url,type,file_meta,file_storage_schema_version",
    "preview_cards": "id,url,title,image_file_name,image_content_type,image_file_size,image_storage_schema_version",
}
ONE_SIZE = 10 * KB  # of each object in a dataset without bodies


def small(unit):  # 1000 objects of 5 to 50 KB
    unit.emoji(300)
    unit.accounts(200, hi=50 * KB)
    unit.cards(200, hi=50 * KB)


def mix(unit):  # 3000 objects, 780 MB, of which 12 videos are 29 %
    unit.media(1000, 350 * KB, .7, 100 * KB, 2 * MB)
    unit.media(12, 20 * MB, .4, 10 * MB, 40 * MB, video=True)
    unit.accounts(380, headers=190)
    unit.emoji(110)
    unit.cards(186)


def large(unit):  # 8 objects of 40 to 100 MB
    unit.audio(8, lambda k: 40 * MB + 60 * MB * k // 7)


def huge(unit):  # 8 objects of 100 MB
    unit.audio(8, lambda k: 100 * MB)


def pictures(unit):  # 500 rows with 1000 objects, without bodies
    unit.media(500, ONE_SIZE, 0, 0, MB)


def sounds(unit):  # 1000 rows with an object each, without bodies
    unit.audio(1000, lambda k: ONE_SIZE)


# name: composition, units, units that have bodies of their own
DATASETS = {"small": (small, 20, 20), "steady": (small, 125, 20), "mix": (mix, 10, 1), "large": (large, 9, 1),
            "wide": (huge, 40, 1),
            "rows": (sounds, 1000, 0), "again": (pictures, 200, 0),
            "memory-10": (pictures, 10, 0), "memory-100": (pictures, 100, 0), "memory-1000": (pictures, 1000, 0)}


class Dataset:
    """Makes the database, the source bucket, the indexes and the list of keys."""

    def __init__(self, servers, name, scale):
        composition, units, distinct = DATASETS[name]
        self.name, self.bodies = name, distinct > 0
        units = max(1, round(units * scale))
        self.objects = collections.defaultdict(list)  # table: (key, size, extension, hash)
        self.rows = {table: [] for table in COLUMNS}
        self.ids, self.snowflake = collections.Counter(), 109_300_000_000_000_000
        self.folders, self.first = set(), {}
        self.clear()
        for number in range(units):
            unit = Unit(self, number, number % distinct if distinct else 0)
            composition(unit)
        everything = [entry for table in COLUMNS for entry in self.objects.pop(table, [])]
        self.count, self.bytes = len(everything), sum(entry[1] for entry in everything)
        self.row_count = sum(map(len, self.rows.values()))
        self.keys = DATA / "keys"
        with open(self.keys, "w") as keys:
            keys.writelines(f"{entry[0]}\n" for entry in everything)
        self.make_indexes(everything)
        self.fill_database(servers)
        self.expected = {entry[0]: entry[2:] for entry in everything} if self.bodies else {}
        del self.rows, self.first, self.folders

    def clear(self):
        subprocess.run(["rm", "-rf", STORE / "source", STORE / "destination", STORE / "one-for-all"], check=True)
        for folder in ("source", "destination"):
            (STORE / folder).mkdir()
        if not self.bodies:
            (STORE / "one-for-all").write_bytes(BLOB[:ONE_SIZE])
            self.one_hash = hashlib.md5(BLOB[:ONE_SIZE]).hexdigest()

    def add(self, table, key, size, extension, body):
        if not self.bodies:
            self.objects[table].append((key, ONE_SIZE, extension, self.one_hash))
            return
        path = f"{STORE}/source/{key}"
        folder = os.path.dirname(path)
        if folder not in self.folders:
            os.makedirs(folder, exist_ok=True)
            self.folders.add(folder)
        if body in self.first:
            same, md5 = self.first[body]
            os.link(same, path)
        else:
            md5 = write_body(path, size, extension, body)
            self.first[body] = path, md5
        self.objects[table].append((key, size, extension, md5))

    def make_indexes(self, everything):
        lines = sorted((key.encode(), f"{key}\t{size}\t{md5}\n") for key, size, _, md5 in everything)
        for bucket in ("source", "destination"):
            (INDEX / bucket).unlink(missing_ok=True)
        with open(INDEX / "source", "w") as index:
            index.writelines(line for _, line in lines)
        if self.name == "again" or self.name.startswith("memory"):
            os.link(INDEX / "source", INDEX / "destination")  # everything is there already
        else:
            (INDEX / "destination").touch()

    def fill_database(self, servers):
        admin = servers.connect("postgres")
        with admin.cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS mastodon WITH (FORCE)")
            cursor.execute("CREATE DATABASE mastodon")
        admin.close()
        connection = servers.connect("mastodon")
        with connection.cursor() as cursor:
            cursor.execute((PROJECT / "src/test/resources/fixtures/mastodon-schema.sql").read_text())
            for table, rows in self.rows.items():
                text = "".join("\t".join("\\N" if value is None else str(value) for value in row) + "\n" for row in rows)
                cursor.copy_expert(f"COPY {table} ({COLUMNS[table]}) FROM stdin", io.StringIO(text))
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
        connection.close()


def write_body(path, size, extension, seed):
    choice, digest = random.Random(str(seed)), hashlib.md5()
    start = TYPES[extension][0] + hashlib.md5(str(seed).encode()).digest()
    with open(path, "wb") as file:
        left = size
        while left > 0:
            offset = choice.randrange(len(BLOB) // 2)
            chunk = (start + BLOB[offset:offset + min(left, 4 * MB)])[:min(left, 4 * MB)]
            start = b""
            file.write(chunk)
            digest.update(chunk)
            left -= len(chunk)
    return digest.hexdigest()


class Unit:
    """One unit of rows and objects; sizes and kinds are those of the unit whose bodies it shares, names are its own."""

    def __init__(self, dataset, number, like):
        self.dataset, self.like, self.body = dataset, like, 0
        self.kinds, self.names = random.Random(f"kinds-{like}"), random.Random(f"names-{number}")

    def chance(self, probability):
        return self.kinds.random() < probability

    def size(self, median, sigma, lo, hi):
        while True:
            size = round(self.kinds.lognormvariate(math.log(median), sigma))
            if lo <= size <= hi:
                return size

    def name(self, extension):
        return f"{self.names.getrandbits(64):016x}.{extension}"

    def serial(self, table):
        self.dataset.ids[table] += 1
        return self.dataset.ids[table]

    def snowflake(self):
        self.dataset.snowflake += self.names.randrange(1 << 22, 1 << 30)
        return self.dataset.snowflake

    def add(self, table, slot, row_id, style, name, size, remote):
        digits = str(row_id).zfill(9)
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        partition = "/".join(digits[i:i + 3] for i in range(0, len(digits), 3))
        key = f"{'cache/' if remote else ''}{table}/{slot}/{partition}/{style}/{name}"
        self.dataset.add(table, key, size, name.rsplit(".", 1)[1], (self.like, self.body))
        self.body += 1

    def row(self, table, *values):
        self.dataset.rows[table].append(values)

    def emoji(self, count):
        for _ in range(count):
            row_id, extension, remote = self.serial("custom_emojis"), "gif" if self.chance(.15) else "png", self.chance(.9)
            name = self.name(extension)
            size, static = self.size(14 * KB, .7, 5 * KB, 50 * KB), self.size(10 * KB, .5, 5 * KB, 50 * KB)
            self.row("custom_emojis", row_id, f"emoji{row_id}", f"r{row_id % 997}.example" if remote else None, name, TYPES[extension][1],
                     size, f"https://r.example/{name}" if remote else None, 1)
            self.add("custom_emojis", "images", row_id, "original", name, size, remote)
            self.add("custom_emojis", "images", row_id, "static", name.rsplit(".", 1)[0] + ".png", static, remote)

    def accounts(self, count, headers=0, hi=100 * KB):
        for k in range(count):
            row_id, extension, remote = self.snowflake(), "jpg" if self.chance(.6) else "png", self.chance(.95)
            name, size = self.name(extension), self.size(30 * KB, .6, 10 * KB, hi)
            header = (None, None, None, "", None)
            if k < headers:
                header_name = self.name("jpg")
                header = (header_name, "image/jpeg", self.size(120 * KB, .6, 20 * KB, 500 * KB),
                          f"https://r.example/{header_name}" if remote else "", 1)
            self.row("accounts", row_id, f"user{row_id}", f"r{row_id % 997}.example" if remote else None, name, TYPES[extension][1], size,
                     f"https://r.example/{name}" if remote else None, 1, *header)
            self.add("accounts", "avatars", row_id, "original", name, size, remote)
            if k < headers:
                self.add("accounts", "headers", row_id, "original", header_name, header[2], remote)

    def cards(self, count, hi=100 * KB):
        for _ in range(count):
            row_id, name, size = self.serial("preview_cards"), self.name("jpg"), self.size(25 * KB, .6, 5 * KB, hi)
            self.row("preview_cards", row_id, f"https://news.example/{row_id}", f"Title {row_id}", name, "image/jpeg", size, 1)
            self.add("preview_cards", "images", row_id, "original", name, size, True)

    def attachment(self, extension, kind, size, meta):
        row_id, name, remote = self.snowflake(), self.name(extension), self.chance(.9)
        self.row("media_attachments", row_id, name, TYPES[extension][1], size, f"https://r.example/{name}" if remote else "", kind,
                 json.dumps(meta), 1)
        self.add("media_attachments", "files", row_id, "original", name, size, remote)
        return row_id, name, remote

    def media(self, count, median, sigma, lo, hi, video=False):
        meta = {"original": {"width": 1200, "height": 900}, "small": {"width": 640, "height": 480}}
        for _ in range(count):
            extension = "mp4" if video else "png" if self.chance(.2) else "jpg"
            row_id, name, remote = self.attachment(extension, 2 if video else 0, self.size(median, sigma, lo, hi), meta)
            reduced = name.rsplit(".", 1)[0] + ".png" if video else name
            self.add("media_attachments", "files", row_id, "small", reduced, self.size(35 * KB, .35, 20 * KB, 60 * KB), remote)

    def audio(self, count, size):
        for k in range(count):
            self.attachment("mp3", 4, size(k), {"original": {"duration": 180}})
