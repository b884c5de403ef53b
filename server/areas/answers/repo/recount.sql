-- rebuildCounts
select pg_advisory_xact_lock($1, hashtext($2));

update response r
set day = (r.submitted_at at time zone w.time_zone)::date
from workspace w
where r.workspace_id = $1
	and w.workspace_id = r.workspace_id
	and r.day <> (r.submitted_at at time zone w.time_zone)::date;

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

with truth as (
	select r.workspace_id as workspace_id,
		r.touchpoint_id as touchpoint_id,
		d.dimension as dimension,
		d.value as value,
		e.definition_id::uuid as definition_id,
		r.day as day,
		e.bucket as bucket,
		count(*)::integer as n,
		sum(e.steps) as sum,
		sum(e.steps * e.steps) as squares
	from response r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
	where r.workspace_id = $1
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6, 7
),
kept as (
	select *
	from "number_day_by"
	where workspace_id = $2
),
wrong as materialized (
	select workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day,
		bucket,
		"k".n is not null as stands,
		coalesce("t".n, 0) - coalesce("k".n, 0) as n,
		coalesce("t".sum, 0) - coalesce("k".sum, 0) as sum,
		coalesce("t".squares, 0) - coalesce("k".squares, 0) as squares,
		array[coalesce("k".n, 0),
		coalesce("k".sum, 0),
		coalesce("k".squares, 0)]::numeric[] as counted,
		array[coalesce("t".n, 0),
		coalesce("t".sum, 0),
		coalesce("t".squares, 0)]::numeric[] as actual
	from truth t
	full join kept k using (workspace_id, touchpoint_id, dimension, value, definition_id, day, bucket)
	where array[coalesce("k".n, 0),
		coalesce("k".sum, 0),
		coalesce("k".squares, 0)]::numeric[] <> array[coalesce("t".n, 0),
		coalesce("t".sum, 0),
		coalesce("t".squares, 0)]::numeric[]
),
locked as (
	select c.*
	from "number_day_by" d
	join "wrong" c using (workspace_id, touchpoint_id, dimension, value, definition_id, day, bucket)
	order by d.workspace_id, d.touchpoint_id, d.dimension, d.value, d.definition_id, d.day, d.bucket
	for update of d
),
corrected as (
	update "number_day_by" d
	set n = d.n + c.n, sum = d.sum + c.sum, squares = d.squares + c.squares
	from "locked" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.dimension = c.dimension
		and d.value = c.value
		and d.definition_id = c.definition_id
		and d.day = c.day
		and d.bucket = c.bucket
),
added as (
	insert into "number_day_by" as d (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day,
		bucket,
		n,
		sum,
		squares
	)
	select workspace_id, touchpoint_id, dimension, value, definition_id, day, bucket, n, sum, squares
	from wrong
	where not stands
	order by 1, 2, 3, 4, 5, 6, 7
	on conflict (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day,
		bucket
	) do update set n = d.n + excluded.n,
		sum = d.sum + excluded.sum,
		squares = d.squares + excluded.squares
)
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	null as channel,
	dimension,
	value,
	bucket,
	day::text as day,
	'day' as of,
	counted,
	actual
from wrong
order by touchpoint_id, dimension, value, definition_id, day, bucket;

delete from "number_day_by"
where workspace_id = $1
	and n = 0
	and sum = 0
	and squares = 0;

