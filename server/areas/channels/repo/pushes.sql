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

-- notePerson
insert into "channel_person" (
	"workspace_id",
	"channel_id",
	"person",
	"name",
	"follows",
	"first_at",
	"last_at",
	"said_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (
	"workspace_id",
	"channel_id",
	"person"
) do update set "follows" = case when excluded.last_at >= channel_person.last_at then excluded.follows else channel_person.follows end,
	"first_at" = least(channel_person.first_at, excluded.first_at),
	"last_at" = greatest(channel_person.last_at, excluded.last_at),
	"said_at" = greatest(channel_person.said_at, excluded.said_at);

-- purgePushes
delete from "channel_push"
where "received_at" < $1;
