-- listChannels
select *
from "channel"
where "workspace_id" = $1
order by "kind";

-- findChannel
select *
from "channel"
where "workspace_id" = $1
	and "kind" = $2;

-- channelsIn, in all workspaces
select "workspace_id", "id"
from "channel";

-- channelsIn, in one
select "workspace_id", "id"
from "channel"
where "workspace_id" = $1;

-- domainFile
select case when settings ->> 'verifyFile' = $1 then settings ->> 'verifyText' else settings ->> 'miniVerifyText' end as text
from channel
where $2 in (settings ->> 'verifyFile', settings ->> 'miniVerifyFile')
order by updated_at desc
limit 1;

-- channelById
select *
from "channel"
where "workspace_id" = $1
	and "id" = $2;

-- lockChannels
select pg_advisory_xact_lock(hashtext('wayfelt.channel'), hashtext($1));

-- insertChannel
insert into "channel" (
	"workspace_id",
	"id",
	"kind",
	"settings",
	"secrets",
	"verified_at",
	"last_push_at",
	"created_at",
	"updated_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- changeChannel
update "channel"
set "settings" = $1, "secrets" = $2, "updated_at" = $3
where "workspace_id" = $4
	and "id" = $5;

-- deleteChannel
delete from "channel"
where "workspace_id" = $1
	and "kind" = $2
returning "id";

-- noteVerified
update "channel"
set "verified_at" = $1
where "workspace_id" = $2
	and "id" = $3;

-- noteMissing
update channel
set missing = missing || to_jsonb($1::text)
where workspace_id = $2
	and id = $3
	and not missing ? $4;

-- pauseChannel
update "channel"
set "paused_until" = $1
where "workspace_id" = $2
	and "id" = $3;

-- pauseMini
update "channel"
set "mini_paused_until" = $1
where "workspace_id" = $2
	and "id" = $3;

-- forgetFindings
update "channel"
set "missing" = $1,
	"paused_until" = $2,
	"checked_at" = $3,
	"check_code" = $4,
	"check_detail" = $5,
	"mini_paused_until" = $6,
	"mini_check_code" = $7,
	"mini_check_detail" = $8,
	"templates" = $9
where "workspace_id" = $10
	and "id" = $11;

-- noteQuotas
update "channel"
set "quotas" = $1, "quotas_at" = $2
where "workspace_id" = $3
	and "id" = $4;

-- noteChecked
update "channel"
set "checked_at" = $1, "check_code" = $2, "check_detail" = $3
where "workspace_id" = $4
	and "id" = $5;

-- keepTemplates
update channel
set templates = templates || jsonb_build_object($1::text, $2::jsonb)
where workspace_id = $3
	and id = $4;

-- noteMiniChecked
update "channel"
set "mini_check_code" = $1, "mini_check_detail" = $2
where "workspace_id" = $3
	and "id" = $4;
