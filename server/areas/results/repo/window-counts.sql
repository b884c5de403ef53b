-- windowCounts, two windows, one channel and all
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	part,
	min(first)::text as first,
	max(last)::text as last,
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
	select *, 1::integer as part
	from (
		select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
		from "score_day"
		where workspace_id = $1
			and touchpoint_id = any($2::uuid[])
			and channel = $3
			and day >= $4
			and day <= $5
	) as read
	union all
	select *, 2::integer as part
	from (
		select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
		from "score_day"
		where workspace_id = $6
			and touchpoint_id = any($7::uuid[])
			and channel = $8
			and day >= $9
			and day <= $10
	) as read
	union all
	select *, 32::integer as part
	from (
		select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
		from "score_day"
		where workspace_id = $11
			and touchpoint_id = any($12::uuid[])
			and day >= $13
			and day <= $14
	) as read
) as counted
group by touchpoint_id, definition_id, part;

-- windowCounts, the same with when there are answers
select month::text as month
from score_month_kept
where workspace_id = $1
order by 1;

select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	part,
	min(first)::text as first,
	max(last)::text as last,
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
	select *,
		case when first between $1 and $2 then 1::integer else 0 end + case when first between $3 and $4 then 2::integer else 0 end + case when first < $5 then 4::integer else 0 end + case when first > $6 then 8::integer else 0 end + case when (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) = 0 then 16::integer else 0 end as part
	from (
		select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
		from "score_day"
		where workspace_id = $7
			and touchpoint_id = any($8::uuid[])
			and channel = $9
			and day <= $10
		union all
		select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
		from "score_day"
		where workspace_id = $11
			and touchpoint_id = any($12::uuid[])
			and channel = $13
			and day >= $14
		union all
		select touchpoint_id, definition_id, first, last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
		from "score_month"
		where workspace_id = $15
			and touchpoint_id = any($16::uuid[])
			and channel = $17
			and month = any($18::date[])
	) as read
	union all
	select *, 32::integer as part
	from (
		select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
		from "score_day"
		where workspace_id = $19
			and touchpoint_id = any($20::uuid[])
			and day >= $21
			and day <= $22
	) as read
) as counted
group by touchpoint_id, definition_id, part;

-- windowCounts, the same among all channels
select month::text as month
from score_month_kept
where workspace_id = $1
order by 1;

select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	part,
	min(first)::text as first,
	max(last)::text as last,
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
	select *,
		case when first between $1 and $2 then 1::integer else 0 end + case when first between $3 and $4 then 2::integer else 0 end + case when first < $5 then 4::integer else 0 end + case when first > $6 then 8::integer else 0 end + case when (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) = 0 then 16::integer else 0 end as part
	from (
		select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
		from "score_day"
		where workspace_id = $7
			and touchpoint_id = any($8::uuid[])
			and channel = $9
			and day <= $10
		union all
		select touchpoint_id, definition_id, day as first, day as last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
		from "score_day"
		where workspace_id = $11
			and touchpoint_id = any($12::uuid[])
			and channel = $13
			and day >= $14
		union all
		select touchpoint_id, definition_id, first, last, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
		from "score_month"
		where workspace_id = $15
			and touchpoint_id = any($16::uuid[])
			and channel = $17
			and month = any($18::date[])
	) as read
) as counted
group by touchpoint_id, definition_id, part;

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
