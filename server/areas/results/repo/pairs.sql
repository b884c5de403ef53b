-- saidByPeople, of everybody
with newest as materialized (
	select customer_id, id, touchpoint_id, submitted_at, day, scores, (scores ->> $1)::integer as score
	from response
	where workspace_id = $2
		and touchpoint_id = $3
		and submitted_at >= $4
		and submitted_at < $5
		and day >= $6
		and day <= $7
		and not left_out
		and scores ? $8
		and (customer_id is not null or scores - $9::text <> '{}'::jsonb)
	order by submitted_at desc, id desc
	limit $10
),
people as materialized (
	select distinct on (coalesce(customer_id, id)) *
	from newest
	order by coalesce(customer_id, id), submitted_at desc, id desc
),
asked as materialized (
	select touchpoint_id, definition, chr(47 + at::integer) as place
	from unnest($11::uuid[], $12::text[])
	with ordinality as s(touchpoint_id, definition, at)
),
said as (
	select p.id,
		chr(48 + p.score) || string_agg(
			a.place || chr(48 + e.score::integer),
			'' order by r.submitted_at,
			r.id
		) as line
	from people p
	cross join lateral (
		select o.touchpoint_id, o.scores, o.submitted_at, o.id
		from response o
		where o.workspace_id = $13
			and o.customer_id = p.customer_id
			and o.submitted_at >= p.submitted_at - $14 * interval '1 day'
			and o.submitted_at < p.submitted_at + interval '2 days'
			and o.day >= p.day - $15::integer
			and o.day <= p.day
			and o.touchpoint_id = any($16::uuid[])
			and not o.left_out
		union all
		select p.touchpoint_id, p.scores, p.submitted_at, p.id
		where p.customer_id is null
	) r
	cross join lateral jsonb_each_text(r.scores) as e(definition, score)
	join asked a on a.touchpoint_id = r.touchpoint_id
		and a.definition = e.definition
	group by p.id, p.score
)
select (
	select count(*)
	from newest
)::integer as answers, (
	select count(*)
	from people
)::integer as people, (
	select string_agg(line, chr(10) order by id)
	from said
) as said;

-- saidByPeople, through one channel
with newest as materialized (
	select customer_id, id, touchpoint_id, submitted_at, day, scores, (scores ->> $1)::integer as score
	from response
	where workspace_id = $2
		and touchpoint_id = $3
		and submitted_at >= $4
		and submitted_at < $5
		and day >= $6
		and day <= $7
		and not left_out
		and scores ? $8
		and (customer_id is not null or scores - $9::text <> '{}'::jsonb)
		and channel = $10
	order by submitted_at desc, id desc
	limit $11
),
people as materialized (
	select distinct on (coalesce(customer_id, id)) *
	from newest
	order by coalesce(customer_id, id), submitted_at desc, id desc
),
asked as materialized (
	select touchpoint_id, definition, chr(47 + at::integer) as place
	from unnest($12::uuid[], $13::text[])
	with ordinality as s(touchpoint_id, definition, at)
),
said as (
	select p.id,
		chr(48 + p.score) || string_agg(
			a.place || chr(48 + e.score::integer),
			'' order by r.submitted_at,
			r.id
		) as line
	from people p
	cross join lateral (
		select o.touchpoint_id, o.scores, o.submitted_at, o.id
		from response o
		where o.workspace_id = $14
			and o.customer_id = p.customer_id
			and o.submitted_at >= p.submitted_at - $15 * interval '1 day'
			and o.submitted_at < p.submitted_at + interval '2 days'
			and o.day >= p.day - $16::integer
			and o.day <= p.day
			and o.touchpoint_id = any($17::uuid[])
			and not o.left_out
		union all
		select p.touchpoint_id, p.scores, p.submitted_at, p.id
		where p.customer_id is null
	) r
	cross join lateral jsonb_each_text(r.scores) as e(definition, score)
	join asked a on a.touchpoint_id = r.touchpoint_id
		and a.definition = e.definition
	group by p.id, p.score
)
select (
	select count(*)
	from newest
)::integer as answers, (
	select count(*)
	from people
)::integer as people, (
	select string_agg(line, chr(10) order by id)
	from said
) as said;

