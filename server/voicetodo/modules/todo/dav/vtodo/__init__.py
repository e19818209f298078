"""A todo as other people's clients write it: VTODO (RFC 5545) there and back. Pure: text in, values out."""
