/** What a user of the command might write. */
package com.example;
