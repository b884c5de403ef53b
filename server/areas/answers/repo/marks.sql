-- decideMarked, left out
select pg_advisory_xact_lock($1, hashtext($2));

with changed as (
	update response r
	set left_out = $1, decided_by = $2, decided_at = $3
	where r.workspace_id = $4
		and r.left_out <> $5
		and r.touchpoint_id = $6
		and r.mark is not null
		and r.mark <> 'test'
	returning r.id,
		r.workspace_id,
		r.touchpoint_id,
		r.collector_id,
		r.channel,
		r.language,
		r.day,
		r.scores,
		r.numbers
),
counts_score_day as (
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
	from changed r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
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
	from changed r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
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
	from changed r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
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
	from changed r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
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
),
recorded as (
	insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
	select workspace_id,
		$7::text,
		$8::text,
		id::text,
		$9::text,
		$10::text,
		jsonb_build_object('touchpointId', touchpoint_id, 'change', $11::text)
	from "changed"
),
told as (
	select pg_notify(
		$12,
		json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text
	)
	from "changed"
	group by workspace_id, touchpoint_id
)
select (
	select count(*)
	from changed
) as changed, (
	select count(*)
	from told
) as told;

-- decideMarked, taken back in
select pg_advisory_xact_lock($1, hashtext($2));

with changed as (
	update response r
	set left_out = $1, decided_by = $2, decided_at = $3
	where r.workspace_id = $4
		and r.left_out <> $5
		and r.touchpoint_id = $6
		and r.mark is not null
		and r.mark <> 'test'
	returning r.id,
		r.workspace_id,
		r.touchpoint_id,
		r.collector_id,
		r.channel,
		r.language,
		r.day,
		r.scores,
		r.numbers
),
counted_score_day as (
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
	from changed r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
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
	from changed r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
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
	from changed r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
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
	from changed r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
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
),
recorded as (
	insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
	select workspace_id,
		$7::text,
		$8::text,
		id::text,
		$9::text,
		$10::text,
		jsonb_build_object('touchpointId', touchpoint_id, 'change', $11::text)
	from "changed"
),
told as (
	select pg_notify(
		$12,
		json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text
	)
	from "changed"
	group by workspace_id, touchpoint_id
)
select (
	select count(*)
	from changed
) as changed, (
	select count(*)
	from told
) as told;

-- decideByIds
select pg_advisory_xact_lock($1, hashtext($2));

select id
from response
where workspace_id = $1
	and id = any($2::uuid[])
	and left_out <> $3
	and mark is distinct from 'test'
order by id
for update;

with changed as (
	update response r
	set left_out = $1, mark = coalesce(r.mark, 'by_hand'), decided_by = $2, decided_at = $3
	where r.workspace_id = $4
		and r.id = any($5::uuid[])
	returning r.id,
		r.workspace_id,
		r.touchpoint_id,
		r.collector_id,
		r.channel,
		r.language,
		r.day,
		r.scores,
		r.numbers
),
counts_score_day as (
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
	from changed r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
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
	from changed r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
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
	from changed r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
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
	from changed r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
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
),
recorded as (
	insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
	select workspace_id,
		$6::text,
		$7::text,
		id::text,
		$8::text,
		$9::text,
		jsonb_build_object('touchpointId', touchpoint_id, 'change', $10::text)
	from "changed"
),
told as (
	select pg_notify(
		$11,
		json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text
	)
	from "changed"
	group by workspace_id, touchpoint_id
)
select (
	select count(*)
	from changed
) as changed, (
	select count(*)
	from told
) as told;

-- markResponses
select pg_advisory_xact_lock($1, hashtext($2));

with changed as (
	update response r
	set left_out = true, mark = $1
	where r.workspace_id = $2
		and r.id = any($3::uuid[])
		and r.mark is null
	returning r.id,
		r.workspace_id,
		r.touchpoint_id,
		r.collector_id,
		r.channel,
		r.language,
		r.day,
		r.scores,
		r.numbers
),
counts_score_day as (
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
	from changed r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
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
	from changed r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
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
	from changed r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
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
	from changed r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
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
),
recorded as (
	insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
	select workspace_id,
		$4::text,
		$5::text,
		id::text,
		$6::text,
		$7::text,
		jsonb_build_object('touchpointId', touchpoint_id, 'change', $8::text)
	from "changed"
),
told as (
	select pg_notify(
		$9,
		json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text
	)
	from "changed"
	group by workspace_id, touchpoint_id
)
select (
	select count(*)
	from changed
) as changed, (
	select count(*)
	from told
) as told;

-- listMarked
select r.id, r.mark, r.left_out, r.channel, r.submitted_at, r.scores, r.decided_by
from response r
where r.workspace_id = $1
	and r.touchpoint_id = $2
	and r.mark is not null
	and r.mark <> 'test'
order by r.submitted_at desc, r.id desc
limit $3;

-- countMarked
select count(*) filter (where r.left_out) as "leftOut", count(*) filter (where not r.left_out) as accepted
from response r
where r.workspace_id = $1
	and r.touchpoint_id = $2
	and r.mark is not null
	and r.mark <> 'test';

-- markedHistograms
select c.definition_id as "definitionId",
	c.left_out as "leftOut",
	array[s0,
	s1,
	s2,
	s3,
	s4,
	s5,
	s6,
	s7,
	s8,
	s9,
	s10]::integer[] as histogram
from (
	select e.definition_id,
		r.left_out,
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
		and r.touchpoint_id = $2
		and r.mark is not null
		and r.mark <> 'test'
	group by 1, 2
) c;
