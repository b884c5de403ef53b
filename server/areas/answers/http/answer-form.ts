import { plain } from '#domain/shared/numerals.ts';
import { isLocale, type Locale } from '#domain/shared/locale.ts';
import { storable } from '#domain/shared/storable.ts';
import type { ReceiptNote } from '#domain/survey/index.ts';
import type { Responses, Submitted } from '../responses.ts';

/** Hidden fields of the form that are no answers. */
const HIDDEN = new Set(['response', '_ticket', '_who', '_test', 'version', 'lang']);

/** What the address said besides is sent along under its name with this before it; no question's id begins so. */
export const PARAMETER = '_p.';

/** What the form of a survey sent, still unchecked. */
export interface Received {
	readonly responseId: string;
	/** Of the form, `''` without one. */
	readonly ticket: string;
	/** Who looked at it, sealed by us. */
	readonly who?: string;
	/** What the address said besides. */
	readonly parameters?: Record<string, string>;
	readonly version?: number;
	/** Somebody tries the survey out. */
	readonly test?: true;
	readonly language: Locale;
	/** Texts by question id; a list where the field is there several times, `FormParts` where the question has several fields. */
	readonly answers: Record<string, string | string[] | Record<string, string | string[]>>;
}

/** Reads a form's fields, each as the database can hold it; of the form's own of one name the last. */
export function receivedFrom(fields: Iterable<readonly [string, unknown]>): Received {
	const form = new Map<string, string[]>();
	for (const [name, value] of fields) {
		if (typeof value !== 'string') continue;
		const values = form.get(name);
		if (values) values.push(storable(value));
		else form.set(name, [storable(value)]);
	}
	const text = (name: string): string => form.get(name)?.at(-1) ?? '';
	const version = /^[1-9]\d{0,8}$/.test(text('version')) ? Number(text('version')) : undefined;
	const language = text('lang');
	const parameters = [...form].flatMap(([name, values]) =>
		name.startsWith(PARAMETER) ? [[name.slice(PARAMETER.length, 43), values.at(-1)!.slice(0, 1000)] as const] : []
	);
	return {
		responseId: text('response'),
		ticket: text('_ticket').slice(0, 100),
		...(form.has('_who') && { who: text('_who').slice(0, 3000) }),
		...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
		...(version !== undefined && { version }),
		...(form.has('_test') && { test: true }),
		language: isLocale(language) ? language : 'en',
		answers: answersFrom([...form].filter(([name]) => !HIDDEN.has(name) && !name.startsWith(PARAMETER)))
	};
}

/** The fields of each question: `pay` and `pay.other` are of one. */
function answersFrom(fields: readonly (readonly [string, readonly string[]])[]): Received['answers'] {
	const questions = new Map<string, Map<string, string | string[]>>();
	for (const [name, values] of fields) {
		const dot = name.indexOf('.');
		const id = dot < 0 ? name : name.slice(0, dot);
		if (!questions.has(id)) questions.set(id, new Map());
		const value = values.length > 1 ? values.map(inFigures) : inFigures(values[0]!);
		questions.get(id)!.set(dot < 0 ? '' : name.slice(dot + 1), value);
	}
	return Object.fromEntries(
		[...questions].map(([id, parts]) => [
			id,
			parts.size === 1 && parts.has('') ? parts.get('')! : Object.fromEntries(parts)
		])
	);
}

/** A score as its sender's keyboard or language writes it, `９` or `٩`, in plain figures; any other text as it is. */
function inFigures(value: string): string {
	if (value.length > 8) return value;
	const figures = plain(value);
	return /^\d{1,2}$/.test(figures) ? figures : value;
}

/** Where the thank-you of a code is shown. */
export const thanksAddress = (code: string, language: string, note: ReceiptNote | null): string =>
	`/s/${code}/thanks?lang=${language}${note === null ? '' : `&note=${note}`}`;

/** What to thank for; undefined when the answer was not taken. */
export function receiptOf({ status }: Submitted): ReceiptNote | null | undefined {
	switch (status) {
		case 'created':
		case 'duplicate':
			return null;
		case 'changed':
			return 'changed';
		case 'late':
			return 'first';
		case 'gone':
		case 'invalid':
			return undefined;
	}
}

/**
 * A page without script tells nothing of itself (survey-runner/visit.ts): its answer says that it was opened and begun.
 * Nobody waits for it, and an answer is taken whatever becomes of it.
 */
export function countUntold(
	{ responses, log }: { responses: Pick<Responses, 'visit'>; log: { error(fields: object, message: string): void } },
	code: string,
	{ sent, outcome }: TakenAnswer,
	headers: { readonly script: string | null | undefined; readonly userAgent: string | null | undefined }
): void {
	if (headers.script === 'script' || sent.test || outcome?.status !== 'created') return;
	const { responseId, ticket } = sent;
	responses.visit({ code, responseId, ticket, started: true }, headers.userAgent ?? null).catch((err: unknown) => {
		log.error({ err }, 'a visit could not be counted');
	});
}

/** An answer that was sent, and what became of it; no outcome: it could not be stored just now. */
export interface TakenAnswer {
	readonly sent: Received;
	readonly outcome: Submitted | null;
}

/** Under this name a request carries its answer, when it was taken before Kit got it; Kit is another module graph. */
export const TAKEN = Symbol.for('wayfelt.taken-answer');
