-- workspacesWithCounts
select "workspace_id"
from "workspace"
order by "workspace_id";

-- monthsToFold
select month::date::text as month
from generate_series((
	select date_trunc('month', least((
		select min(day)
		from score_day
		where workspace_id = $1
	), (
		select min(month)
		from score_month_kept
		where workspace_id = $2
	)))
), date_trunc('month', current_date - 40::integer) - interval '1 month', interval '1 month') month
where not exists (
	select
	from score_month_kept k
	where k.workspace_id = $3
		and k.month = month::date
)
order by 1;

-- foldMonths
select pg_advisory_xact_lock(hashtextextended('months ' || $1::text, 0));

delete from "score_month"
where workspace_id = $1
	and month >= $2::date
	and month <= $3::date;

insert into "score_month" (
	workspace_id,
	touchpoint_id,
	definition_id,
	channel,
	month,
	first,
	last,
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
)
select workspace_id,
	touchpoint_id,
	definition_id,
	channel,
	date_trunc('month', day)::date,
	min(day),
	max(day),
	sum(s0)::integer,
	sum(s1)::integer,
	sum(s2)::integer,
	sum(s3)::integer,
	sum(s4)::integer,
	sum(s5)::integer,
	sum(s6)::integer,
	sum(s7)::integer,
	sum(s8)::integer,
	sum(s9)::integer,
	sum(s10)::integer
from "score_day"
where workspace_id = $1
	and day >= $2::date
	and day < ($3::date + interval '1 month')::date
	and (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) > 0
group by workspace_id, touchpoint_id, definition_id, channel, date_trunc('month', day);

delete from "score_month_by"
where workspace_id = $1
	and month >= $2::date
	and month <= $3::date;

insert into "score_month_by" (
	workspace_id,
	touchpoint_id,
	dimension,
	value,
	definition_id,
	month,
	first,
	last,
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
)
select workspace_id,
	touchpoint_id,
	dimension,
	value,
	definition_id,
	date_trunc('month', day)::date,
	min(day),
	max(day),
	sum(s0)::integer,
	sum(s1)::integer,
	sum(s2)::integer,
	sum(s3)::integer,
	sum(s4)::integer,
	sum(s5)::integer,
	sum(s6)::integer,
	sum(s7)::integer,
	sum(s8)::integer,
	sum(s9)::integer,
	sum(s10)::integer
from "score_day_by"
where workspace_id = $1
	and day >= $2::date
	and day < ($3::date + interval '1 month')::date
	and (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) > 0
group by workspace_id, touchpoint_id, dimension, value, definition_id, date_trunc('month', day);

insert into score_month_kept (workspace_id, month)
select $1, month::date
from generate_series($2::date, $3::date, interval '1 month') month
on conflict do nothing;

-- proveMonths
select pg_advisory_xact_lock(hashtextextended('months ' || $1::text, 0));

with kept as (
	select month
	from score_month_kept
	where workspace_id = $1
),
truth as (
	select workspace_id,
		touchpoint_id,
		definition_id,
		channel,
		date_trunc('month', day)::date as month,
		sum(s0)::integer as s0,
		sum(s1)::integer as s1,
		sum(s2)::integer as s2,
		sum(s3)::integer as s3,
		sum(s4)::integer as s4,
		sum(s5)::integer as s5,
		sum(s6)::integer as s6,
		sum(s7)::integer as s7,
		sum(s8)::integer as s8,
		sum(s9)::integer as s9,
		sum(s10)::integer as s10
	from "score_day"
	where workspace_id = $2
		and (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) > 0
		and date_trunc('month', day)::date in (
			select month
			from kept
		)
	group by workspace_id, touchpoint_id, definition_id, channel, date_trunc('month', day)
),
folded as (
	select *
	from "score_month"
	where workspace_id = $3
		and month in (
			select month
			from kept
		)
)
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	"channel",
	null as "dimension",
	null as "value",
	month::text as month,
	array[coalesce(f.s0, 0),
	coalesce(f.s1, 0),
	coalesce(f.s2, 0),
	coalesce(f.s3, 0),
	coalesce(f.s4, 0),
	coalesce(f.s5, 0),
	coalesce(f.s6, 0),
	coalesce(f.s7, 0),
	coalesce(f.s8, 0),
	coalesce(f.s9, 0),
	coalesce(f.s10, 0)]::integer[] as counted,
	array[coalesce(t.s0, 0),
	coalesce(t.s1, 0),
	coalesce(t.s2, 0),
	coalesce(t.s3, 0),
	coalesce(t.s4, 0),
	coalesce(t.s5, 0),
	coalesce(t.s6, 0),
	coalesce(t.s7, 0),
	coalesce(t.s8, 0),
	coalesce(t.s9, 0),
	coalesce(t.s10, 0)]::integer[] as actual
