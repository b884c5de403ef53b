-- writeScenes
savepoint some_rows;

with had as (
	select id, department_id
	from scene
	where workspace_id = $1
		and journey_id = $2
		and deleted_at is null
),
written as (
	insert into scene (workspace_id, id, journey_id, title, department_id, order_key)
	select $3::uuid, id, $4::uuid, title, department_id, order_key
	from jsonb_to_recordset($5::jsonb) as r(id uuid, title text, department_id uuid, order_key text)
	on conflict (workspace_id, id) do update set title = excluded.title,
		department_id = excluded.department_id,
		order_key = excluded.order_key,
		deleted_at = null
	where scene.journey_id = excluded.journey_id
		and (
			scene.title,
			scene.order_key,
			scene.department_id,
			scene.deleted_at
		) is distinct from (excluded.title, excluded.order_key, excluded.department_id, null)
	returning id, department_id
)
select
from written w
left join had h on h.id = w.id
where h.department_id is distinct from w.department_id;

release savepoint some_rows;

update "scene"
set "deleted_at" = $1
where "workspace_id" = $2
	and "journey_id" = $3
	and "deleted_at" is null
	and id <> all($4::uuid[])
returning "id";

-- writeTouchpoints
savepoint some_rows;

with had as (
	select id, scene_id, department_id, deleted_at
	from touchpoint
	where workspace_id = $1
		and journey_id = $2
),
written as (
	insert into touchpoint (
		workspace_id,
		id,
		journey_id,
		scene_id,
		lane_id,
		title,
		channel,
		department_id,
		moment_of_truth,
		order_key
	)
	select $3::uuid, id, $4::uuid, scene_id, lane_id, title, channel, department_id, moment_of_truth, order_key
	from jsonb_to_recordset($5::jsonb) as r(
		id uuid,
		scene_id uuid,
		lane_id uuid,
		title text,
		channel text,
		department_id uuid,
		moment_of_truth boolean,
		order_key text
	)
	on conflict (workspace_id, id) do update set scene_id = excluded.scene_id,
		lane_id = excluded.lane_id,
		title = excluded.title,
		channel = excluded.channel,
		department_id = excluded.department_id,
		moment_of_truth = excluded.moment_of_truth,
		order_key = excluded.order_key,
		deleted_at = null
	where touchpoint.journey_id = excluded.journey_id
		and (
			touchpoint.scene_id,
			touchpoint.lane_id,
			touchpoint.title,
			touchpoint.channel,
			touchpoint.department_id,
			touchpoint.moment_of_truth,
			touchpoint.order_key,
			touchpoint.deleted_at
		) is distinct from (excluded.scene_id, excluded.lane_id, excluded.title, excluded.channel, excluded.department_id, excluded.moment_of_truth, excluded.order_key, null)
	-- Of a row that was there before, the update leaves its mark in xmax.
	returning id, scene_id, department_id, xmax = 0 as is_new
)
select w.id,
	case when w.is_new or h.deleted_at is not null then 'added' else 'changed' end as change,
	h.deleted_at is not null
	or (h.scene_id, h.department_id) is distinct from (w.scene_id, w.department_id) as placed
from written w
left join had h on h.id = w.id;

release savepoint some_rows;

update "touchpoint"
set "deleted_at" = $1
where "workspace_id" = $2
	and "journey_id" = $3
	and "deleted_at" is null
	and id <> all($4::uuid[])
returning "id";

-- writeJourney
update journey
set title = $1, search_text = $2,
-- Most edits are elsewhere: a value that stays is not written again.
opening = case when opening is distinct from $3 then $4 else opening end,
	projected_at = $5,
	updated_at = greatest(updated_at, (
	-- The time of edits that were compacted stands there.
	select d.updated_at
	from document d
	where d.workspace_id = $6
		and d.id = $7
), (
	select max(at)
	from document_update u
	where u.workspace_id = $8
		and u.document_id = $9
))
where workspace_id = $10
	and id = $11;

-- staleJourneys
select journey.workspace_id as "workspaceId", journey.id as "documentId"
from journey
join document on document.workspace_id = journey.workspace_id
	and document.id = journey.id
where journey.deleted_at is null
	and (journey.opening is null or document.updated_at > journey.projected_at - interval '10 seconds' or exists (
		select
		from document_update u
		where u.workspace_id = journey.workspace_id
			and u.document_id = journey.id
			and u.at > journey.projected_at - interval '10 seconds'
	));
