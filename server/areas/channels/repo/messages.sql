-- insertMessage
insert into "channel_message" (
	"workspace_id",
	"channel_id",
	"id",
	"kind",
	"dedupe_key",
	"number",
	"person",
	"content",
	"created_at",
	"state"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict ("workspace_id", "channel_id", "dedupe_key") do nothing;

-- messageOf
select *
from "channel_message"
where ("workspace_id" = $1 and "channel_id" = $2)
	and "dedupe_key" = $3;

-- messageNumbered
select *
from "channel_message"
where ("workspace_id" = $1 and "channel_id" = $2)
	and "number" = $3;

-- settleMessage
update "channel_message"
set "state" = $1, "code" = $2, "platform_id" = $3, "settled_at" = $4
where ("workspace_id" = $5 and "channel_id" = $6)
	and "id" = $7
	and "state" in ($8, $9);

-- dropMessage
delete from "channel_message"
where ("workspace_id" = $1 and "channel_id" = $2)
	and "id" = $3
	and "state" = $4;

-- noteReceipt
update channel_message m
set platform_id = $1,
	code = $2::text,
	settled_at = $3,
	state = case when $4::text is null then 'arrived' else 'failed' end
from (
	select id
	from channel_message
	where workspace_id = $5
		and channel_id = $6
		and kind = any($7::text[])
		and person = $8
		and (platform_id = $9 or platform_id is null and state in ('unknown', 'sending', 'sent'))
	order by platform_id is null, created_at
	limit 1
	for update
) found
where m.workspace_id = $10
	and m.channel_id = $11
	and m.id = found.id
returning m.id;

-- noteTap
update "channel_message"
set "tapped_at" = $1
where ("workspace_id" = $2 and "channel_id" = $3)
	and "id" = $4
	and ("tapped_at" is null or "tapped_at" <= $5);

-- purgeMessages
delete from "channel_message"
where "created_at" < $1;

-- countUse
insert into "channel_use" ("workspace_id", "channel_id", "day", "what", "times")
values ($1, $2, $3, $4, $5)
on conflict ("workspace_id", "channel_id", "day", "what") do update set "times" = channel_use.times + 1;

-- usesOn
select "what", "times"
from "channel_use"
where ("workspace_id" = $1 and "channel_id" = $2)
	and "day" = $3;

-- purgeUses
delete from "channel_use"
where "day" < $1;
