-- tagsOf
select "response_id", "tag"
from "response_tag"
where "workspace_id" = $1
	and response_id = any($2::uuid[])
order by "tag";

-- allTags
select "tag", count(*) as "n"
from "response_tag"
where "workspace_id" = $1
group by "tag"
order by "tag"
limit $2;

-- addTags
with tagged as (
	select id
	from response
	where workspace_id = $1
		and id = any($2::uuid[])
	order by id
	for key share
)
insert into response_tag (workspace_id, response_id, tag, added_by)
select $3, r.id, t.tag, $4
from tagged r
cross join unnest($5::text[]) as t(tag)
on conflict do nothing;

-- removeTags
delete from "response_tag"
where "workspace_id" = $1
	and response_id = any($2::uuid[])
	and tag = any($3::text[]);

-- listViews
select "id", "name", "query", "created_by"
from "response_view"
where "workspace_id" = $1
order by "name";

-- keepView
insert into "response_view" ("workspace_id", "id", "name", "query", "created_by")
values ($1, $2, $3, $4, $5)
on conflict on constraint "one_view_a_name" do update set "query" = $6, "created_by" = $7
returning "id", "name", "query", "created_by";

-- deleteView
delete from "response_view"
where "workspace_id" = $1
	and "id" = $2
returning "id";

-- noteCorrections
insert into "response_correction" (
	"workspace_id",
	"id",
	"response_id",
	"change",
	"why",
	"before",
	"after",
	"undoes",
	"made_by",
	"made_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- correctionsOf
select "id", "change", "why", "before", "after", "undoes", "made_by", "made_at"
from "response_correction"
where "workspace_id" = $1
	and "response_id" = $2
order by "made_at" desc, "id" desc;
