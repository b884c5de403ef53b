import type { Locale } from '#domain/shared/locale.ts';
import { counts, isFull, keptParameters, samePin } from '#domain/survey/index.ts';
import type { Db } from '../../db/scope.ts';
import type { OpenedCode } from '../surveys/repo/collectors.ts';
import { createPinLimits, isPinPass, pinPass } from './pin-pass.ts';
import { tallyOf } from './repo/limits.ts';

/** Who opens a page, as far as it matters to what a collector takes. */
export interface Opening {
	/** What the address says. */
	readonly parameters: Readonly<Record<string, string>>;
	/** What it will be answered in, of the languages that it is in. */
	readonly language: (languages: readonly Locale[]) => Locale;
	/** That the PIN was given (`enter`). */
	readonly pass: string | null;
	/** By a link for one person. */
	readonly invited: boolean;
}

/** Keeps the page of a collector to those whom it takes. */
export interface Gate {
	/** Why a collector does not open to somebody; null: it does. */
	shutTo(
		opened: OpenedCode,
		opening: Opening,
		languages: readonly Locale[]
	): Promise<'invited' | 'locked' | 'full' | null>;
	/** What opens the page to whoever typed the PIN, or how long to wait, s; null: it is wrong, or none is asked for. */
	enter(opened: OpenedCode | null, pin: string, address: string): Promise<string | { readonly wait: number } | null>;
}

export function createGate({ db, secret }: { readonly db: Db; readonly secret: string }): Gate {
	const pins = createPinLimits();
	return {
		async shutTo({ workspace_id, collector_id, code, limits, parameters: declared }, opening, languages) {
			const { parameters, language, pass, invited } = opening;
			if (limits.invited && !invited) return 'invited';
			if (limits.pin !== null && !invited && !isPinPass(secret, code, limits.pin, pass ?? '')) return 'locked';
			if (!counts(limits)) return null;
			const said = { language: language(languages), parameters: keptParameters(declared, parameters) };
			return isFull(limits, await tallyOf(db.system, workspace_id, collector_id, limits), said) ? 'full' : null;
		},

		async enter(opened, pin, address) {
			const right = opened?.limits.pin ?? null;
			if (opened === null || right === null) return null;
			const { code } = opened;
			const wait = await pins.wait(code, address);
			if (wait !== null) return { wait };
			if (samePin(right, pin)) return pinPass(secret, code, right);
			await pins.wrong(code, address);
			return null;
		}
	};
}
