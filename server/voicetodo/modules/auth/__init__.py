"""Who people are: accounts, passwords, sessions and the access tokens every module accepts.

Owns the schema `auth`. No answer tells whether an address has an account. A password is stored as an argon2id hash, a
refresh token as a digest, a signing key sealed: the database alone opens no door.
"""
