-- Comments lie on tiles of dashboards and on cells of notebooks: a part of a piece of content.
alter table comments rename column dashboard_id to resource_id;
alter table comments rename column tile_id to part_id;
alter index comments_dashboard rename to comments_resource;