from truth t
full join folded f using (workspace_id, touchpoint_id, definition_id, channel, month)
where array[coalesce(f.s0, 0),
	coalesce(f.s1, 0),
	coalesce(f.s2, 0),
	coalesce(f.s3, 0),
	coalesce(f.s4, 0),
	coalesce(f.s5, 0),
	coalesce(f.s6, 0),
	coalesce(f.s7, 0),
	coalesce(f.s8, 0),
	coalesce(f.s9, 0),
	coalesce(f.s10, 0)]::integer[] <> array[coalesce(t.s0, 0),
	coalesce(t.s1, 0),
	coalesce(t.s2, 0),
	coalesce(t.s3, 0),
	coalesce(t.s4, 0),
	coalesce(t.s5, 0),
	coalesce(t.s6, 0),
	coalesce(t.s7, 0),
	coalesce(t.s8, 0),
	coalesce(t.s9, 0),
	coalesce(t.s10, 0)]::integer[]
order by month, "touchpointId", "definitionId";

with kept as (
	select month
	from score_month_kept
	where workspace_id = $1
),
truth as (
	select workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		date_trunc('month', day)::date as month,
		sum(s0)::integer as s0,
		sum(s1)::integer as s1,
		sum(s2)::integer as s2,
		sum(s3)::integer as s3,
		sum(s4)::integer as s4,
		sum(s5)::integer as s5,
		sum(s6)::integer as s6,
		sum(s7)::integer as s7,
		sum(s8)::integer as s8,
		sum(s9)::integer as s9,
		sum(s10)::integer as s10
	from "score_day_by"
	where workspace_id = $2
		and (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) > 0
		and date_trunc('month', day)::date in (
			select month
			from kept
		)
	group by workspace_id, touchpoint_id, dimension, value, definition_id, date_trunc('month', day)
),
folded as (
	select *
	from "score_month_by"
	where workspace_id = $3
		and month in (
			select month
			from kept
		)
)
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	null as "channel",
	"dimension",
	"value",
	month::text as month,
	array[coalesce(f.s0, 0),
	coalesce(f.s1, 0),
	coalesce(f.s2, 0),
	coalesce(f.s3, 0),
	coalesce(f.s4, 0),
	coalesce(f.s5, 0),
	coalesce(f.s6, 0),
	coalesce(f.s7, 0),
	coalesce(f.s8, 0),
	coalesce(f.s9, 0),
	coalesce(f.s10, 0)]::integer[] as counted,
	array[coalesce(t.s0, 0),
	coalesce(t.s1, 0),
	coalesce(t.s2, 0),
	coalesce(t.s3, 0),
	coalesce(t.s4, 0),
	coalesce(t.s5, 0),
	coalesce(t.s6, 0),
	coalesce(t.s7, 0),
	coalesce(t.s8, 0),
	coalesce(t.s9, 0),
	coalesce(t.s10, 0)]::integer[] as actual
from truth t
full join folded f using (workspace_id, touchpoint_id, dimension, value, definition_id, month)
where array[coalesce(f.s0, 0),
	coalesce(f.s1, 0),
	coalesce(f.s2, 0),
	coalesce(f.s3, 0),
	coalesce(f.s4, 0),
	coalesce(f.s5, 0),
	coalesce(f.s6, 0),
	coalesce(f.s7, 0),
	coalesce(f.s8, 0),
	coalesce(f.s9, 0),
	coalesce(f.s10, 0)]::integer[] <> array[coalesce(t.s0, 0),
	coalesce(t.s1, 0),
	coalesce(t.s2, 0),
	coalesce(t.s3, 0),
	coalesce(t.s4, 0),
	coalesce(t.s5, 0),
	coalesce(t.s6, 0),
	coalesce(t.s7, 0),
	coalesce(t.s8, 0),
	coalesce(t.s9, 0),
	coalesce(t.s10, 0)]::integer[]
order by month, "touchpointId", "definitionId";

delete from score_month_kept
where workspace_id = $1
	and month = any($2::date[]);
