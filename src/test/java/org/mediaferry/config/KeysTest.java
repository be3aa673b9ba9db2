package org.mediaferry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {

    @Test
    void lists_every_constant_of_the_table() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>(Keys.SOURCE.all());
        constants.addAll(Keys.DESTINATION.all());
        for (var field : Keys.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Key.class) {
                constants.add(field.get(null));
            }
        }

        assertThat(Keys.all())
                .hasSameElementsAs(
                        constants.stream().<Key<?>>map(key -> (Key<?>) key).toList());
    }

    @Test
    void names_are_kebab_case_and_neither_they_nor_their_variables_meet() {
        assertThat(Keys.all())
                .extracting(Key::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+\\.[a-z]+(-[a-z]+)*"));
        assertThat(Keys.all()).extracting(Key::environmentVariable).doesNotHaveDuplicates();
    }

    @Test
    void every_default_is_a_value_that_the_key_takes() {
        assertThat(Keys.all())
                .filteredOn(key -> key.defaultText() != null)
                .allSatisfy(key -> assertThatCode(() -> key.type().parse(key.defaultText()))
                        .doesNotThrowAnyException());
    }

    @Test
    void the_environment_variable_is_the_name_in_capitals_with_underscores() {
        assertThat(Keys.SOURCE.secretKeyFile().environmentVariable()).isEqualTo("SOURCE_SECRET_KEY_FILE");
    }

    @Test
    void secrets_have_no_default() {
        assertThat(Keys.all())
                .filteredOn(key -> key.type().isSecret())
                .extracting(Key::name)
                .containsExactly(
                        "database.url",
                        "database.password",
                        "ssh.password",
                        "ssh.key-passphrase",
                        "source.access-key",
                        "source.secret-key",
                        "destination.access-key",
                        "destination.secret-key",
                        "console.password");
        assertThat(Keys.all()).filteredOn(key -> key.type().isSecret()).allMatch(key -> key.defaultText() == null);
    }
}
