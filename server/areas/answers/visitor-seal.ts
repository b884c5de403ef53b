import * as v from 'valibot';
import { CustomerInput } from '#domain/survey/index.ts';
import { parse } from '#domain/shared/parse.ts';
import type { Seal } from '../../platform/seal.ts';
import type { ProvenCustomer } from '../customers/identity-proof.ts';

/*
 * Who was proven to look at a form, on its way through their browser to the answer: sealed, so that nobody reads or changes
 * it there, for one survey's code, and for as long as an answer may wait on a device (kept-answer.ts).
 */
const KEPT_MS = 8 * 24 * 60 * 60_000;

const about = (code: string): string => `visitor ${code}`;
const Sealed = v.strictObject({ at: v.number(), customer: CustomerInput });

export const sealVisitor = (seal: Seal, code: string, customer: ProvenCustomer, now: Date): string =>
	seal.close(JSON.stringify({ at: now.getTime(), customer }), about(code)).toString('base64url');

/** null: none of ours, of another survey's code, or too old. */
export function openVisitor(seal: Seal, code: string, text: string | undefined, now: Date): ProvenCustomer | null {
	const opened = text === undefined ? null : seal.open(Buffer.from(text, 'base64url'), about(code));
	if (opened === null) return null;
	const read = parse(Sealed, JSON.parse(opened));
	return read.ok && now.getTime() - read.value.at < KEPT_MS ? read.value.customer : null;
}
