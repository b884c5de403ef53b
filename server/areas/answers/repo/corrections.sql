-- oneCorrection
select pg_advisory_xact_lock($1, hashtext($2));

-- removeAndUncount
select pg_advisory_xact_lock($1, hashtext($2));

delete from "outbox"
where "workspace_id" = $1
	and "subject_kind" = $2
	and subject_id = any($3::text[]);

with removed as (
	delete from response
	where workspace_id = $1
		and id = any($2::uuid[])
	returning id,
		customer_id,
		left_out,
		response.workspace_id,
		response.touchpoint_id,
		response.collector_id,
		response.channel,
		response.language,
		response.day,
		response.scores,
		response.numbers
),
noted as (
	insert into removed_response (workspace_id, id, restorable, customer_id)
	select workspace_id, id, $3, case when $4 then customer_id end
	from removed
	where $5
	on conflict do nothing
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
	from removed r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	where not r.left_out
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
	from removed r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
	where not r.left_out
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
	from removed r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	where not r.left_out
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
	from removed r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
	where not r.left_out
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
	select workspace_id, $6::text, $7::text, id::text, $8::text, $9::text, '{}'::jsonb
	from "removed"
),
told as (
	select pg_notify(
		$10,
		json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text
	)
	from "removed"
	group by workspace_id, touchpoint_id
)
select (
	select count(*)
	from removed
) as removed, (
	select count(*)
	from told
) as told;

delete from "response_tag"
where "workspace_id" = $1
	and response_id = any($2::uuid[]);

delete from "response_correction"
where "workspace_id" = $1
	and response_id = any($2::uuid[]);

-- givenAnswers
select "id", "survey_id", "survey_version", "answers"
from "response"
where "workspace_id" = $1
	and id = any($2::uuid[]);

-- detachResponses
select pg_advisory_xact_lock($1, hashtext($2));

delete from "outbox"
where "workspace_id" = $1
	and "subject_kind" = $2
	and subject_id = any($3::text[]);

with renamed as (
	select *
	from unnest($1::uuid[], $2::uuid[], $3::text[]) as n(id, "newId", answers)
),
noted as (
	insert into removed_response (workspace_id, id)
	select $4, id
	from renamed
	on conflict do nothing
),
noon as (
	select r.id,
		date_trunc('day', r.submitted_at at time zone w.time_zone) + interval '12 hours' as clock,
		w.time_zone
	from response r
	join workspace w on w.workspace_id = r.workspace_id
	where r.workspace_id = $5
		and r.id in (
			select id
			from renamed
		)
),
detached as (
	update response r
	set id = n."newId",
		month = wayfelt_month_of(n."newId"),
		customer_id = null,
		parameters = null,
		aside = null,
		has_text = false,
		body_hash = '',
		import_look = null,
		answers = n.answers::jsonb,
		submitted_at = noon.clock at time zone noon.time_zone,
		received_at = noon.clock at time zone noon.time_zone
	from renamed n, noon
	where r.workspace_id = $6
		and r.id = n.id
		and noon.id = r.id
	returning r.workspace_id, r.touchpoint_id, n.id
),
recorded as (
	insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
	select workspace_id, $7::text, $8::text, id::text, $9::text, $10::text, '{}'::jsonb
	from "detached"
),
told as (
	select pg_notify(
		$11,
		json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text
	)
	from "detached"
	group by workspace_id, touchpoint_id
)
select (
	select count(*)
	from detached
) as detached, (
	select count(*)
	from told
) as told;

delete from "response_tag"
where "workspace_id" = $1
	and response_id = any($2::uuid[]);

delete from "response_correction"
where "workspace_id" = $1
	and response_id = any($2::uuid[]);

-- allowAgain
delete from "removed_response"
where "workspace_id" = $1
	and id = any($2::uuid[])
	and "restorable" = $3
returning "id";

-- settleRemoved
update "removed_response"
set "restorable" = $1, "customer_id" = $2
where "workspace_id" = $3
	and "customer_id" = $4;
