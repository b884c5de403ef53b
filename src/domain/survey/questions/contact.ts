import * as v from 'valibot';
import { fail, issue, ok, type Result } from '../../shared/result.ts';
import { contactAnswer, contactParts, type ContactPart, type ContactValue } from '../answers/contact.ts';
import { isParts, part } from '../answers/form-parts.ts';
import type { QuestionBase, QuestionKind } from './question-kind.ts';
import { readLine, type LineFormat } from './short-text.ts';

const ASKED = ['off', 'optional', 'needed'] as const;
type Asked = (typeof ASKED)[number];

type ContactFields = Readonly<Record<ContactPart, Asked>>;

/** A field and a box to tick for each part. */
export interface ContactRendering {
	readonly control: 'contact';
	readonly parts: readonly { readonly part: ContactPart; readonly needed: boolean }[];
}

type ContactQuestion = QuestionBase<'contact'> & ContactFields;

const formats: Readonly<Record<ContactPart, LineFormat>> = { name: 'text', phone: 'phone', email: 'email' };

/** Parts that a form ticks by a field of their own (`phone_ok`), and JSON by a list of their names. */
const isAgreed = (raw: Readonly<Record<string, unknown>>, name: ContactPart): boolean => {
	const consent = part(raw, 'consent');
	return part(raw, `${name}_ok`) === 'yes' || (Array.isArray(consent) && consent.includes(name));
};

/** @returns what may be used; refusals `consent_missing` and `part_missing` say of which part */
function read(raw: unknown, question: ContactQuestion): Result<ContactValue | undefined> {
	if (raw === undefined || raw === null || raw === '') return ok(undefined);
	if (!isParts(raw)) return fail(issue('not_contact'));
	const asked = contactParts.filter((name) => question[name] !== 'off');
	const value: Partial<Record<ContactPart, string>> = {};
	for (const name of asked) {
		const line = readLine(part(raw, name), formats[name]);
		if (!line.ok) return fail(...line.issues.map((one) => ({ ...one, params: { ...one.params, part: name } })));
		if (line.value !== undefined) value[name] = line.value;
	}
	const given = asked.filter((name) => value[name] !== undefined);
	if (given.length === 0) return ok(undefined);
	const missing = asked.find((name) => question[name] === 'needed' && value[name] === undefined);
	if (missing !== undefined) return fail(issue('part_missing', undefined, { part: missing }));
	const unasked = given.find((name) => !isAgreed(raw, name));
	if (unasked !== undefined) return fail(issue('consent_missing', undefined, { part: unasked }));
	return ok({ ...value, consent: given });
}

/** How somebody can be reached about their answer; each part is kept only with their consent to its use. */
export const contact: QuestionKind<'contact', typeof contactAnswer, ContactRendering, ContactFields> & {
	readonly metric: null;
} = {
	kind: 'contact',
	title: null,
	defaultId: 'contact',
	answer: contactAnswer,
	metric: null,
	scale: null,
	labelNames: ['agree'],
	own: { name: v.picklist(ASKED), phone: v.picklist(ASKED), email: v.picklist(ASKED) },
	settings: contactParts.map((field) => ({ field, control: 'choice', options: ASKED })),
	issues: (question) =>
		contactParts.every((name) => question[name] === 'off') ? [issue('nothing_asked', ['name'])] : [],
	rendering: (question) => ({
		control: 'contact',
		parts: contactParts
			.filter((name) => question[name] !== 'off')
			.map((name) => ({ part: name, needed: question[name] === 'needed' }))
	}),
	defaults: () => ({
		id: 'contact',
		kind: 'contact',
		text: { en: 'May we call you back?', 'zh-CN': '可以联系您吗？' },
		labels: { agree: { en: 'May be used to answer me', 'zh-CN': '可用于回复我' } },
		required: false,
		name: 'optional',
		phone: 'optional',
		email: 'optional'
	}),
	read,
	counted: () => null,
	columns: (question) =>
		contactParts
			.filter((name) => question[name] !== 'off')
			.map((name) => ({ name, cell: (value) => value[name] ?? '' }))
};
