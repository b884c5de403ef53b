-- notePerson
insert into "channel_person" (
	"workspace_id",
	"channel_id",
	"person",
	"name",
	"follows",
	"first_at",
	"last_at",
	"said_at",
	"acted_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict ("workspace_id", "channel_id", "person") do update set "known_by" = $10,
	"follows" = case when excluded.last_at >= channel_person.last_at or channel_person.known_by = 'consent' then excluded.follows else channel_person.follows end,
	"first_at" = least(channel_person.first_at, excluded.first_at),
	"last_at" = greatest(channel_person.last_at, excluded.last_at),
	"said_at" = greatest(channel_person.said_at, excluded.said_at),
	"acted_at" = greatest(channel_person.acted_at, excluded.acted_at),
	"said_sent" = case when excluded.said_at > coalesce(
		channel_person.said_at,
		'-infinity'
	) then 0 else channel_person.said_sent end,
	"acted_sent" = case when excluded.acted_at > coalesce(
		channel_person.acted_at,
		'-infinity'
	) then 0 else channel_person.acted_sent end;

-- noteAgreed
insert into "channel_person" (
	"workspace_id",
	"channel_id",
	"person",
	"name",
	"follows",
	"known_by",
	"first_at",
	"last_at",
	"said_at",
	"acted_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict ("workspace_id", "channel_id", "person") do nothing;

-- claimMessage
update channel_person p
set acted_sent = p.acted_sent + f.by_act::int, said_sent = p.said_sent + (not f.by_act)::int
from (
	select workspace_id, channel_id, person, acted_at >= $1
		and acted_sent < $2 is true as by_act
	from channel_person
	where workspace_id = $3
		and channel_id = $4
		and person = $5
	for update
) f
where p.workspace_id = f.workspace_id
	and p.channel_id = f.channel_id
	and p.person = f.person
	and p.follows
	and (f.by_act or p.said_at >= $6 and p.said_sent < $7)
returning p.person;

-- mayBeSent
select count(*) filter (where said_sent < $1) as people,
	coalesce(sum(greatest($2 - said_sent, 0)), 0) as messages
from channel_person
where workspace_id = $3
	and channel_id = $4
	and follows
	and said_at >= $5;

-- setContact
update "channel_person"
set "contact" = $1
where "workspace_id" = $2
	and "channel_id" = $3
	and "person" = $4;

-- wantsContact
select "contact"
from "channel_person"
where "workspace_id" = $1
	and "channel_id" = $2
	and "person" = $3;
