/**
 * The short way for the requests of which a copy is made: get, put and head of one object, over a lean HTTP engine
 * (HttpComponents Core). What it does not understand goes to the SDK's client behind it. Nothing here knows of objects
 * and rows.
 */
package org.mediaferry.lean;
