-- noteConsent
insert into "channel_consent" (
	"workspace_id",
	"channel_id",
	"id",
	"way",
	"template",
	"person",
	"dedupe_key",
	"scene",
	"given_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict ("workspace_id", "channel_id", "dedupe_key") do nothing;

-- claimConsent
with w as materialized (
	select id
	from channel_consent
	where workspace_id = $1
		and channel_id = $2
		and way = $3
		and template = $4
		and person = $5
		and used_at is null
	order by given_at, id
	limit 1
	for update skip locked
)
update channel_consent c
set used_at = $6
from w
where c.workspace_id = $7
	and c.channel_id = $8
	and c.id = w.id
returning c.id, c.scene;

-- releaseConsent
update "channel_consent"
set "used_at" = $1
where "workspace_id" = $2
	and "channel_id" = $3
	and "id" = $4;

-- endConsents
update "channel_consent"
set "used_at" = $1
where "workspace_id" = $2
	and "channel_id" = $3
	and "way" = $4
	and "template" = $5
	and "person" = $6
	and "used_at" is null
	and "given_at" <= $7;

-- consentsLeft
select way, template, count(distinct person)::int as people, count(*)::int as messages
from channel_consent
where workspace_id = $1
	and channel_id = $2
	and used_at is null
group by way, template
order by way, template;

-- purgeConsents
delete from "channel_consent"
where "used_at" < $1;
