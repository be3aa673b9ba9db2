package org.mediaferry.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sample's accounts: this server's own actor, local, remote and suspended ones. */
final class SampleAccounts {
    private static final String[] BLANK = {null, "", " ", "\u3000"};

    private final Sample sample;
    private final int count;

    SampleAccounts(Sample sample, int count) {
        this.sample = sample;
        this.count = count;
    }

    /**
     * An account that can own media.
     *
     * @param domain null for one of this server
     */
    record Account(long id, @Nullable String domain, boolean suspended) {
        boolean remote() {
            return domain != null;
        }
    }

    /** Adds the accounts; the first five are the instance's actor, a local one, two suspended ones, one of domain "". */
    List<Account> fill() {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Account account = account(i);
            accounts.add(account);
            add(i, account);
        }
        return accounts;
    }

    private Account account(int i) {
        return switch (i) {
            case 0 -> new Account(-99, null, false);
            case 1 -> new Account(1, null, false);
            case 2 -> new Account(2, null, true);
            case 3 -> new Account(3, "remote3.example", true);
            case 4 -> new Account(4, "", false);
            default -> new Account(id(i), i % 4 == 0 ? null : "remote" + i % 9 + ".example", i % 100 == 50);
        };
    }

    /** Serial numbers of the old days, then numbers made from the time. */
    private long id(int i) {
        return i < count / 3 ? i : 109_000_000_000_000_000L + i * 7_919_000_011L;
    }

    private void add(int i, Account account) {
        Integer avatarVersion = i % 7 == 6 ? null : 1;
        int headerVersion = i % 5 == 4 ? 0 : 1;
        Picture avatar = avatar(i, account, account.remote() && avatarVersion != null);
        Picture header = header(i, account, account.remote() && headerVersion > 0);
        sample.row(
                "accounts",
                "id",
                account.id(),
                "username",
                i == 0 ? "social.example" : "user" + i,
                "domain",
                account.domain(),
                "actor_type",
                i == 0 ? "Application" : "Person",
                "avatar_file_name",
                avatar.fileName(),
                "avatar_content_type",
                avatar.contentType(),
                "avatar_file_size",
                avatar.size(),
                "avatar_updated_at",
                avatar.contentType() == null ? null : Sample.minute(i),
                "avatar_remote_url",
                account.remote() ? "https://" + account.domain() + "/avatar" : null,
                "avatar_storage_schema_version",
                avatarVersion,
                "header_file_name",
                header.fileName(),
                "header_content_type",
                header.contentType(),
                "header_file_size",
                header.size(),
                "header_updated_at",
                header.contentType() == null ? null : Sample.minute(i),
                "header_remote_url",
                account.remote() ? "https://" + account.domain() + "/header" : "",
                "header_storage_schema_version",
                headerVersion,
                "suspended_at",
                account.suspended() ? Sample.minute(i) : null,
                "created_at",
                Sample.minute(i),
                "updated_at",
                Sample.minute(i));
    }

    private Picture avatar(int i, Account account, boolean cached) {
        Slot slot = new Slot(
                "accounts", account.id(), "avatar", "accounts/avatars", account.remote(), cached, "public-read");
        return switch (i % 10) {
            case 3 -> gif(slot, i % 30 != 23);
            case 5 -> picture(slot, SampleFormat.WEBP, true);
            case 7, 8, 9 -> none(i);
            case 0, 6 -> picture(slot, SampleFormat.PNG, true);
            default -> {
                if (i < 100) {
                    sample.orphan(slot.path("static", "of-a-jpeg.png"));
                }
                yield jpeg(slot, i);
            }
        };
    }

    private Picture header(int i, Account account, boolean cached) {
        Slot slot = new Slot(
                "accounts", account.id(), "header", "accounts/headers", account.remote(), cached, "public-read");
        return switch (i % 20) {
            case 6 -> gif(slot, true);
            case 1, 2, 4, 14, 17 -> picture(slot, SampleFormat.JPEG, i % 40 != 37);
            default -> none(i / 2);
        };
    }

    private Picture jpeg(Slot slot, int i) {
        FileName name = i % 20 == 11 ? FileName.odd(i / 20) : FileName.random(SampleFormat.JPEG, "avatar", slot.id());
        Integer size = sample.original(slot, name.whole(), SampleFormat.JPEG, i % 40 != 24);
        return new Picture(name.whole(), "image/jpeg", size);
    }

    private Picture picture(Slot slot, SampleFormat format, boolean present) {
        String name = FileName.random(format, slot.attachment(), slot.id()).whole();
        return new Picture(name, format.contentType, sample.original(slot, name, format, present));
    }

    private Picture gif(Slot slot, boolean staticPresent) {
        FileName name = FileName.random(SampleFormat.GIF, slot.attachment(), slot.id());
        Integer size = sample.original(slot, name.whole(), SampleFormat.GIF, true);
        sample.style(slot, "static", name.as("png"), SampleFormat.PNG, staticPresent);
        return new Picture(name.whole(), "image/gif", size);
    }

    private static Picture none(int i) {
        return new Picture(BLANK[i % BLANK.length], null, null);
    }

    private record Picture(
            @Nullable String fileName,
            @Nullable String contentType,
            @Nullable Integer size) {}
}
