-- insertPush
insert into "channel_push" (
	"workspace_id",
	"channel_id",
	"id",
	"dedupe_key",
	"person",
	"content",
	"happened_at",
	"received_at",
	"handled_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict ("workspace_id", "channel_id", "dedupe_key") do nothing;

update "channel"
set "last_push_at" = greatest(last_push_at, $1::timestamptz)
where "workspace_id" = $2
	and "id" = $3;

-- findPush
select *
from "channel_push"
where "workspace_id" = $1
	and "channel_id" = $2
	and "id" = $3;

-- pushHandled
update "channel_push"
set "handled_at" = $1
where "workspace_id" = $2
	and "channel_id" = $3
	and "id" = $4;

-- purgePushes
delete from "channel_push"
where "received_at" < $1;
