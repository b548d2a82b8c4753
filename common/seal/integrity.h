/* The digest of a text as browsers compare it: in a Content-Security-Policy. */
#ifndef SEAL_INTEGRITY_H
#define SEAL_INTEGRITY_H

enum { INTEGRITY_TEXT = 52 }; /* bytes with the closing NUL */

/* "sha256-" and the SHA-256 of the text's bytes in base 64. */
void integrity_text(const char *text, char into[INTEGRITY_TEXT]);

#endif
