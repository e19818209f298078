-- Passwords that are to be set anew by a link in a letter, of which nothing is stored.
-- depends: 0006_pre_keys_sign_later

-- migrate: apply
create table password_resets (
    id uuid primary key,
    -- as it was typed by whoever asked, in lower case; whether somebody has it is looked up when the letter is written
    email_key text not null,
    created_at timestamptz not null,
    -- whose letter was written, and until when its link is good
    user_id uuid references users (id) on delete cascade,
    expires_at timestamptz,
    used_at timestamptz
);

create index password_resets_of_user on password_resets (user_id, created_at desc) where user_id is not null;
create index password_resets_old on password_resets (created_at);

-- migrate: rollback
drop table password_resets;
