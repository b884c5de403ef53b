-- tell
pg_notify(
	$1,
	json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text
)
from "changed"
group by workspace_id, touchpoint_id;

-- tellChanged, of a survey
with changed as (
	select distinct workspace_id, touchpoint_id
	from collector
	where workspace_id = $1
		and survey_id = $2
)
select pg_notify(
	$3,
	json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text
)
from "changed"
group by workspace_id, touchpoint_id;

-- tellChanged, of a series
with changed as (
	select distinct workspace_id, touchpoint_id
	from score_day
	where workspace_id = $1
		and definition_id = $2
)
select pg_notify(
	$3,
	json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text
)
from "changed"
group by workspace_id, touchpoint_id;

-- tellChanged, of touchpoints
with changed as (
	select $1::uuid as workspace_id, touchpoint_id
	from unnest($2::uuid[]) as touchpoint_id
)
select pg_notify(
	$3,
	json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text
)
from "changed"
group by workspace_id, touchpoint_id;

-- tellSurvey
select pg_notify($1, $2);

-- tellShare
-- The same as tellSurvey

-- tellPlaced
-- The same as tellSurvey
