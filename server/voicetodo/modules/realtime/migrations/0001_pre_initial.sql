-- The feed of each user, and how far it has come.
-- depends:

-- migrate: apply

CREATE TABLE heads (
    user_id uuid PRIMARY KEY,
    seq bigint NOT NULL
);

CREATE TABLE feed (
    user_id uuid NOT NULL,
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    name text NOT NULL,
    occurred_at timestamptz NOT NULL,
    payload text NOT NULL,
    PRIMARY KEY (user_id, seq)
);

CREATE INDEX feed_by_age ON feed (occurred_at);

-- migrate: rollback

DROP TABLE feed;
DROP TABLE heads;
