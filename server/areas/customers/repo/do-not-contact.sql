-- addMarks
insert into do_not_contact (workspace_id, mark, added_at)
select $1, mark, $2::timestamptz
from unnest($3::text[]) as mark
order by mark
on conflict do nothing;

-- removeMarks
delete from "do_not_contact"
where "workspace_id" = $1
	and mark = any($2::text[]);

-- countMarks
select count(*) as "n"
from "do_not_contact"
where "workspace_id" = $1;

-- marksAmong
select "mark"
from "do_not_contact"
where "workspace_id" = $1
	and mark = any($2::text[]);

-- namesBeside
select k.of, o.kind, o.value
from jsonb_to_recordset($1::jsonb) as k("of" int, kind text, value text)
join customer_identity i on i.workspace_id = $2
	and i.kind = k.kind
	and i.value = k.value
join customer_identity o on o.workspace_id = i.workspace_id
	and o.customer_id = i.customer_id;
