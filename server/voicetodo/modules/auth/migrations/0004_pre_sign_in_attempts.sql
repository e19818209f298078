-- How often somebody guessed, so that all processes slow them down together; and since when devices are trusted.
-- depends: 0003_pre_personal_tokens

-- migrate: apply
-- Unlogged: after a crash of the database everybody starts anew, and a flood of guesses writes no log.
create unlogged table sign_in_attempts (
    -- HMAC-SHA256 of what is counted: an account, an address, both together, or a device
    key bytea primary key,
    failures integer not null,
    last_at timestamptz not null
);

create index sign_in_attempts_old on sign_in_attempts (last_at);

-- Devices that signed in before this moment are strangers again.
alter table users add column trusted_since timestamptz;

-- migrate: rollback
alter table users drop column trusted_since;
drop table sign_in_attempts;
