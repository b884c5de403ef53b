-- countVisits
with given as (
	select g."workspaceId" as workspace_id,
		g.id,
		g."collectorId" as collector_id,
		bool_or(g.started) as started,
		min(g.at) as at
	from jsonb_to_recordset($1::jsonb) as g(
		"workspaceId" uuid,
		"collectorId" uuid,
		id uuid,
		started boolean,
		at timestamptz
	)
	group by 1, 2, 3
),
news as (
	insert into visit as v (workspace_id, id, collector_id, day, started, at)
	select g.workspace_id, g.id, g.collector_id, (g.at at time zone w.time_zone)::date, g.started, g.at
	from given g
	join workspace w on w.workspace_id = g.workspace_id
	order by g.workspace_id, g.id
	on conflict (workspace_id, id) do update set started = true
	where excluded.started
		and not v.started
		and v.collector_id = excluded.collector_id
	returning v.workspace_id, v.collector_id, v.day, v.started, v.xmax = 0 as fresh
)
insert into collector_day as d (workspace_id, collector_id, day, views, starts)
select workspace_id, collector_id, day, count(*) filter (where fresh), count(*) filter (where started)
from news
group by 1, 2, 3
order by 1, 2, 3
on conflict (workspace_id, collector_id, day) do update set views = d.views + excluded.views,
	starts = d.starts + excluded.starts;

-- purgeVisits
delete from "visit"
where "at" < $1;
