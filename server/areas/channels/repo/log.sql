-- noteLine
insert into "channel_log" (
	"workspace_id",
	"channel_id",
	"code",
	"detail",
	"hour",
	"first_at",
	"last_at",
	"times"
)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (
	"workspace_id",
	"channel_id",
	"hour",
	"code",
	"detail"
) do update set "times" = channel_log.times + 1,
	"last_at" = greatest(channel_log.last_at, excluded.last_at);

-- listLog
select *
from "channel_log"
where "workspace_id" = $1
	and "channel_id" = $2
order by "last_at" desc
limit $3;

-- purgeLog
delete from "channel_log"
where "hour" < $1;
