-- In which language somebody is written to; null: they have not said yet.
alter table users add column language text check (language in ('en', 'de'));
