-- The token that a run was begun with: it goes on as long as the token counts. No reference, for that the token is gone has to be seen.
alter table app_runs add column token_id uuid;