with truth as (
	select r.workspace_id as workspace_id,
		r.touchpoint_id as touchpoint_id,
		e.definition_id::uuid as definition_id,
		r.channel as channel,
		r.day as day,
		e.bucket as bucket,
		count(*)::integer as n,
		sum(e.steps) as sum,
		sum(e.steps * e.steps) as squares
	from response r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	where r.workspace_id = $1
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6
),
kept as (
	select *
	from "number_day"
	where workspace_id = $2
),
wrong as materialized (
	select workspace_id,
		touchpoint_id,
		definition_id,
		channel,
		day,
		bucket,
		"k".n is not null as stands,
		coalesce("t".n, 0) - coalesce("k".n, 0) as n,
		coalesce("t".sum, 0) - coalesce("k".sum, 0) as sum,
		coalesce("t".squares, 0) - coalesce("k".squares, 0) as squares,
		array[coalesce("k".n, 0),
		coalesce("k".sum, 0),
		coalesce("k".squares, 0)]::numeric[] as counted,
		array[coalesce("t".n, 0),
		coalesce("t".sum, 0),
		coalesce("t".squares, 0)]::numeric[] as actual
	from truth t
	full join kept k using (workspace_id, touchpoint_id, definition_id, channel, day, bucket)
	where array[coalesce("k".n, 0),
		coalesce("k".sum, 0),
		coalesce("k".squares, 0)]::numeric[] <> array[coalesce("t".n, 0),
		coalesce("t".sum, 0),
		coalesce("t".squares, 0)]::numeric[]
),
locked as (
	select c.*
	from "number_day" d
	join "wrong" c using (workspace_id, touchpoint_id, definition_id, channel, day, bucket)
	order by d.workspace_id, d.touchpoint_id, d.definition_id, d.channel, d.day, d.bucket
	for update of d
),
corrected as (
	update "number_day" d
	set n = d.n + c.n, sum = d.sum + c.sum, squares = d.squares + c.squares
	from "locked" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.definition_id = c.definition_id
		and d.channel = c.channel
		and d.day = c.day
		and d.bucket = c.bucket
),
added as (
	insert into "number_day" as d (
		workspace_id,
		touchpoint_id,
		definition_id,
		channel,
		day,
		bucket,
		n,
		sum,
		squares
	)
	select workspace_id, touchpoint_id, definition_id, channel, day, bucket, n, sum, squares
	from wrong
	where not stands
	order by 1, 2, 3, 4, 5, 6
	on conflict (
		workspace_id,
		touchpoint_id,
		definition_id,
		channel,
		day,
		bucket
	) do update set n = d.n + excluded.n,
		sum = d.sum + excluded.sum,
		squares = d.squares + excluded.squares
)
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	channel,
	null as dimension,
	null as value,
	bucket,
	day::text as day,
	'day' as of,
	counted,
	actual
from wrong
order by touchpoint_id, definition_id, channel, day, bucket;

delete from "number_day"
where workspace_id = $1
	and n = 0
	and sum = 0
	and squares = 0;

