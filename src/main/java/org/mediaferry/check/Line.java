package org.mediaferry.check;

/**
 * What one look found.
 *
 * @param area what was looked at: configuration, ssh, database, source, destination or disk
 * @param check which of its properties
 * @param verdict how it will do
 * @param evidence what was seen
 * @param advice what to do; empty when there is nothing to do
 */
public record Line(String area, String check, Verdict verdict, String evidence, String advice) {}
