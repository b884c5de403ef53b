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
