import type { ContactPart } from '#domain/survey/index.ts';
import type { Locale } from '#domain/shared/locale.ts';
import { m } from '#lib/paraglide/messages.js';

const names: Readonly<Record<string, (inputs: object, options: { locale: Locale }) => string>> = {
	name: m.respond_part_name,
	phone: m.respond_part_phone,
	email: m.respond_part_email
} satisfies Record<ContactPart, unknown>;

/** What a part of somebody's contact details is called. */
export const partName = (part: string, options: { locale: Locale }): string => names[part]?.({}, options) ?? part;
