-- insertAccount
insert into "user" ("id", "name", "email", "emailVerified", "locale", "createdAt", "updatedAt")
values ($1, $2, $3, $4, $5, $6, $7);

insert into "account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
values ($1, $2, $3, $4, $5, $6, $7);

-- updateUser
update "user"
set "name" = $1, "locale" = $2, "updatedAt" = $3
where "id" = $4;

-- findByEmail
select "id", "name"
from "user"
where "email" = $1;

-- replacePassword
update "account"
set "password" = $1, "updatedAt" = $2
where "userId" = $3
	and "providerId" = $4;

-- deleteSessionsOf
delete from "session"
where "userId" = $1;
