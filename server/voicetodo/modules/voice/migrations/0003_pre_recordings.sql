-- Recordings of those who agreed that theirs are kept.
-- depends: 0002_pre_commands_by_age

-- migrate: apply

-- As `auth` told: who is here agrees.
CREATE TABLE recording_consents (
    user_id uuid PRIMARY KEY
);

CREATE TABLE recordings (
    command_id uuid PRIMARY KEY REFERENCES commands (id) ON DELETE CASCADE,
    user_id uuid NOT NULL,
    media_type text NOT NULL,
    -- of the recording, not of what lies under the key: that is sealed
    size bigint NOT NULL CHECK (size >= 0),
    created_at timestamptz NOT NULL,
    blob_key text NOT NULL UNIQUE
);

CREATE INDEX recordings_of_user ON recordings (user_id, created_at DESC, command_id DESC);
CREATE INDEX recordings_by_age ON recordings (created_at);

-- Keys of blobs that nothing points at any more, to be removed: written by whatever took the row away.
CREATE TABLE blobs_left (
    key text PRIMARY KEY,
    left_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION leave_blob() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO blobs_left (key) VALUES (old.blob_key) ON CONFLICT DO NOTHING;
    RETURN old;
END $$;

CREATE TRIGGER recordings_leave_blobs AFTER DELETE ON recordings FOR EACH ROW EXECUTE FUNCTION leave_blob();

-- migrate: rollback

DROP TABLE recordings;
DROP FUNCTION leave_blob;
DROP TABLE blobs_left;
DROP TABLE recording_consents;
