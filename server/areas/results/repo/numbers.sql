-- sketchesOf, all channels
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	"bucket",
	sum(n)::integer as "n",
	sum(sum)::text as "sum",
	sum(squares)::text as "squares"
from "number_day"
where "workspace_id" = $1
	and "touchpoint_id" in ($2)
	and "day" >= $3
	and "day" <= $4
group by "touchpoint_id", "definition_id", "bucket"
having sum(n) > 0;

-- sketchesOf, codes of one place
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	"bucket",
	sum(n)::integer as "n",
	sum(sum)::text as "sum",
	sum(squares)::text as "squares"
from "number_day_by"
where "workspace_id" = $1
	and dimension = 'place'
	and value = any($2::text[])
	and "touchpoint_id" in ($3)
	and "day" >= $4
	and "day" <= $5
group by "touchpoint_id", "definition_id", "bucket"
having sum(n) > 0;
