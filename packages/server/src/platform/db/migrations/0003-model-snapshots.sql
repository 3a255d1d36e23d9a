-- Compiled explores are kept as the text of a snapshot. They are read whole and never searched: jsonb took them apart
-- and put them together again for nothing.
alter table project_models alter column explores type json using explores::json;
