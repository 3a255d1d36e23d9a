-- What is looked for when a session or a person goes: sessions go all the time, and these tables keep what is over.
create index impersonations_session on impersonations (session_hash) where session_hash is not null;
create index personal_access_tokens_created_by on personal_access_tokens (created_by) where created_by is not null;