-- saidByPeople, at one place
with newest as materialized (
	select customer_id, id, touchpoint_id, submitted_at, day, scores, (scores ->> $1)::integer as score
	from response
	where workspace_id = $2
		and touchpoint_id = $3
		and submitted_at >= $4
		and submitted_at < $5
		and day >= $6
		and day <= $7
		and not left_out
		and scores ? $8
		and (customer_id is not null or scores - $9::text <> '{}'::jsonb)
		and collector_id = any($10::uuid[])
	order by submitted_at desc, id desc
	limit $11
),
people as materialized (
	select distinct on (coalesce(customer_id, id)) *
	from newest
	order by coalesce(customer_id, id), submitted_at desc, id desc
),
asked as materialized (
	select touchpoint_id, definition, chr(47 + at::integer) as place
	from unnest($12::uuid[], $13::text[])
	with ordinality as s(touchpoint_id, definition, at)
),
said as (
	select p.id,
		chr(48 + p.score) || string_agg(
			a.place || chr(48 + e.score::integer),
			'' order by r.submitted_at,
			r.id
		) as line
	from people p
	cross join lateral (
		select o.touchpoint_id, o.scores, o.submitted_at, o.id
		from response o
		where o.workspace_id = $14
			and o.customer_id = p.customer_id
			and o.submitted_at >= p.submitted_at - $15 * interval '1 day'
			and o.submitted_at < p.submitted_at + interval '2 days'
			and o.day >= p.day - $16::integer
			and o.day <= p.day
			and o.touchpoint_id = any($17::uuid[])
			and not o.left_out
		union all
		select p.touchpoint_id, p.scores, p.submitted_at, p.id
		where p.customer_id is null
	) r
	cross join lateral jsonb_each_text(r.scores) as e(definition, score)
	join asked a on a.touchpoint_id = r.touchpoint_id
		and a.definition = e.definition
	group by p.id, p.score
)
select (
	select count(*)
	from newest
)::integer as answers, (
	select count(*)
	from people
)::integer as people, (
	select string_agg(line, chr(10) order by id)
	from said
) as said;

-- saidByPeople, in one language
with newest as materialized (
	select customer_id, id, touchpoint_id, submitted_at, day, scores, (scores ->> $1)::integer as score
	from response
	where workspace_id = $2
		and touchpoint_id = $3
		and submitted_at >= $4
		and submitted_at < $5
		and day >= $6
		and day <= $7
		and not left_out
		and scores ? $8
		and (customer_id is not null or scores - $9::text <> '{}'::jsonb)
		and language = $10
	order by submitted_at desc, id desc
	limit $11
),
people as materialized (
	select distinct on (coalesce(customer_id, id)) *
	from newest
	order by coalesce(customer_id, id), submitted_at desc, id desc
),
asked as materialized (
	select touchpoint_id, definition, chr(47 + at::integer) as place
	from unnest($12::uuid[], $13::text[])
	with ordinality as s(touchpoint_id, definition, at)
),
said as (
	select p.id,
		chr(48 + p.score) || string_agg(
			a.place || chr(48 + e.score::integer),
			'' order by r.submitted_at,
			r.id
		) as line
	from people p
	cross join lateral (
		select o.touchpoint_id, o.scores, o.submitted_at, o.id
		from response o
		where o.workspace_id = $14
			and o.customer_id = p.customer_id
			and o.submitted_at >= p.submitted_at - $15 * interval '1 day'
			and o.submitted_at < p.submitted_at + interval '2 days'
			and o.day >= p.day - $16::integer
			and o.day <= p.day
			and o.touchpoint_id = any($17::uuid[])
			and not o.left_out
		union all
		select p.touchpoint_id, p.scores, p.submitted_at, p.id
		where p.customer_id is null
	) r
	cross join lateral jsonb_each_text(r.scores) as e(definition, score)
	join asked a on a.touchpoint_id = r.touchpoint_id
		and a.definition = e.definition
	group by p.id, p.score
)
select (
	select count(*)
	from newest
)::integer as answers, (
	select count(*)
	from people
)::integer as people, (
	select string_agg(line, chr(10) order by id)
	from said
) as said;
