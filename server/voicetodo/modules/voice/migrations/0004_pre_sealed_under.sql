-- Which key each recording is sealed under, so that keys can be replaced without reading all recordings.
-- depends: 0003_pre_recordings

-- migrate: apply

-- Until now everything was sealed in a format that tells no key.
ALTER TABLE recordings ADD COLUMN sealed_under text NOT NULL DEFAULT 'first-format';

-- A recording that is sealed under another key lies elsewhere from then on.
CREATE TRIGGER recordings_leave_former_blobs AFTER UPDATE OF blob_key ON recordings FOR EACH ROW
    WHEN (old.blob_key <> new.blob_key) EXECUTE FUNCTION leave_blob();

-- migrate: rollback

DROP TRIGGER recordings_leave_former_blobs ON recordings;
ALTER TABLE recordings DROP COLUMN sealed_under;
