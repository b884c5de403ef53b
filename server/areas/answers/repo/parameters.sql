-- declaredParameters
select name
from (
	select c.survey_id, c.id as collector_id, p ->> 'name' as name
	from collector c
	cross join lateral jsonb_array_elements(c.parameters) as p
	where c.workspace_id = $1
	union all
	select c.survey_id, c.id, p.name
	from link_batch b
	join collector c on c.workspace_id = b.workspace_id
		and c.id = b.collector_id
	cross join lateral jsonb_array_elements_text(b.parameters) as p(name)
	where b.workspace_id = $2
) as declared
where survey_id = coalesce($3::uuid, survey_id)
	and collector_id = coalesce($4::uuid, collector_id)
group by name
order by name;
