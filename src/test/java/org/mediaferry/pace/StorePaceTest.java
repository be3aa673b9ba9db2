package org.mediaferry.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Timeout(20)
class StorePaceTest {

    private static final RuntimeException RESET = SdkClientException.create("reset", new IOException("by peer"));

    private final List<List<Pause>> told = new ArrayList<>();
    private final Pauses pauses = new Pauses(Duration.ofMillis(50), told::add);
    private final AtomicInteger checks = new AtomicInteger();
    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final StorePace pace =
            new StorePace("destination", Duration.ofMillis(50), this::check, pauses, stopping::get, false);

    private void check() {
        checks.incrementAndGet();
        if (down.get()) {
            throw new IllegalStateException("destination.endpoint: does not answer");
        }
    }

    @Test
    void it_says_once_that_requests_had_to_wait() throws InterruptedException {
        pace.await();
        assertThat(pace.heldBack()).isFalse();
        pace.ceiling(20);

        for (int i = 0; i < 5; i++) {
            pace.await();
        }

        assertThat(pace.heldBack()).isTrue();
        assertThat(pace.heldBack()).isFalse();
    }

    @Test
    void nineteen_failures_in_a_row_are_their_objects_affair() throws InterruptedException {
        for (int i = 1; i < Circuit.IN_A_ROW; i++) {
            assertThat(pace.failed(RESET, Answer.FAILS, 0)).isFalse();
        }

        assertThat(pace.await()).isTrue();
        assertThat(pauses.all()).isEmpty();
    }

    @Test
    void one_success_among_them_begins_the_count_anew() {
        for (int i = 1; i < 3 * Circuit.IN_A_ROW; i++) {
            if (i % (Circuit.IN_A_ROW - 1) == 0) {
                pace.worked(System.nanoTime(), false);
            } else {
                assertThat(pace.failed(RESET, Answer.FAILS, 0)).isFalse();
            }
        }
    }

    @Test
    void a_put_that_arrived_though_its_answer_was_lost_begins_the_count_anew() throws InterruptedException {
        for (int i = 1; i < 3 * Circuit.IN_A_ROW; i++) {
            assertThat(pace.failed(RESET, Answer.FAILS, 0)).isFalse();
            if (i % (Circuit.IN_A_ROW - 1) == 0) {
                pace.arrived(System.nanoTime());
            }
        }

        assertThat(pace.await()).isTrue();
        assertThat(pauses.all()).isEmpty();
    }

    @Test
    void twenty_failures_in_a_row_pause_and_the_last_is_not_its_objects_fault() {
        assertThat(failTwentyTimes()).isTrue();

        assertThat(pauses.all()).singleElement().satisfies(pause -> {
            assertThat(pause.store()).isEqualTo("destination");
            assertThat(pause.why()).contains("20 requests in a row failed").contains("reset");
        });
    }

    @Test
    void while_the_store_is_down_it_is_asked_and_no_object_is_tried() {
        down.set(true);
        failTwentyTimes();
        stopAfter(5);

        assertThat(awaited()).isFalse();

        assertThat(checks.get()).isGreaterThanOrEqualTo(5);
        assertThat(pauses.all().get(0).why()).isEqualTo("destination.endpoint: does not answer");
    }

    @Test
    void when_the_store_answers_again_one_object_is_tried_and_its_success_ends_the_pause() {
        failTwentyTimes();

        assertThat(awaited()).isTrue();
        assertThat(pauses.all()).hasSize(1);
        pace.worked(System.nanoTime(), false);

        assertThat(pauses.all()).isEmpty();
        assertThat(told).hasSize(2);
    }

    @Test
    void the_object_that_was_tried_pays_for_its_failure_and_the_pause_goes_on() {
        failTwentyTimes();
        assertThat(awaited()).isTrue();

        assertThat(pace.failed(RESET, Answer.FAILS, 0)).isFalse();

        assertThat(pauses.all()).hasSize(1);
    }

    @Test
    void a_store_that_refuses_all_pauses_at_once() {
        down.set(true);

        assertThat(pace.failed(answer("NoSuchBucket", 404), Answer.REFUSES_ALL, 0))
                .isTrue();

        assertThat(pauses.all().get(0).why()).isEqualTo("destination.endpoint: does not answer");
    }

    @Test
    void a_store_that_answers_but_takes_nothing_is_asked_whether_it_is_full() {
        pace.failed(answer("QuotaExceeded", 403), Answer.REFUSES_ALL, 0);

        assertThat(pauses.all().get(0).why()).contains("is it full").contains("QuotaExceeded");
    }

    @Test
    void asking_now_does_not_wait_for_the_interval() {
        StorePace slow = new StorePace("source", Duration.ofHours(1), this::check, pauses, stopping::get, false);
        slow.failed(answer("NoSuchBucket", 404), Answer.REFUSES_ALL, 0);

        slow.askNow();

        assertThat(await(slow)).isTrue();
    }

    @Test
    void no_more_than_the_ceiling_go_out_in_a_second() throws InterruptedException {
        pace.ceiling(50);
        int sent = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (System.nanoTime() < end) {
            assertThat(pace.await()).isTrue();
            sent++;
        }

        assertThat(sent).isBetween(50, 107);
        assertThat(pace.perSecond()).hasValue(50);
    }

    @Test
    void a_ceiling_that_is_taken_away_holds_nothing_back() throws InterruptedException {
        pace.ceiling(1);
        pace.ceiling(0);
        for (int i = 0; i < 1000; i++) {
            assertThat(pace.await()).isTrue();
        }

        assertThat(pace.perSecond()).isEmpty();
    }

    @Test
    void a_thread_that_is_interrupted_waits_no_more() {
        down.set(true);
        failTwentyTimes();
        Thread.currentThread().interrupt();

        org.assertj.core.api.Assertions.assertThatThrownBy(pace::await).isInstanceOf(InterruptedException.class);
    }

    private boolean failTwentyTimes() {
        boolean last = false;
        for (int i = 0; i < Circuit.IN_A_ROW; i++) {
            last = pace.failed(RESET, Answer.FAILS, 0);
        }
        return last;
    }

    private void stopAfter(int wanted) {
        Thread watcher = new Thread(() -> {
            while (checks.get() < wanted) {
                Thread.onSpinWait();
            }
            stopping.set(true);
        });
        watcher.setDaemon(true);
        watcher.start();
    }

    private boolean awaited() {
        return await(pace);
    }

    private static boolean await(StorePace pace) {
        try {
            return pace.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static S3Exception answer(String code, int status) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message("the store says " + code)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
