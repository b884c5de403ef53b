-- deleteEmpty, total
delete from "score_day"
where workspace_id = $1
	and s0 = 0
	and s1 = 0
	and s2 = 0
	and s3 = 0
	and s4 = 0
	and s5 = 0
	and s6 = 0
	and s7 = 0
	and s8 = 0
	and s9 = 0
	and s10 = 0;

-- deleteEmpty, by dimension
delete from "score_day_by"
where workspace_id = $1
	and s0 = 0
	and s1 = 0
	and s2 = 0
	and s3 = 0
	and s4 = 0
	and s5 = 0
	and s6 = 0
	and s7 = 0
	and s8 = 0
	and s9 = 0
	and s10 = 0;

-- deleteEmpty, numbers
delete from "number_day"
where workspace_id = $1
	and n = 0
	and sum = 0
	and squares = 0;
