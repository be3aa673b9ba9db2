/**
 * Which objects a bucket already has, found by a few listings of narrow key ranges instead of a request an object, and
 * what counts as already there. Reads; never writes.
 */
package org.mediaferry.presence;
