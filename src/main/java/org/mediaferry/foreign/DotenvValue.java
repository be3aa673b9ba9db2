package org.mediaferry.foreign;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of a {@code .env} file, understood: quotes taken off, escapes and variables replaced.
 *
 * @param text a command in it stands as it was written
 * @param holdsCommand whether the real value would depend on a command
 */
record DotenvValue(String text, boolean holdsCommand) {

    private static final Pattern OUTER_BLANKS = Pattern.compile("\\A[\\x00\\s]+|[\\x00\\s]+\\z");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([^$])");
    private static final Pattern REFERENCE =
            Pattern.compile("(\\\\)?\\$(?!\\()\\{?([A-Z0-9_]+)?}?", Pattern.CASE_INSENSITIVE);

    /** @param before the variables further up in the file */
    static DotenvValue of(String written, Map<String, Variable> before) {
        String value = OUTER_BLANKS.matcher(written).replaceAll("");
        char quote = quoteAround(value);
        if (quote != 0) {
            value = value.substring(1, value.length() - 1);
        }
        if (quote == '\'') {
            return new DotenvValue(value, false);
        }
        if (quote == '"') {
            value = withLineBreaks(value, before);
        }
        return withCommands(ESCAPED.matcher(value).replaceAll("$1")).withVariables(before);
    }

    private static char quoteAround(String value) {
        char first = value.isEmpty() ? 0 : value.charAt(0);
        boolean around = value.length() > 1 && value.charAt(value.length() - 1) == first;
        return around && (first == '"' || first == '\'') ? first : 0;
    }

    /** Since dotenv 3.0 the two characters of {@code \n} stay what they are, unless the file asks for line breaks. */
    private static String withLineBreaks(String value, Map<String, Variable> before) {
        Variable mode = before.get("DOTENV_LINEBREAK_MODE");
        return mode != null && mode.value().equals("legacy")
                ? value.replace("\\n", "\n").replace("\\r", "\r")
                : value.replace("\\n", "\\\\n").replace("\\r", "\\\\r");
    }

    /** Takes the backslash from escaped commands, and finds out whether there are others. */
    private static DotenvValue withCommands(String value) {
        var text = new StringBuilder();
        boolean found = false;
        int next = 0;
        for (int dollar = value.indexOf('$'); dollar >= 0; dollar = value.indexOf('$', dollar + 1)) {
            int end = dollar < next ? -1 : endOfCommand(value, dollar + 1);
            if (end >= 0) {
                boolean escaped = dollar > next && value.charAt(dollar - 1) == '\\';
                text.append(value, next, escaped ? dollar - 1 : dollar).append(value, dollar, end);
                found |= !escaped;
                next = end;
            }
        }
        return new DotenvValue(text.append(value.substring(next)).toString(), found);
    }

    /** Behind the parenthesis that closes the one at {@code open}; -1 when there is none, or a pair holds nothing. */
    private static int endOfCommand(String value, int open) {
        int depth = 0;
        for (int i = open; i < value.length(); i++) {
            if (value.charAt(i) == '(') {
                depth++;
            } else if (depth == 0 || value.charAt(i) == ')' && value.charAt(i - 1) == '(') {
                return -1;
            } else if (value.charAt(i) == ')' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private DotenvValue withVariables(Map<String, Variable> before) {
        var result = new StringBuilder();
        boolean command = holdsCommand;
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            String replacement = reference.group();
            if (reference.group(1) != null) {
                replacement = replacement.substring(1);
            } else if (reference.group(2) != null) {
                Variable referred = before.get(reference.group(2));
                replacement = referred == null ? "" : referred.value();
                command |= referred != null && referred.holdsCommand();
            }
            reference.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        return new DotenvValue(reference.appendTail(result).toString(), command);
    }

    @Override
    public String toString() {
        return "DotenvValue[...]";
    }
}
