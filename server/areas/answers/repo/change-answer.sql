-- changeAnswer
select pg_advisory_xact_lock($1, hashtext($2));

select encode(body_hash, 'hex') as hash, collector_id = $1
	and (received_at > $2::timestamptz or received_at > $3::timestamptz and answers <@ $4::jsonb) as open
from response
where workspace_id = $5
	and id = $6
for update;

with counts_score_day as (
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
		and r.id = $2
		and not r.left_out
	group by 1, 2, 3, 4, 5
),
locked_score_day as (
	select c.*
	from "score_day" d
	join "counts_score_day" c using (workspace_id, touchpoint_id, definition_id, channel, day)
	order by d.workspace_id, d.touchpoint_id, d.definition_id, d.channel, d.day
	for update of d
),
uncounted_score_day as (
	update "score_day" d
	set s0 = d.s0 - c.s0,
		s1 = d.s1 - c.s1,
		s2 = d.s2 - c.s2,
		s3 = d.s3 - c.s3,
		s4 = d.s4 - c.s4,
		s5 = d.s5 - c.s5,
		s6 = d.s6 - c.s6,
		s7 = d.s7 - c.s7,
		s8 = d.s8 - c.s8,
		s9 = d.s9 - c.s9,
		s10 = d.s10 - c.s10
	from "locked_score_day" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.definition_id = c.definition_id
		and d.channel = c.channel
		and d.day = c.day
),
counts_score_day_by as (
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
	where r.workspace_id = $3
		and r.id = $4
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6
),
locked_score_day_by as (
	select c.*
	from "score_day_by" d
	join "counts_score_day_by" c using (workspace_id, touchpoint_id, dimension, value, definition_id, day)
	order by d.workspace_id, d.touchpoint_id, d.dimension, d.value, d.definition_id, d.day
	for update of d
),
uncounted_score_day_by as (
	update "score_day_by" d
	set s0 = d.s0 - c.s0,
		s1 = d.s1 - c.s1,
		s2 = d.s2 - c.s2,
		s3 = d.s3 - c.s3,
		s4 = d.s4 - c.s4,
		s5 = d.s5 - c.s5,
		s6 = d.s6 - c.s6,
		s7 = d.s7 - c.s7,
		s8 = d.s8 - c.s8,
		s9 = d.s9 - c.s9,
		s10 = d.s10 - c.s10
	from "locked_score_day_by" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.dimension = c.dimension
		and d.value = c.value
		and d.definition_id = c.definition_id
		and d.day = c.day
),
counts_number_day as (
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
	where r.workspace_id = $5
		and r.id = $6
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6
),
locked_number_day as (
	select c.*
	from "number_day" d
	join "counts_number_day" c using (workspace_id, touchpoint_id, definition_id, channel, day, bucket)
	order by d.workspace_id, d.touchpoint_id, d.definition_id, d.channel, d.day, d.bucket
	for update of d
),
uncounted_number_day as (
	update "number_day" d
	set n = d.n - c.n, sum = d.sum - c.sum, squares = d.squares - c.squares
	from "locked_number_day" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.definition_id = c.definition_id
		and d.channel = c.channel
		and d.day = c.day
		and d.bucket = c.bucket
),
counts_number_day_by as (
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
	where r.workspace_id = $7
		and r.id = $8
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6, 7
),
locked_number_day_by as (
	select c.*
	from "number_day_by" d
	join "counts_number_day_by" c using (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day,
		bucket
	)
	order by d.workspace_id, d.touchpoint_id, d.dimension, d.value, d.definition_id, d.day, d.bucket
	for update of d
),
uncounted_number_day_by as (
	update "number_day_by" d
	set n = d.n - c.n, sum = d.sum - c.sum, squares = d.squares - c.squares
	from "locked_number_day_by" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.dimension = c.dimension
		and d.value = c.value
		and d.definition_id = c.definition_id
		and d.day = c.day
		and d.bucket = c.bucket
)
select 1;

update response r
set answers = $1::jsonb,
	scores = $2::jsonb,
	numbers = $3::jsonb,
	has_text = $4 ,
	aside = $5::jsonb,
	language = $6,
	survey_version = $7,
	body_hash = decode($8, 'hex')
where r.workspace_id = $9
	and r.id = $10;

