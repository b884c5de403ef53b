-- stagesOf
with asked as (
	select c.workspace_id,
		c.id,
		case when known.at is null then $1::date else greatest(
			$2::date,
			(known.at at time zone $3)::date
		) end as since,
		known.at as known_since
	from collector c, lateral (
		select case when c.channel = any($4::text[]) then c.stages_since end as at
	) known
	where c.workspace_id = $5
		and c.touchpoint_id = any($6::uuid[])
)
select a.id,
	a.since::text as since,
	coalesce(d.views, 0)::int as views,
	coalesce(d.starts, 0)::int as starts,
	(
	select count(*)::int
	from response r
	where r.workspace_id = a.workspace_id
		and r.collector_id = a.id
		and not r.left_out
		and r.day >= a.since
		and r.submitted_at >= coalesce(a.known_since, a.since - 1)
) as answers, (
	select r.submitted_at
	from response r
	where r.workspace_id = a.workspace_id
		and r.collector_id = a.id
		and not r.left_out
	order by r.submitted_at desc, r.id desc
	limit 1
) as last_at
from asked a
left join lateral (
	select sum(d.views) as views, sum(d.starts) as starts
	from collector_day d
	where d.workspace_id = a.workspace_id
		and d.collector_id = a.id
		and d.day >= a.since
) d on true;

-- testsOf
select count(*)::int as "n"
from "response"
where "workspace_id" = $1
	and "touchpoint_id" = $2
	and "mark" = $3
	and "submitted_at" >= $4::date - 1
	and "day" >= $5;
