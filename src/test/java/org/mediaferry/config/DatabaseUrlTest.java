package org.mediaferry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class DatabaseUrlTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "jdbc:postgresql:m                         | jdbc:postgresql:m                 | - | -",
                "jdbc:postgresql://h/m                     | jdbc:postgresql://h/m             | - | -",
                "jdbc:postgresql://h:6432/m?user=u&password=p%26 | jdbc:postgresql://h:6432/m  | u | p&",
                "jdbc:postgresql://h/m?user=u&sslmode=require | jdbc:postgresql://h/m?sslmode=require | u | -",
                "jdbc:postgresql://h/m?ssl&user=a+b        | jdbc:postgresql://h/m?ssl         | a b | -",
                "jdbc:postgresql://u:p@h/m                 | jdbc:postgresql://h/m             | u | p",
                "postgres://h/m                            | jdbc:postgresql://h/m             | - | -",
                "postgresql://u@h:5433/m                   | jdbc:postgresql://h:5433/m        | u | -",
                "postgres://u:p:1@h/m                      | jdbc:postgresql://h/m             | u | p:1",
                "postgres://u:p@ss@h/m                     | jdbc:postgresql://h/m             | u | p@ss",
                "postgres://us%40er:p%2Fw%25+1@h/m         | jdbc:postgresql://h/m             | us@er | p/w%+1",
                "postgres:///m                             | jdbc:postgresql:///m              | - | -",
                "postgres://[::1]:5432/m                   | jdbc:postgresql://[::1]:5432/m    | - | -",
                "postgres://a:1,b:2/m?target_session_attrs=any | jdbc:postgresql://a:1,b:2/m?target_session_attrs=any | - | -",
                "postgres://h/m+1?sslmode=require&connect_timeout=5&application_name=a+b | jdbc:postgresql://h/m%2B1?sslmode=require&connectTimeout=5&ApplicationName=a%2Bb | - | -",
            })
    void both_forms_become_a_jdbc_url_without_login(String text, String jdbcUrl, String user, String password) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url).isEqualTo(new DatabaseUrl(jdbcUrl, user, password == null ? null : new Secret(password)));
        assertThat(Driver.parseURL(jdbcUrl, new Properties())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h/m",
                "mysql://h/m",
                "jdbc:mysql://h/m",
                "postgres:m",
                "postgres://h",
                "postgres://h/",
                "jdbc:postgresql:",
                "jdbc:postgresql://h",
                "postgres://u:p/w@h/m",
                "postgres://u:p?w@h/m",
                "postgres://h:port/m",
                "postgres://h:70000/m",
                "postgres://h:0/m",
                "postgres://a,/m",
                "postgres://%2Frun%2Fpostgresql/m",
                "postgres:///m?host=/run/postgresql",
                "postgres://u@h/m?user=u",
                "postgres://u:%zz@h/m",
                "postgres://u:12/w?@h/m",
                "postgres://h/m\n",
                "postgres://h/m?a=b\u0001"
            })
    void anything_else_is_refused_without_being_repeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Types.hidden("", DatabaseUrl::parse).parse(text));
    }

    @Test
    void prints_neither_password_nor_parameters() {
        var url = DatabaseUrl.parse("postgres://u:canary@h/m?sslpassword=canary&sslmode=require");

        assertThat(url.jdbcUrl()).contains("sslpassword=canary");
        assertThat(url).hasToString("DatabaseUrl[jdbc:postgresql://h/m?..., user=u]");
    }
}
