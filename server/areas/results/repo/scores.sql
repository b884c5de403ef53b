-- countsOf, all channels
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from (
	select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from "score_day"
	where workspace_id = $1
		and touchpoint_id = any($2::uuid[])
		and day >= $3
		and day <= $4
) as counted
group by touchpoint_id, definition_id;

-- countsOf, one channel
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from (
	select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from "score_day"
	where workspace_id = $1
		and touchpoint_id = any($2::uuid[])
		and channel = $3
		and day >= $4
		and day <= $5
) as counted
group by touchpoint_id, definition_id;

-- countsOf, codes of one place
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from (
	select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from "score_day_by"
	where workspace_id = $1
		and touchpoint_id = any($2::uuid[])
		and dimension = 'place'
		and value = any($3::text[])
		and day >= $4
		and day <= $5
) as counted
group by touchpoint_id, definition_id;

-- countsOf, one language
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from (
	select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from "score_day_by"
	where workspace_id = $1
		and touchpoint_id = any($2::uuid[])
		and dimension = 'language'
		and value = $3
		and day >= $4
		and day <= $5
) as counted
group by touchpoint_id, definition_id;

-- countsOf, months and days
select month::text as month
from score_month_kept
where workspace_id = $1
order by 1;

select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from (
	select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from "score_day"
	where workspace_id = $1
		and touchpoint_id = any($2::uuid[])
		and day >= $3
		and day <= $4
	union all
	select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from "score_day"
	where workspace_id = $5
		and touchpoint_id = any($6::uuid[])
		and day >= $7
		and day <= $8
	union all
	select touchpoint_id, definition_id, first, last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from "score_month"
	where workspace_id = $9
		and touchpoint_id = any($10::uuid[])
		and month = any($11::date[])
) as counted
group by touchpoint_id, definition_id;

-- countsByTime, by day
select "definition_id" as "definitionId",
	(day)::text as "day",
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as "histogram"
from "score_day"
where "workspace_id" = $1
	and "touchpoint_id" = $2
	and definition_id = any($3::uuid[])
	and "day" >= $4
	and "day" <= $5
group by "definition_id", day;

-- countsByTime, by week, one channel
select "definition_id" as "definitionId",
	(date_trunc('week', day)::date)::text as "day",
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as "histogram"
from "score_day"
where "workspace_id" = $1
	and channel = $2
	and "touchpoint_id" = $3
	and definition_id = any($4::uuid[])
	and "day" >= $5
	and "day" <= $6
group by "definition_id", date_trunc('week', day)::date;

-- countsByTime, by month
select "definition_id" as "definitionId",
	(date_trunc('month', day)::date)::text as "day",
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as "histogram"
from "score_day"
where "workspace_id" = $1
	and "touchpoint_id" = $2
	and definition_id = any($3::uuid[])
	and "day" >= $4
	and "day" <= $5
group by "definition_id", date_trunc('month', day)::date;

-- extentsOf, all channels
select month::text as month
from score_month_kept
where workspace_id = $1
order by 1;

select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	min(first)::text as first,
	max(last)::text as last,
	sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10)::integer as n,
	coalesce(
		sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) filter (where last < $1),
		0
	)::integer as before,
	coalesce(
		sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) filter (where first > $2),
		0
	)::integer as after
from (
	select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from "score_day"
	where workspace_id = $3
		and touchpoint_id = any($4::uuid[])
		and day <= $5
	union all
	select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from "score_day"
	where workspace_id = $6
		and touchpoint_id = any($7::uuid[])
		and day >= $8
	union all
	select touchpoint_id, definition_id, first, last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from "score_month"
	where workspace_id = $9
		and touchpoint_id = any($10::uuid[])
		and month = any($11::date[])
) as counted
where (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) > 0
group by touchpoint_id, definition_id;

-- extentsOf, one channel
select month::text as month
from score_month_kept
where workspace_id = $1
order by 1;

select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	min(first)::text as first,
	max(last)::text as last,
	sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10)::integer as n,
	coalesce(
		sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) filter (where last < $1),
		0
	)::integer as before,
	coalesce(
		sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) filter (where first > $2),
		0
	)::integer as after
