"""What this module keeps of somebody, as it is told to them.

All that is in a space of theirs, and their own words wherever they lie. What others wrote in their own lists stays
theirs, though it may be read there.
"""

from typing import Final

from voicetodo.kit.personal_data import PersonalPart, Telling

ATTACHMENTS: Final = PersonalPart(
    name="attachments",
    title="Files",
    about="Files of your tasks, and those that you brought to tasks of others.",
    has_files=True,
)

TOLD: Final = (
    Telling(
        part=PersonalPart(name="todos", title="Tasks", about="Those in the trash, too."),
        tables=("todos",),
        source="todos",
        columns="id",
        value="document",
    ),
    Telling(
        part=PersonalPart(name="categories", title="Lists"),
        tables=("categories",),
        source="categories",
        columns=(
            "id, name, description, color, parent_id, is_favorite, position, archived_at, created_at, updated_at,"
            " version"
        ),
    ),
    Telling(
        part=PersonalPart(name="sections", title="Sections of lists"),
        tables=("sections",),
        source="sections",
        columns="id, category_id, name, position, created_at, updated_at, version",
    ),
    Telling(
        part=PersonalPart(name="labels", title="Labels"),
        tables=("labels",),
        source="labels",
        columns="id, name, color, version",
    ),
    Telling(
        part=PersonalPart(name="filters", title="Filters"),
        tables=("filters",),
        source="filters",
        columns="id, name, query, color, is_favorite, position, created_at, updated_at, version",
    ),
    Telling(
        part=PersonalPart(
            name="comments", title="Comments", about="What you said, and what was said about your own tasks."
        ),
        tables=("comments",),
        source="comments",
        columns=(
            "id, todo_id, body, author_id = $1 as is_mine, coalesce(author_name, case when author_id <> $1 then"
            " (select name from people where people.user_id = author_id) end) as author, created_at, edited_at"
        ),
        whose="(user_id = $1 or author_id = $1)",
    ),
    Telling(
        part=ATTACHMENTS,
        tables=("attachments",),
        source="attachments",
        columns=(
            "id, todo_id, comment_id, name, media_type, size, sha256, author_id = $1 as is_mine, author_name,"
            " created_at"
        ),
        whose="(user_id = $1 or author_id = $1)",
        file_name="name",
    ),
    Telling(
        part=PersonalPart(name="members", title="With whom you share"),
        tables=("shares",),
        source="shares left join people on people.user_id = member_id",
        columns="category_id, name as member, role, joined_at",
        whose="shares.user_id = $1",
        key="category_id::text || '/' || member_id::text",
        kind="text",
    ),
    Telling(
        part=PersonalPart(
            name="shared-with-me",
            title="What others share with you",
            about="The tasks in these lists belong to whoever owns them, and are not in here.",
        ),
        tables=("shares",),
        source=(
            "shares join categories on categories.user_id = shares.user_id and categories.id = category_id"
            " left join people on people.user_id = shares.user_id"
        ),
        columns="category_id, categories.name, people.name as owner, role, joined_at, shares.is_favorite",
        whose="member_id = $1",
        key="category_id",
    ),
    Telling(
        part=PersonalPart(name="left-lists", title="Lists of others that you were in once"),
        tables=("ended_shares",),
        source="ended_shares",
        columns="category_id",
        whose="member_id = $1",
        key="category_id",
    ),
    Telling(
        part=PersonalPart(name="member-decisions", title="Roles that you decided on by hand"),
        tables=("member_decisions",),
        source="member_decisions left join people on people.user_id = member_id",
        columns="category_id, name as member, role, decided_at",
        whose="member_decisions.user_id = $1",
        key="category_id::text || '/' || member_id::text",
        kind="text",
    ),
    Telling(
        part=PersonalPart(name="invitations", title="Invitations to your lists"),
        tables=("invitations",),
        source="invitations",
        columns="id, category_id, role, address, is_reusable, created_at, expires_at",
    ),
    Telling(
        part=PersonalPart(name="teams", title="Teams"),
        tables=("teams", "team_members"),
        source="team_members join teams on teams.id = team_id",
        columns="id, name, role, joined_at",
        whose="member_id = $1",
    ),
    Telling(
        part=PersonalPart(name="team-shares", title="Lists that you share with teams"),
        tables=("team_shares",),
        source="team_shares join teams on teams.id = team_id",
        columns="category_id, name as team, role, shared_at",
        key="category_id::text || '/' || team_id::text",
        kind="text",
    ),
    Telling(
        part=PersonalPart(name="preferences", title="Preferences"),
        tables=("preferences",),
        source="preferences",
        columns="region, first_weekday, hours, completing_parent, updated_at",
        key="user_id",
    ),
    Telling(
        part=PersonalPart(name="activity", title="Activity", about="What happened in your lists, in order."),
        tables=("activity",),
        source="activity left join people on people.user_id = actor_id and actor_id <> $1",
        columns="place, kind, entity_id, verb, at, source, name as by, version, changes",
        whose="activity.user_id = $1",
        key="place",
        kind="bigint",
    ),
    Telling(
        part=PersonalPart(name="change-sets", title="What voice commands changed"),
        tables=("change_sets",),
        source="change_sets",
        columns="id, applied_at, results, reverted_at, revert_results",
    ),
    Telling(
        part=PersonalPart(name="mutations", title="What your devices sent that had been offline"),
        tables=("mutations",),
        source="mutations",
        columns="id, at, status, entity_id, result, refused",
    ),
    Telling(
        part=PersonalPart(name="imports", title="Imports"),
        tables=("imports",),
        source="imports",
        columns=(
            "id, state, format, file_name, timezone, names, notices, reason, created, updated, skipped, failed,"
            " attachment_count, attachment_bytes, created_at, updated_at, approved_at, undone_at"
        ),
    ),
    Telling(
        part=PersonalPart(name="import-rows", title="Rows of imports"),
        tables=("import_rows",),
        source="import_rows",
        columns="import_id, nth, outcome, reason, todo_id, draft, draft_before",
        key="import_id::text || '/' || lpad(nth::text, 10, '0')",
        kind="text",
    ),
    Telling(
        part=PersonalPart(name="import-keys", title="What your tasks were called where they came from"),
        tables=("import_keys",),
        source="import_keys",
        columns="format, todo_id, draft",
        key="format || '/' || encode(key, 'hex')",
        kind="text",
    ),
    Telling(
        part=PersonalPart(name="calendars", title="Calendars", about="Your lists as calendar programs name them."),
        tables=("calendar_names", "calendar_names_left"),
        source=(
            "(select user_id, category_id, name, true as is_now from calendar_names where user_id = $1 union all"
            " select user_id, category_id, name, false from calendar_names_left where user_id = $1) as names"
        ),
        columns="category_id, name, is_now",
        key="name || ' ' || coalesce(category_id::text, '') || is_now",
        kind="text",
    ),
    Telling(
        part=PersonalPart(
            name="calendar-objects", title="Tasks from calendar programs", about="As those programs wrote them."
        ),
        tables=("calendar_objects", "calendar_texts"),
        source="calendar_objects left join calendar_texts using (user_id, todo_id)",
        columns="todo_id, name, uid, parent_uid, content",
        key="todo_id",
    ),
    Telling(
        part=PersonalPart(name="calendar-properties", title="What calendar programs keep with you"),
        tables=("dead_properties",),
        source="dead_properties",
        columns="category_id, todo_id, name, content",
        key="name || ' ' || coalesce(category_id::text, '') || ' ' || coalesce(todo_id::text, '')",
        kind="text",
    ),
)

#: Tables that are told of nowhere, and why.
UNTOLD: Final = {
    "blobs_left": "keys of files that are just being removed",
    "invitations_made": "moments alone, counted for a day",
    "journal_floors": "a number: how far back the activity goes",
    "people": "a copy of the name that the account has",
    "search_changes": "ids of todos that the index is just being told of",
    "search_rebuilds": "how far the installation's index has come",
    "team_decisions": "what those who look after a team decided is the team's; the role itself is told",
}
