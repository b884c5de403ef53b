-- listBatches
select "b"."id",
	"b"."collector_id",
	"c"."code",
	"b"."name",
	"b"."total",
	"b"."parameters",
	"b"."expires_at",
	"b"."revoked_at",
	"b"."created_at",
	(
	select count(*)::int
	from personal_link l
	where l.workspace_id = b.workspace_id
		and l.batch_id = b.id
) as "links", (
	select count(*)::int
	from personal_link l
	join response r on r.workspace_id = l.workspace_id
		and r.id = l.id
		and r.month = wayfelt_month_of(l.id)
	where l.workspace_id = b.workspace_id
		and l.batch_id = b.id
) as "used"
from "link_batch" as "b"
inner join "collector" as "c" on "c"."workspace_id" = "b"."workspace_id"
	and "c"."id" = "b"."collector_id"
where "b"."workspace_id" = $1
	and "b"."collector_id" = $2
order by "b"."id" desc;

-- findBatch
select "b"."id",
	"b"."collector_id",
	"c"."code",
	"b"."name",
	"b"."total",
	"b"."parameters",
	"b"."expires_at",
	"b"."revoked_at",
	"b"."created_at",
	(
	select count(*)::int
	from personal_link l
	where l.workspace_id = b.workspace_id
		and l.batch_id = b.id
) as "links", (
	select count(*)::int
	from personal_link l
	join response r on r.workspace_id = l.workspace_id
		and r.id = l.id
		and r.month = wayfelt_month_of(l.id)
	where l.workspace_id = b.workspace_id
		and l.batch_id = b.id
) as "used"
from "link_batch" as "b"
inner join "collector" as "c" on "c"."workspace_id" = "b"."workspace_id"
	and "c"."id" = "b"."collector_id"
where "b"."workspace_id" = $1
	and "b"."id" = $2;

-- insertBatch
insert into "link_batch" (
	"workspace_id",
	"id",
	"collector_id",
	"name",
	"total",
	"parameters",
	"expires_at",
	"created_by",
	"created_at",
	"revoked_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- insertLinks
insert into personal_link (workspace_id, id, batch_id, nr, customer_id, parameters)
select $1, n.id, $2, n.nr, n."customerId", n.parameters
from jsonb_to_recordset($3::jsonb) as n(id uuid, nr integer, "customerId" uuid, parameters jsonb);

-- revokeBatch
update "link_batch"
set "revoked_at" = $1
where "workspace_id" = $2
	and "id" = $3
	and "revoked_at" is null;

-- linksOf
select l.nr, l.id, l.parameters, c.name, (
	select i.value
	from customer_identity i
	where i.workspace_id = l.workspace_id
		and i.customer_id = l.customer_id
		and i.kind = $1
	order by i.value
	limit 1
) as external, (
	select i.value
	from customer_identity i
	where i.workspace_id = l.workspace_id
		and i.customer_id = l.customer_id
		and i.kind = $2
	order by i.value
	limit 1
) as email, (
	select r.submitted_at
	from response r
	where r.workspace_id = l.workspace_id
		and r.id = l.id
		and r.month = wayfelt_month_of(l.id)
) as answered_at
from personal_link l
left join customer c on c.workspace_id = l.workspace_id
	and c.id = l.customer_id
where l.workspace_id = $3
	and l.batch_id = $4
	and l.nr > $5
order by l.nr
limit $6;

-- linkNow
select b.revoked_at is not null as revoked, l.customer_id, l.parameters, exists (
	select
	from response r
	where r.workspace_id = l.workspace_id
		and r.id = l.id
)
	or exists (
		select
		from removed_response x
		where x.workspace_id = l.workspace_id
			and x.id = l.id
	) as used
from personal_link l
join link_batch b on b.workspace_id = l.workspace_id
	and b.id = l.batch_id
where l.workspace_id = $1
	and l.id = $2
	and b.collector_id = $3;
