-- What was said and what came of it.
-- depends:

-- migrate: apply

CREATE TABLE commands (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('audio', 'text')),
    transcript text NOT NULL,
    timezone text NOT NULL,
    -- When it was said: "tomorrow" counts from here.
    captured_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    processed_at timestamptz,
    undone_at timestamptz,
    -- What was understood and is to be done; written before any of it is done, so that a repeat does the same.
    plan jsonb NOT NULL,
    -- The answer as it was given: interpretation, results, reply, timings.
    outcome jsonb,
    -- Questions not yet answered, the next one first.
    questions jsonb NOT NULL DEFAULT '[]',
    answered int NOT NULL DEFAULT 0,
    -- What the answer under way comes to; written before any of it is done, as the plan is.
    answer jsonb,
    -- Ids under which todos were changed, in order; undone in reverse.
    change_sets uuid[] NOT NULL DEFAULT '{}',
    -- Todos that were shown, in order: "the second one" counts here.
    shown uuid[] NOT NULL DEFAULT '{}'
);

CREATE INDEX commands_of_user ON commands (user_id, created_at DESC, id DESC);

-- migrate: rollback

DROP TABLE commands;
