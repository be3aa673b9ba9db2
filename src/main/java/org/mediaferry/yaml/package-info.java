/** Small YAML files of data, read so that a message can name the line of what is wrong. */
package org.mediaferry.yaml;
