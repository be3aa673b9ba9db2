/**
 * What tests of the whole program stand on: servers in processes of their own, and a proxy between them and the program,
 * which also is a process of its own.
 *
 * <p>The next test of a fault, in ten lines:
 *
 * <pre>{@code
 * @ExtendWith(Site.Resolver.class)
 * class SlowStoreIT {
 *     private final Migration migration;
 *
 *     SlowStoreIT(Site site) {
 *         migration = site.migration(site.small()); // a bucket, a work directory and settings of its own
 *     }
 *
 *     @Test
 *     void a_put_that_is_refused_once_is_tried_again() {
 *         FaultProxy destination = migration.beforeDestination();
 *         Rule refused = destination.on(PUT.and(keyWith("accounts/"))).firstOfEachKey(1).then(slowDown());
 *
 *         migration.run("sync").exits(0);
 *
 *         assertThat(refused.hits()).isPositive();
 *         assertThat(destination.traffic().byKey(PUT)).allSatisfy((key, puts) -> assertThat(puts).isLessThan(3));
 *         assertThat(migration.compare().differences()).isEmpty();
 *     }
 * }
 * }</pre>
 *
 * <p>{@link org.mediaferry.harness.Kind} and {@link org.mediaferry.harness.S3Request} say which requests,
 * {@link org.mediaferry.harness.Rule} which share of them, {@link org.mediaferry.harness.Faults} what becomes of them, and
 * {@link org.mediaferry.harness.Traffic} what there was. A fault that is not among the usual ones is a lambda over a
 * {@link org.mediaferry.harness.Call}. {@code migration.start("sync")} instead of {@code run} gives the process, to be
 * killed from a fault ({@code cut().after(running::kill)}), from {@link org.mediaferry.harness.FaultProxy#onRequest} or
 * {@link org.mediaferry.harness.FaultProxy#onAnswer}. For a store that dies, {@link org.mediaferry.harness.StoreProcess}; for
 * stores within the tests' process, {@link org.mediaferry.harness.FaultProxy#before}.
 */
package org.mediaferry.harness;
