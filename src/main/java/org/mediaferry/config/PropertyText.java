package org.mediaferry.config;

/** Values as they must be written in a properties file. */
final class PropertyText {

    private PropertyText() {}

    /**
     * The value with escapes: whoever reads the file, in whatever character set, has the same text. Blanks at the ends are
     * kept, as a secret may have them.
     */
    static String escaped(String value) {
        var text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean atAnEnd = i == 0 || i == value.length() - 1;
            if (c == '\\') {
                text.append("\\\\");
            } else if (c < ' ' || c > '~' || c == ' ' && atAnEnd) {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
