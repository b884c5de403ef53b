import * as v from 'valibot';
import { IdSchema } from '../shared/ids.ts';
import { locales } from '../shared/locale.ts';
import { visibleOrNothing } from '../shared/visible.ts';
import { roles } from './roles.ts';

/** What may be sent to the services of identity; forms, API and OpenAPI share these. Unknown keys are refused. */

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 256;

export const RoleSchema = v.picklist(roles);
export const LocaleSchema = v.picklist(locales);

/** Control characters have no business in a name that others read in a list or in a mail. */
const line = (max: number) =>
	v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty(),
		v.maxLength(max),
		v.regex(/^[^\p{Cc}]*$/u),
		v.transform(visibleOrNothing),
		v.nonEmpty()
	);

export const PersonNameSchema = line(80);
export const WorkspaceNameSchema = line(120);
export const DepartmentNameSchema = line(120);

/** Lower case, so that one person is one account however they type their address. */
export const EmailSchema = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.nonEmpty(), v.maxLength(254), v.email());

/** Length only; whether it is too easy to guess needs its surroundings: see password.ts. */
export const NewPasswordSchema = v.pipe(v.string(), v.nonEmpty(), v.minLength(PASSWORD_MIN), v.maxLength(PASSWORD_MAX));
const GivenPasswordSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(PASSWORD_MAX));

export const TimeZoneSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64), v.check(isTimeZone));

/** A page on the web. Other schemes have no business in a link that strangers press. */
export const WebAddressSchema = v.pipe(
	v.string(),
	v.trim(),
	v.maxLength(500),
	v.check((text) => {
		try {
			return ['http:', 'https:'].includes(new URL(text).protocol);
		} catch {
			return false;
		}
	})
);

const optionalId = v.optional(v.nullable(IdSchema));

export const SetupInput = v.strictObject({
	name: PersonNameSchema,
	email: EmailSchema,
	password: NewPasswordSchema,
	workspaceName: WorkspaceNameSchema,
	timeZone: TimeZoneSchema,
	locale: v.optional(v.nullable(LocaleSchema))
});

export const SignInInput = v.strictObject({ email: EmailSchema, password: GivenPasswordSchema });
export const ChangePasswordInput = v.strictObject({ current: GivenPasswordSchema, next: NewPasswordSchema });
export const SetPasswordInput = v.strictObject({ email: EmailSchema, password: NewPasswordSchema });
export const ProfileInput = v.strictObject({
	name: v.optional(PersonNameSchema),
	locale: v.optional(v.nullable(LocaleSchema))
});

export const WorkspaceUpdateInput = v.strictObject({
	name: v.optional(WorkspaceNameSchema),
	timeZone: v.optional(TimeZoneSchema),
	minN: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))),
	rankN: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
	privacyUrl: v.optional(v.nullable(WebAddressSchema))
});

export const DepartmentInput = v.strictObject({ name: DepartmentNameSchema, parentId: optionalId });
export const DepartmentRenameInput = v.strictObject({ name: DepartmentNameSchema });

export const MemberUpdateInput = v.strictObject({ role: v.optional(RoleSchema), departmentId: optionalId });

/** An invitation for more people than this has no limit. */
export const INVITATION_USES_MAX = 10_000;
/** How long an invitation is open unless told otherwise, and at most. */
export const INVITATION_DAYS = 7;
export const INVITATION_DAYS_MAX = 366;

export const InvitationInput = v.strictObject({
	role: RoleSchema,
	departmentId: optionalId,
	note: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(200)))),
	maxUses: v.optional(
		v.pipe(
			v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(INVITATION_USES_MAX))),
			v.description('How many people may join by the link: one unless said otherwise, null for any number.')
		)
	),
	expiresAt: v.optional(
		v.pipe(
			v.string(),
			v.nonEmpty(),
			v.isoTimestamp(),
			v.description('When the link stops working: after seven days unless said otherwise, after a year at the latest.')
		)
	)
});

/** A newcomer says who they are; somebody who already has an account is recognised by their session. */
export const NewcomerInput = v.strictObject({
	name: PersonNameSchema,
	email: EmailSchema,
	password: NewPasswordSchema,
	locale: v.optional(v.nullable(LocaleSchema))
});

export const TokenInput = v.strictObject({
	name: line(120),
	role: RoleSchema,
	/** ISO 8601 instant; none means until it is revoked. */
	expiresAt: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp())))
});

/** Is it a zone this runtime can calculate with ("Asia/Shanghai")? */
export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
