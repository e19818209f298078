-- What people are asked to agree to, and what they answered.
-- depends: 0009_pre_authentication_times

-- migrate: apply
-- Word for word, as each version was asked: what somebody agreed to can be shown to them for as long as they are here.
create table consent_texts (
    purpose text not null,
    version text not null,
    title text not null,
    body text not null,
    first_asked_at timestamptz not null,
    primary key (purpose, version)
);

-- Rows are added, and never changed: the last one for a purpose is how it stands.
create table consents (
    id uuid primary key,
    user_id uuid not null references users (id) on delete cascade,
    purpose text not null,
    version text not null,
    is_given boolean not null,
    at timestamptz not null,
    address text not null,
    user_agent text not null,
    foreign key (purpose, version) references consent_texts (purpose, version)
);

create index consents_of_user on consents (user_id, purpose, id desc);

-- migrate: rollback
drop table consents;
drop table consent_texts;
