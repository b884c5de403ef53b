-- noteAskedFor
insert into "channel_answer" ("workspace_id", "channel_id", "response_id", "person", "asked_at")
values ($1, $2, $3, $4, $5)
on conflict ("workspace_id", "response_id") do nothing;

-- givenAnswers
select a.workspace_id as "workspaceId", a.channel_id as "channelId", a.response_id as "responseId", a.person
from channel_answer a
join response r on r.workspace_id = a.workspace_id
	and r.id = a.response_id
order by a.asked_at
limit $1;

-- linkAnswer
with asked as (
	delete from channel_answer
	where workspace_id = $1
		and response_id = $2
	returning response_id
)
update response r
set customer_id = $3
from asked
where r.workspace_id = $4
	and r.id = asked.response_id
	and r.customer_id is null
returning r.id;

-- purgeAskedFor
delete from "channel_answer"
where "asked_at" < $1;

-- heardOf
select (
	select count(*)
	from channel_person
	where workspace_id = $1
		and person = any($2)
) as people, (
	select count(*)
	from channel_push
	where workspace_id = $3
		and person = any($4)
) as pushes, (
	select count(*)
	from channel_message
	where workspace_id = $5
		and person = any($6)
) as messages;

-- forgetPeople
delete from "channel_person"
where "workspace_id" = $1
	and "person" in ($2);

delete from "channel_push"
where "workspace_id" = $1
	and "person" in ($2);

delete from "channel_message"
where "workspace_id" = $1
	and "person" in ($2);

delete from "channel_answer"
where "workspace_id" = $1
	and "person" in ($2);

delete from "channel_consent"
where "workspace_id" = $1
	and "person" in ($2);
