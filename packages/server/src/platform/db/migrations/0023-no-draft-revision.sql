-- Drafts lie beside revisions since 0017: the newest revision is the published one, and this number said the same twice.
alter table resources drop column draft_revision;
