-- ownersOf
select c.name as place, c.owner_email as email, min(u.name) as name
from collector c
left join "user" u on u.email = c.owner_email
	and exists (
		select
		from member m
		where m.workspace_id = c.workspace_id
			and m.user_id = u.id
	)
where c.workspace_id = $1
	and c.name = any($2::text[])
	and c.owner_email is not null
group by 1, 2
order by 1, bool_or(c.closed_at is null) desc, 2;
