import * as v from 'valibot';
import { roles } from '#domain/access/index.ts';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';

const Role = v.picklist(roles);
export const WorkspaceSchema = v.object({
	id: v.string(),
	name: v.string(),
	timeZone: v.pipe(v.string(), v.description('IANA name; every day of every number is a day in this zone.')),
	minN: v.pipe(v.number(), v.description('Below this n no value is shown.')),
	rankN: v.pipe(v.number(), v.description('Below this n nothing is ranked.')),
	privacyUrl: v.pipe(v.nullable(v.string()), v.description('Respondent pages lead there before they ask.')),
	createdAt: Instant,
	recount: v.pipe(
		v.nullable(
			v.object({ timeZone: v.string(), startedAt: Instant, finishedAt: v.nullable(Instant), moved: v.number() })
		),
		v.description(
			'The latest change of the time zone: until `finishedAt` days near midnight may be those of the old one.'
		)
	)
});
export type WorkspaceView = View<typeof WorkspaceSchema>;

export const DepartmentSchema = v.object({ id: v.string(), parentId: v.nullable(v.string()), name: v.string() });

export const MemberSchema = v.object({
	userId: v.string(),
	name: v.string(),
	email: v.pipe(
		v.nullable(v.string()),
		v.description(
			'For those who manage members, and one’s own to a person (not to a token that may do less); else null.'
		)
	),
	role: Role,
	departmentId: v.nullable(v.string()),
	joinedAt: Instant
});
export type MemberView = View<typeof MemberSchema>;
export type DepartmentView = View<typeof DepartmentSchema>;

export const removeMemberQuery = v.strictObject({ withdrawLinks: v.optional(v.picklist(['true', 'false'])) });

export const InvitationSchema = v.object({
	id: v.string(),
	role: Role,
	departmentId: v.nullable(v.string()),
	note: v.pipe(v.nullable(v.string()), v.description('Whom or what it is for.')),
	maxUses: v.pipe(v.nullable(v.number()), v.description('How many people may join by it; null: any number.')),
	uses: v.pipe(
		v.array(
			v.object({
				userId: v.string(),
				name: v.pipe(v.nullable(v.string()), v.description('null: they have left.')),
				joinedAt: Instant,
				isMember: v.pipe(v.boolean(), v.description('Whether they still belong to the workspace.'))
			})
		),
		v.description('Who joined by it, first comer first.')
	),
	createdBy: v.string(),
	createdByName: v.pipe(v.nullable(v.string()), v.description('null: the inviter has left.')),
	createdAt: Instant,
	expiresAt: Instant,
	status: v.pipe(
		v.picklist(['open', 'accepted', 'revoked', 'expired', 'suspended']),
		v.description(
			'`accepted`: as many joined as might. `suspended`: whoever made it has left, or may not give this role any more.'
		)
	)
});
export type InvitationView = View<typeof InvitationSchema>;
export type InvitationStatus = InvitationView['status'];

export const NewInvitationSchema = v.object({
	id: v.string(),
	token: v.string(),
	url: v.pipe(v.string(), v.description('The link for whoever is invited. Shown this once.')),
	expiresAt: Instant
});

export const TokenSchema = v.object({
	id: v.string(),
	name: v.string(),
	role: Role,
	createdBy: v.string(),
	createdByName: v.pipe(v.nullable(v.string()), v.description('null: they have left; the token is dead then.')),
	createdAt: Instant,
	expiresAt: v.nullable(Instant),
	lastUsedAt: v.pipe(v.nullable(Instant), v.description('To the minute.'))
});
export type TokenView = View<typeof TokenSchema>;

export const NewTokenSchema = v.object({
	id: v.string(),
	token: v.pipe(v.string(), v.description('Shown this once.'))
});
