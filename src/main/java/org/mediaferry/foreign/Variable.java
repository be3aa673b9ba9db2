package org.mediaferry.foreign;

/**
 * One variable of an environment file. May be a secret, so it does not print its value.
 *
 * @param line the number of the line that its name stands on, from 1
 * @param holdsCommand whether the value depends on the output of a command, {@code $(...)}, which is not run
 */
record Variable(String name, String value, int line, boolean holdsCommand) {

    @Override
    public String toString() {
        return "Variable[" + name + ", line " + line + "]";
    }
}
