"""The table of rights: what roles allow, and what tokens made for programs can be made for."""

from typing import Final

from voicetodo.kit.rights import Rights

_READ = {
    "users:read": "Find people's accounts and see their state",
    "audit:read": "Read, export and verify the audit log",
    "jobs:read": "See background jobs and those that failed",
    "flags:read": "See feature flags",
    "health:read": "See how the installation is doing",
}
_SUPPORT = {
    "users:sign_out": "Sign somebody out everywhere",
    "jobs:retry": "Run a failed job again",
}
_ADMIN = {
    "users:suspend": "Suspend an account, and restore it",
    "users:roles": "Give and take roles",
    "flags:write": "Change feature flags",
    "jobs:cancel": "Stop a job, and discard events that a module could not hear",
    "limits:write": "Change what each plan may use",
    "announcements:write": "Write announcements",
    "letters:test": "Have a test letter sent to yourself",
    "maintenance:write": "Begin and end maintenance",
}

RIGHTS: Final = Rights(
    scopes={
        "profile": "See your name, e-mail address and time zone",
        "todos:read": "See your tasks, lists, labels, comments and files, and what others share with you",
        "todos:write": "Add, change and delete tasks, lists, labels, comments and files",
        "sharing": "See invitations, invite others to your lists, and answer invitations for you",
        "voice": "Give commands in your name, which read and change your tasks, and see earlier ones",
    },
    permissions={**_READ, **_SUPPORT, **_ADMIN},
    roles={
        "user": frozenset(),
        "support": frozenset({**_READ, **_SUPPORT}),
        "admin": frozenset({**_READ, **_SUPPORT, **_ADMIN}),
    },
    # Routes of `auth` and `admin` are not here: they are no program's business unless they name a scope themselves.
    scopes_of_tags={"todo": ("todos:read", "todos:write"), "voice": ("voice", "voice")},
)
