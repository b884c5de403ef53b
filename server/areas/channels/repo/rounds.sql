-- insertRound
insert into "channel_round" (
	"workspace_id",
	"channel_id",
	"id",
	"key",
	"way",
	"is_test",
	"code",
	"content",
	"state",
	"created_by",
	"created_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict ("workspace_id", "channel_id", "key") do nothing;

-- roundOf
select *
from "channel_round"
where ("workspace_id" = $1 and "channel_id" = $2)
	and "id" = $3;

-- roundByKey
select *
from "channel_round"
where ("workspace_id" = $1 and "channel_id" = $2)
	and "key" = $3;

-- listRounds
select *
from "channel_round"
where ("workspace_id" = $1 and "channel_id" = $2)
order by "created_at" desc
limit $3;

-- roundsDue
select *
from "channel_round"
where "state" = $1
	and ("resume_at" is null or "resume_at" <= $2)
order by "created_at";

-- setRound
update "channel_round"
set "state" = $1, "stop_code" = $2, "resume_at" = $3
where ("workspace_id" = $4 and "channel_id" = $5)
	and "id" = $6
	and "state" = $7;

-- countsOf
select round_id, state, count(*)::int as n
from channel_message
where workspace_id = $1
	and channel_id = $2
	and round_id = any($3::uuid[])
group by round_id, state;

-- insertWaiting
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
	"round_id",
	"state"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- takeWaiting
with w as materialized (
	select id
	from channel_message
	where workspace_id = $1
		and channel_id = $2
		and round_id = $3
		and state = 'waiting'
	order by id
	limit $4
	for update skip locked
)
update channel_message m
set state = 'sending'
from w
where m.workspace_id = $5
	and m.channel_id = $6
	and m.id = w.id
returning m.*;

-- putBack
update "channel_message"
set "state" = $1
where ("workspace_id" = $2 and "channel_id" = $3)
	and "id" = $4
	and "state" = $5;

-- giveUpSending
update "channel_message"
set "state" = $1, "code" = $2, "settled_at" = $3
where ("workspace_id" = $4 and "channel_id" = $5)
	and "round_id" = $6
	and "state" = $7;

-- noteResult
update "channel_message"
set "state" = $1, "code" = $2, "settled_at" = $3
where ("workspace_id" = $4 and "channel_id" = $5)
	and "round_id" = $6
	and "person" = $7
	and "state" = $8;

-- messagesOf
select m.*, p.name
from channel_message m
left join channel_person p on p.workspace_id = m.workspace_id
	and p.channel_id = m.channel_id
	and p.person = m.person
where m.workspace_id = $1
	and m.channel_id = $2
	and m.round_id = $3
order by array_position(array['failed', 'unknown', 'sending', 'sent', 'arrived', 'waiting'], m.state), m.id
limit $4;

-- newestRound
select "id"
from "channel_round"
where ("workspace_id" = $1 and "channel_id" = $2)
	and "is_test" = $3
order by "created_at" desc, "id" desc
limit $4;

-- audienceOf, whom the account knows
select p.person, p.name, p.follows, p.contact, p.last_at, p.said_at, p.said_sent, a.asked_at
from channel_person p
left join (
	select m.person, max(m.created_at) as asked_at
	from channel_message m
	left join channel_round r on r.workspace_id = m.workspace_id
		and r.channel_id = m.channel_id
		and r.id = m.round_id
	where m.workspace_id = $1
		and m.channel_id = $2
		and m.state <> 'failed'
		and r.is_test is not true
	group by m.person
) a on a.person = p.person
where p.workspace_id = $3
	and p.channel_id = $4
	and p.known_by = 'account'
order by p.last_at desc, p.person
limit $5;

-- audienceOf, who agreed
select p.person, p.name, p.follows, p.contact, p.last_at, p.said_at, p.said_sent, a.asked_at
from channel_person p
left join (
	select m.person, max(m.created_at) as asked_at
	from channel_message m
	left join channel_round r on r.workspace_id = m.workspace_id
		and r.channel_id = m.channel_id
		and r.id = m.round_id
	where m.workspace_id = $1
		and m.channel_id = $2
		and m.state <> 'failed'
		and r.is_test is not true
	group by m.person
) a on a.person = p.person
where p.workspace_id = $3
	and p.channel_id = $4
	and exists (
		select
		from channel_consent c
		where c.workspace_id = p.workspace_id
			and c.channel_id = p.channel_id
			and c.way = $5
			and c.template = $6
			and c.person = p.person
			and c.used_at is null
	)
order by p.last_at desc, p.person
limit $7;

-- codesOf
select "code", "name"
from "collector"
where "workspace_id" = $1
	and "channel" = $2
order by "id" desc
limit $3;

-- zoneOf
select "time_zone"
from "workspace"
where "workspace_id" = $1;

-- purgeRounds
delete from "channel_round"
where "created_at" < $1;
