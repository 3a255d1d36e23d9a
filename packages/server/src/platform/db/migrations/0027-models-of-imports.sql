-- What an import of content did to the model folder: its folder, the files of before (null: there was none) and the versions it wrote.
alter table content_imports add column models jsonb;