from (
	select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from "score_day"
	where workspace_id = $3
		and touchpoint_id = any($4::uuid[])
		and channel = $5
) as counted
where (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) > 0
group by touchpoint_id, definition_id;

-- countsByDay, all channels
select day::text as "day",
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as "histogram"
from "score_day"
where "workspace_id" = $1
	and touchpoint_id = any($2::uuid[])
	and "definition_id" = $3
	and "day" >= $4
	and "day" <= $5
group by "day"
order by "day";

-- countsByDay, one language
select day::text as "day",
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as "histogram"
from "score_day_by"
where "workspace_id" = $1
	and dimension = 'language'
	and value = $2
	and touchpoint_id = any($3::uuid[])
	and "definition_id" = $4
	and "day" >= $5
	and "day" <= $6
group by "day"
order by "day";

-- definitionsCounted
select d.id
from metric_definition d
where d.workspace_id = $1
	and exists (
		select
		from unnest($2::uuid[]) as t (id), lateral (
			select
			from score_day s
			where s.workspace_id = d.workspace_id
				and s.touchpoint_id = t.id
				and s.definition_id = d.id
			limit 1
		) as counted
	);

-- countsByCode
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	"value" as "collectorId",
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as "histogram"
from "score_day_by"
where "workspace_id" = $1
	and "dimension" = $2
	and touchpoint_id = any($3::uuid[])
	and "day" >= $4
	and "day" <= $5
group by "touchpoint_id", "definition_id", "value";

-- countsBySlice
select 'channel' as dimension,
	channel as value,
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from score_day
where workspace_id = $1
	and touchpoint_id = any($2::uuid[])
	and definition_id = $3
	and day >= $4
	and day <= $5
group by channel
union all
select dimension,
	value,
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from score_day_by
where workspace_id = $6
	and touchpoint_id = any($7::uuid[])
	and definition_id = $8
	and day >= $9
	and day <= $10
	and dimension in ('place', 'language')
group by dimension, value;

-- sliceTotals, by channel
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	slice,
	sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10)::integer as n
from (
	select touchpoint_id,
		definition_id,
		channel as slice,
		day as first,
		day as last,
		s0,
		s1,
		s2,
		s3,
		s4,
		s5,
		s6,
		s7,
		s8,
		s9,
		s10
	from "score_day"
	where workspace_id = $1
		and touchpoint_id = any($2::uuid[])
		and day >= $3
		and day <= $4
) as counted
group by touchpoint_id, definition_id, slice;

-- sliceTotals, by language
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	slice,
	sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10)::integer as n
from (
	select touchpoint_id,
		definition_id,
		value as slice,
		day as first,
		day as last,
		s0,
		s1,
		s2,
		s3,
		s4,
		s5,
		s6,
		s7,
		s8,
		s9,
		s10
	from "score_day_by"
	where workspace_id = $1
		and touchpoint_id = any($2::uuid[])
		and dimension = 'language'
		and day >= $3
		and day <= $4
) as counted
group by touchpoint_id, definition_id, slice;

-- countsByBand, by channel
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	channel as "slice",
	width_bucket(day, $1::date[]) as "band",
	sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10)::integer as "n"
from "score_day" as "score_day"
where "workspace_id" = $2
	and touchpoint_id = any($3::uuid[])
group by "touchpoint_id", "definition_id", "slice", "band";

-- countsByBand, by language
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	value as "slice",
	width_bucket(day, $1::date[]) as "band",
	sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10)::integer as "n"
from "score_day_by" as "score_day"
where "workspace_id" = $2
	and touchpoint_id = any($3::uuid[])
	and dimension = 'language'
group by "touchpoint_id", "definition_id", "slice", "band";

-- countsByBand, by codes
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	value as "slice",
	width_bucket(day, $1::date[]) as "band",
	sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10)::integer as "n"
from "score_day_by" as "score_day"
where "workspace_id" = $2
	and touchpoint_id = any($3::uuid[])
	and dimension = 'place'
	and value = any($4::text[])
group by "touchpoint_id", "definition_id", "slice", "band";

-- firstDayOf
select min(d.day)::text as first
from unnest($1::uuid[]) as t (id), lateral (
	select day
	from score_day
	where workspace_id = $2
		and touchpoint_id = t.id
		and (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) > 0
	order by day
	limit 1
) as d;