with truth as (
	select r.workspace_id as workspace_id,
		r.touchpoint_id as touchpoint_id,
		d.dimension as dimension,
		d.value as value,
		e.definition_id::uuid as definition_id,
		r.day as day,
		count(*) filter (where e.score = '0')::integer as s0,
		count(*) filter (where e.score = '1')::integer as s1,
		count(*) filter (where e.score = '2')::integer as s2,
		count(*) filter (where e.score = '3')::integer as s3,
		count(*) filter (where e.score = '4')::integer as s4,
		count(*) filter (where e.score = '5')::integer as s5,
		count(*) filter (where e.score = '6')::integer as s6,
		count(*) filter (where e.score = '7')::integer as s7,
		count(*) filter (where e.score = '8')::integer as s8,
		count(*) filter (where e.score = '9')::integer as s9,
		count(*) filter (where e.score = '10')::integer as s10
	from response r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
	where r.workspace_id = $1
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6
),
kept as (
	select *
	from "score_day_by"
	where workspace_id = $2
),
wrong as materialized (
	select workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day,
		"k".s0 is not null as stands,
		coalesce("t".s0, 0) - coalesce("k".s0, 0) as s0,
		coalesce("t".s1, 0) - coalesce("k".s1, 0) as s1,
		coalesce("t".s2, 0) - coalesce("k".s2, 0) as s2,
		coalesce("t".s3, 0) - coalesce("k".s3, 0) as s3,
		coalesce("t".s4, 0) - coalesce("k".s4, 0) as s4,
		coalesce("t".s5, 0) - coalesce("k".s5, 0) as s5,
		coalesce("t".s6, 0) - coalesce("k".s6, 0) as s6,
		coalesce("t".s7, 0) - coalesce("k".s7, 0) as s7,
		coalesce("t".s8, 0) - coalesce("k".s8, 0) as s8,
		coalesce("t".s9, 0) - coalesce("k".s9, 0) as s9,
		coalesce("t".s10, 0) - coalesce("k".s10, 0) as s10,
		array[coalesce("k".s0, 0),
		coalesce("k".s1, 0),
		coalesce("k".s2, 0),
		coalesce("k".s3, 0),
		coalesce("k".s4, 0),
		coalesce("k".s5, 0),
		coalesce("k".s6, 0),
		coalesce("k".s7, 0),
		coalesce("k".s8, 0),
		coalesce("k".s9, 0),
		coalesce("k".s10, 0)]::integer[] as counted,
		array[coalesce("t".s0, 0),
		coalesce("t".s1, 0),
		coalesce("t".s2, 0),
		coalesce("t".s3, 0),
		coalesce("t".s4, 0),
		coalesce("t".s5, 0),
		coalesce("t".s6, 0),
		coalesce("t".s7, 0),
		coalesce("t".s8, 0),
		coalesce("t".s9, 0),
		coalesce("t".s10, 0)]::integer[] as actual
	from truth t
	full join kept k using (workspace_id, touchpoint_id, dimension, value, definition_id, day)
	where array[coalesce("k".s0, 0),
		coalesce("k".s1, 0),
		coalesce("k".s2, 0),
		coalesce("k".s3, 0),
		coalesce("k".s4, 0),
		coalesce("k".s5, 0),
		coalesce("k".s6, 0),
		coalesce("k".s7, 0),
		coalesce("k".s8, 0),
		coalesce("k".s9, 0),
		coalesce("k".s10, 0)]::integer[] <> array[coalesce("t".s0, 0),
		coalesce("t".s1, 0),
		coalesce("t".s2, 0),
		coalesce("t".s3, 0),
		coalesce("t".s4, 0),
		coalesce("t".s5, 0),
		coalesce("t".s6, 0),
		coalesce("t".s7, 0),
		coalesce("t".s8, 0),
		coalesce("t".s9, 0),
		coalesce("t".s10, 0)]::integer[]
),
locked as (
	select c.*
	from "score_day_by" d
	join "wrong" c using (workspace_id, touchpoint_id, dimension, value, definition_id, day)
	order by d.workspace_id, d.touchpoint_id, d.dimension, d.value, d.definition_id, d.day
	for update of d
),
corrected as (
	update "score_day_by" d
	set s0 = d.s0 + c.s0,
		s1 = d.s1 + c.s1,
		s2 = d.s2 + c.s2,
		s3 = d.s3 + c.s3,
		s4 = d.s4 + c.s4,
		s5 = d.s5 + c.s5,
		s6 = d.s6 + c.s6,
		s7 = d.s7 + c.s7,
		s8 = d.s8 + c.s8,
		s9 = d.s9 + c.s9,
		s10 = d.s10 + c.s10
	from "locked" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.dimension = c.dimension
		and d.value = c.value
		and d.definition_id = c.definition_id
		and d.day = c.day
),
added as (
	insert into "score_day_by" as d (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day,
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
		day,
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
	from wrong
	where not stands
	order by 1, 2, 3, 4, 5, 6
	on conflict (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day
	) do update set s0 = d.s0 + excluded.s0,
		s1 = d.s1 + excluded.s1,
		s2 = d.s2 + excluded.s2,
		s3 = d.s3 + excluded.s3,
		s4 = d.s4 + excluded.s4,
		s5 = d.s5 + excluded.s5,
		s6 = d.s6 + excluded.s6,
		s7 = d.s7 + excluded.s7,
		s8 = d.s8 + excluded.s8,
		s9 = d.s9 + excluded.s9,
		s10 = d.s10 + excluded.s10
)
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	null as channel,
	dimension,
	value,
	null as bucket,
	day::text as day,
	'day' as of,
	counted,
	actual
from wrong
order by touchpoint_id, dimension, value, definition_id, day;

delete from "score_day_by"
where workspace_id = $1
	and s0 = 0
	and s1 = 0
	and s2 = 0
	and s3 = 0
	and s4 = 0
	and s5 = 0
	and s6 = 0
	and s7 = 0
	and s8 = 0
	and s9 = 0
	and s10 = 0;

with truth as (
	select r.workspace_id as workspace_id,
		r.touchpoint_id as touchpoint_id,
		e.definition_id::uuid as definition_id,
		r.channel as channel,
		r.day as day,
		count(*) filter (where e.score = '0')::integer as s0,
		count(*) filter (where e.score = '1')::integer as s1,
		count(*) filter (where e.score = '2')::integer as s2,
		count(*) filter (where e.score = '3')::integer as s3,
		count(*) filter (where e.score = '4')::integer as s4,
		count(*) filter (where e.score = '5')::integer as s5,
		count(*) filter (where e.score = '6')::integer as s6,
		count(*) filter (where e.score = '7')::integer as s7,
		count(*) filter (where e.score = '8')::integer as s8,
		count(*) filter (where e.score = '9')::integer as s9,
		count(*) filter (where e.score = '10')::integer as s10
	from response r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	where r.workspace_id = $1
		and not r.left_out
	group by 1, 2, 3, 4, 5
),
kept as (
	select *
	from "score_day"
	where workspace_id = $2
),
wrong as materialized (
	select workspace_id,
		touchpoint_id,
		definition_id,
		channel,
		day,
		"k".s0 is not null as stands,
		coalesce("t".s0, 0) - coalesce("k".s0, 0) as s0,
		coalesce("t".s1, 0) - coalesce("k".s1, 0) as s1,
		coalesce("t".s2, 0) - coalesce("k".s2, 0) as s2,
		coalesce("t".s3, 0) - coalesce("k".s3, 0) as s3,
		coalesce("t".s4, 0) - coalesce("k".s4, 0) as s4,
		coalesce("t".s5, 0) - coalesce("k".s5, 0) as s5,
		coalesce("t".s6, 0) - coalesce("k".s6, 0) as s6,
		coalesce("t".s7, 0) - coalesce("k".s7, 0) as s7,
		coalesce("t".s8, 0) - coalesce("k".s8, 0) as s8,
		coalesce("t".s9, 0) - coalesce("k".s9, 0) as s9,
		coalesce("t".s10, 0) - coalesce("k".s10, 0) as s10,
		array[coalesce("k".s0, 0),
		coalesce("k".s1, 0),
		coalesce("k".s2, 0),
		coalesce("k".s3, 0),
		coalesce("k".s4, 0),
		coalesce("k".s5, 0),
		coalesce("k".s6, 0),
		coalesce("k".s7, 0),
		coalesce("k".s8, 0),
		coalesce("k".s9, 0),
		coalesce("k".s10, 0)]::integer[] as counted,
		array[coalesce("t".s0, 0),
		coalesce("t".s1, 0),
		coalesce("t".s2, 0),
		coalesce("t".s3, 0),
		coalesce("t".s4, 0),
		coalesce("t".s5, 0),
		coalesce("t".s6, 0),
		coalesce("t".s7, 0),
		coalesce("t".s8, 0),
		coalesce("t".s9, 0),
		coalesce("t".s10, 0)]::integer[] as actual
	from truth t
	full join kept k using (workspace_id, touchpoint_id, definition_id, channel, day)
	where array[coalesce("k".s0, 0),
		coalesce("k".s1, 0),
		coalesce("k".s2, 0),
		coalesce("k".s3, 0),
		coalesce("k".s4, 0),
		coalesce("k".s5, 0),
		coalesce("k".s6, 0),
		coalesce("k".s7, 0),
		coalesce("k".s8, 0),
		coalesce("k".s9, 0),
		coalesce("k".s10, 0)]::integer[] <> array[coalesce("t".s0, 0),
		coalesce("t".s1, 0),
		coalesce("t".s2, 0),
		coalesce("t".s3, 0),
		coalesce("t".s4, 0),
		coalesce("t".s5, 0),
		coalesce("t".s6, 0),
		coalesce("t".s7, 0),
		coalesce("t".s8, 0),
		coalesce("t".s9, 0),
		coalesce("t".s10, 0)]::integer[]
),
locked as (
	select c.*
	from "score_day" d
	join "wrong" c using (workspace_id, touchpoint_id, definition_id, channel, day)
	order by d.workspace_id, d.touchpoint_id, d.definition_id, d.channel, d.day
	for update of d
),
corrected as (
	update "score_day" d
	set s0 = d.s0 + c.s0,
		s1 = d.s1 + c.s1,
		s2 = d.s2 + c.s2,
		s3 = d.s3 + c.s3,
		s4 = d.s4 + c.s4,
		s5 = d.s5 + c.s5,
		s6 = d.s6 + c.s6,
		s7 = d.s7 + c.s7,
		s8 = d.s8 + c.s8,
		s9 = d.s9 + c.s9,
		s10 = d.s10 + c.s10
	from "locked" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.definition_id = c.definition_id
		and d.channel = c.channel
		and d.day = c.day
),
added as (
	insert into "score_day" as d (
		workspace_id,
		touchpoint_id,
		definition_id,
		channel,
		day,
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
	select workspace_id, touchpoint_id, definition_id, channel, day, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
	from wrong
	where not stands
	order by 1, 2, 3, 4, 5
	on conflict (workspace_id, touchpoint_id, definition_id, channel, day) do update set s0 = d.s0 + excluded.s0,
		s1 = d.s1 + excluded.s1,
		s2 = d.s2 + excluded.s2,
		s3 = d.s3 + excluded.s3,
		s4 = d.s4 + excluded.s4,
		s5 = d.s5 + excluded.s5,
		s6 = d.s6 + excluded.s6,
		s7 = d.s7 + excluded.s7,
		s8 = d.s8 + excluded.s8,
		s9 = d.s9 + excluded.s9,
		s10 = d.s10 + excluded.s10
)
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	channel,
	null as dimension,
	null as value,
	null as bucket,
	day::text as day,
	'day' as of,
	counted,
	actual
from wrong
order by touchpoint_id, definition_id, channel, day;

delete from "score_day"
where workspace_id = $1
	and s0 = 0
	and s1 = 0
	and s2 = 0
	and s3 = 0
	and s4 = 0
	and s5 = 0
	and s6 = 0
	and s7 = 0
	and s8 = 0
	and s9 = 0
	and s10 = 0;