with counted_score_day as (
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
		and r.id = $2
		and not r.left_out
	group by 1, 2, 3, 4, 5
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
),
counted_score_day_by as (
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
	where r.workspace_id = $3
		and r.id = $4
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6
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
),
counted_number_day as (
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
	where r.workspace_id = $5
		and r.id = $6
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6
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
),
counted_number_day_by as (
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
	where r.workspace_id = $7
		and r.id = $8
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6, 7
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
select 1;

with told as materialized (
	select pg_notify($1, $2)
)
insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
select $3::uuid, kind, subject_kind, subject_id, $4::text, $5::text, payload
from jsonb_to_recordset($6::jsonb) as e(kind text, subject_kind text, subject_id text, payload jsonb), told;

select pg_notify(
	$1,
	json_build_object('kind', 'score', 'workspaceId', $2::text, 'touchpointId', $3::text, 'at', now(), 'correction', true)::text
);

-- correctAnswer
with counts_score_day as (
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
		and r.id = $2
		and not r.left_out
	group by 1, 2, 3, 4, 5
),
locked_score_day as (
	select c.*
	from "score_day" d
	join "counts_score_day" c using (workspace_id, touchpoint_id, definition_id, channel, day)
	order by d.workspace_id, d.touchpoint_id, d.definition_id, d.channel, d.day
	for update of d
),
uncounted_score_day as (
	update "score_day" d
	set s0 = d.s0 - c.s0,
		s1 = d.s1 - c.s1,
		s2 = d.s2 - c.s2,
		s3 = d.s3 - c.s3,
		s4 = d.s4 - c.s4,
		s5 = d.s5 - c.s5,
		s6 = d.s6 - c.s6,
		s7 = d.s7 - c.s7,
		s8 = d.s8 - c.s8,
		s9 = d.s9 - c.s9,
		s10 = d.s10 - c.s10
	from "locked_score_day" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.definition_id = c.definition_id
		and d.channel = c.channel
		and d.day = c.day
),
counts_score_day_by as (
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
	where r.workspace_id = $3
		and r.id = $4
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6
),
locked_score_day_by as (
	select c.*
	from "score_day_by" d
	join "counts_score_day_by" c using (workspace_id, touchpoint_id, dimension, value, definition_id, day)
	order by d.workspace_id, d.touchpoint_id, d.dimension, d.value, d.definition_id, d.day
	for update of d
),
uncounted_score_day_by as (
	update "score_day_by" d
	set s0 = d.s0 - c.s0,
		s1 = d.s1 - c.s1,
		s2 = d.s2 - c.s2,
		s3 = d.s3 - c.s3,
		s4 = d.s4 - c.s4,
		s5 = d.s5 - c.s5,
		s6 = d.s6 - c.s6,
		s7 = d.s7 - c.s7,
		s8 = d.s8 - c.s8,
		s9 = d.s9 - c.s9,
		s10 = d.s10 - c.s10
	from "locked_score_day_by" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.dimension = c.dimension
		and d.value = c.value
		and d.definition_id = c.definition_id
		and d.day = c.day
),
counts_number_day as (
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
	where r.workspace_id = $5
		and r.id = $6
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6
),
locked_number_day as (
	select c.*
	from "number_day" d
	join "counts_number_day" c using (workspace_id, touchpoint_id, definition_id, channel, day, bucket)
	order by d.workspace_id, d.touchpoint_id, d.definition_id, d.channel, d.day, d.bucket
	for update of d
),
uncounted_number_day as (
	update "number_day" d
	set n = d.n - c.n, sum = d.sum - c.sum, squares = d.squares - c.squares
	from "locked_number_day" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.definition_id = c.definition_id
		and d.channel = c.channel
		and d.day = c.day
		and d.bucket = c.bucket
),
counts_number_day_by as (
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
	where r.workspace_id = $7
		and r.id = $8
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6, 7
),
locked_number_day_by as (
	select c.*
	from "number_day_by" d
	join "counts_number_day_by" c using (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day,
		bucket
	)
	order by d.workspace_id, d.touchpoint_id, d.dimension, d.value, d.definition_id, d.day, d.bucket
	for update of d
),
uncounted_number_day_by as (
	update "number_day_by" d
	set n = d.n - c.n, sum = d.sum - c.sum, squares = d.squares - c.squares
	from "locked_number_day_by" c
	where d.workspace_id = c.workspace_id
		and d.touchpoint_id = c.touchpoint_id
		and d.dimension = c.dimension
		and d.value = c.value
		and d.definition_id = c.definition_id
		and d.day = c.day
		and d.bucket = c.bucket
)
select 1;

update response r
set answers = $1::jsonb, scores = $2::jsonb, numbers = $3::jsonb, has_text = $4
where r.workspace_id = $5
	and r.id = $6;

with counted_score_day as (
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
		and r.id = $2
		and not r.left_out
	group by 1, 2, 3, 4, 5
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
),
counted_score_day_by as (
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
	where r.workspace_id = $3
		and r.id = $4
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6
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
),
counted_number_day as (
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
	where r.workspace_id = $5
		and r.id = $6
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6
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
),
counted_number_day_by as (
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
	where r.workspace_id = $7
		and r.id = $8
		and not r.left_out
	group by 1, 2, 3, 4, 5, 6, 7
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
select 1;

with told as materialized (
	select pg_notify($1, $2)
)
insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
select $3::uuid, kind, subject_kind, subject_id, $4::text, $5::text, payload
from jsonb_to_recordset($6::jsonb) as e(kind text, subject_kind text, subject_id text, payload jsonb), told;

select pg_notify(
	$1,
	json_build_object('kind', 'score', 'workspaceId', $2::text, 'touchpointId', $3::text, 'at', now(), 'correction', true)::text
);

-- lockAnswer
select pg_advisory_xact_lock($1, hashtext($2));

select "id", "survey_id", "survey_version", "touchpoint_id", "answers", "partial"
from "response"
where "workspace_id" = $1
	and "id" = $2
for update;
