-- customersKnownAs
select c.workspace_id as "workspaceId", c.id, c.name, c.created_at as "createdAt", coalesce((
	select json_agg(json_build_object('kind', i.kind, 'value', i.value) order by i.kind, i.value)
	from customer_identity i
	where i.workspace_id = c.workspace_id
		and i.customer_id = c.id
), '[]') as identities
from customer c
where c.workspace_id = coalesce($1::uuid, c.workspace_id)
	and (c.id = $2::uuid or exists (
		select
		from jsonb_to_recordset($3::jsonb) as k(kind text, value text)
		join customer_identity i on i.workspace_id = c.workspace_id
			and i.kind = k.kind
			and i.value = k.value
		where i.customer_id = c.id
	))
order by c.workspace_id, c.id;

-- erasedAt, in all workspaces
select "at"
from "erasure"
where "customer_id" = $1;

-- erasedAt, in one
select "at"
from "erasure"
where "customer_id" = $1
	and "workspace_id" = $2;

-- holdingsOf
select count(*) as responses, count(*) filter (where r.has_text) as texts, (
	select count(*)
	from event
	where workspace_id = $1
		and customer_id = $2
) as events
from response r
where r.workspace_id = $3
	and r.customer_id = $4;

-- mapsNaming
select title
from journey
where workspace_id = $1
	and deleted_at is null
	and exists (
		select
		from unnest($2::text[]) as word
		where position(lower(word) in search_text) > 0
	)
order by title;

-- lockCustomer
select "id"
from "customer"
where "workspace_id" = $1
	and "id" = $2
for update;

-- responsesOf
select "id"
from "response"
where "workspace_id" = $1
	and "customer_id" = $2
order by "id";

-- channelMarksOf
select "value"
from "customer_identity"
where "workspace_id" = $1
	and "customer_id" = $2
	and "kind" = $3;

-- detachEvents
update "event"
set "customer_id" = $1, "properties" = $2
where "workspace_id" = $3
	and "customer_id" = $4;

-- deleteCustomer
delete from "customer"
where "workspace_id" = $1
	and "id" = $2;

-- noteErasure
insert into "erasure" ("workspace_id", "customer_id", "at", "responses_kept", "responses_removed", "events")
values ($1, $2, $3, $4, $5, $6)
on conflict ("workspace_id", "customer_id") do update set "at" = $7,
	"responses_kept" = $8,
	"responses_removed" = $9,
	"events" = $10;
