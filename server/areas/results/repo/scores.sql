-- countsOf, all channels
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
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
	and "touchpoint_id" in ($2)
	and "day" >= $3
	and "day" <= $4
group by "touchpoint_id", "definition_id";

-- countsOf, one channel
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
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
	and "touchpoint_id" in ($3)
	and "day" >= $4
	and "day" <= $5
group by "touchpoint_id", "definition_id";

-- countsOf, codes of one place
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
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
	and dimension = 'place'
	and value = any($2::text[])
	and "touchpoint_id" in ($3)
	and "day" >= $4
	and "day" <= $5
group by "touchpoint_id", "definition_id";

-- countsOf, one language
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
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
	and "touchpoint_id" in ($3)
	and "day" >= $4
	and "day" <= $5
group by "touchpoint_id", "definition_id";

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
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	min(day)::text as "first",
	max(day)::text as "last",
	sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10)::integer as "n",
	coalesce(
		sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) filter (where day < $1),
		0
	)::integer as "before",
	coalesce(
		sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) filter (where day > $2),
		0
	)::integer as "after"
from "score_day"
where "workspace_id" = $3
	and touchpoint_id = any($4::uuid[])
	and (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) > 0
group by "touchpoint_id", "definition_id";

-- extentsOf, one channel
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	min(day)::text as "first",
	max(day)::text as "last",
	sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10)::integer as "n",
	coalesce(
		sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) filter (where day < $1),
		0
	)::integer as "before",
	coalesce(
		sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) filter (where day > $2),
		0
	)::integer as "after"
from "score_day"
where "workspace_id" = $3
	and channel = $4
	and touchpoint_id = any($5::uuid[])
	and (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) > 0
group by "touchpoint_id", "definition_id";

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

-- firstDayOf
select min(day)::text as "first"
from "score_day"
where "workspace_id" = $1
	and touchpoint_id = any($2::uuid[])
	and (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) > 0;

-- allCountsOf
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
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
group by "touchpoint_id", "definition_id";
