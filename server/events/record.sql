-- record
with told as materialized (
	select pg_notify($1, $2)
)
insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
select $3::uuid, kind, subject_kind, subject_id, $4::text, $5::text, payload
from jsonb_to_recordset($6::jsonb) as e(kind text, subject_kind text, subject_id text, payload jsonb), told;

-- recordAll
insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
select workspace_id, $1::text, $2::text, id::text, $3::text, $4::text, '{}'::jsonb
from "gone";

-- forgetAnswers
delete from "outbox"
where "workspace_id" = $1
	and "subject_kind" = $2
	and subject_id = any($3::text[]);
