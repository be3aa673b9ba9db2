package org.mediaferry.pace;

/** Marks an exception that a store's client throws, or has as a cause, for something that is not the store's doing. */
public interface NotTheStore {}
