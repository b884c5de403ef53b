-- countAttempt
insert into sign_in_attempt as a (key, points, ends_at)
values ($1, 1, now() + make_interval(secs => $2))
on conflict (key) do update set points = case when a.ends_at <= now() then 1 else a.points + 1 end,
	ends_at = case when a.ends_at <= now() then excluded.ends_at else a.ends_at end
returning points, (extract(epoch from ends_at - now()) * 1000)::float8 as left;

-- uncountAttempt
update sign_in_attempt
set points = points - 1
where key = $1
	and points > 0;

-- forgetAttempts
delete from "sign_in_attempt"
where "key" = $1;
