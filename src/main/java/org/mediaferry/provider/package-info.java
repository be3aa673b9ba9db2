/** What is known of the companies and programs that speak S3, and where that is published. */
package org.mediaferry.provider;
